/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading rule files and metadata: whole contents, limits, and everything that
 * is no ordinary file.
 */
#include "compiler/source/source_read.h"
#include "compiler/yaml/metadata.h"
#include "tests/compiler/source/tree.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct source_set set;
static struct source_buffer buffer;
static struct arena arena;
static struct diagnostic_list list;
static struct thoth_text content;

static void find(const char *path)
{
    struct source_options options = {1, false};

    source_set_find(&set, &path, 1, &options);
    diagnostic_list_start(&list, &arena);
}

/* Reads the set's first file; its code when that is refused, else "". */
static const char *read_first(size_t limit)
{
    CU_ASSERT_FATAL(set.file_count > 0);
    diagnostic_list_start(&list, &arena);
    if (source_read(&set, &set.files[0], limit, &buffer, &content, &list)) {
        CU_ASSERT_EQUAL(list.count, 0);
        return "";
    }
    CU_ASSERT_EQUAL_FATAL(list.count, 1);
    return diagnostic_fact(list.first->code)->code;
}

static void leave(void)
{
    source_buffer_release(&buffer);
    source_set_release(&set);
    arena_release(&arena);
    tree_end();
}

static void contents(void)
{
    TREE("r/a.yaml = some text", "e.yaml");
    find("r");
    CU_ASSERT_STRING_EQUAL(read_first(SOURCE_LIMIT_DEFAULT), "");
    CU_ASSERT_EQUAL_FATAL(content.length, 9);
    CU_ASSERT_NSTRING_EQUAL(content.at, "some text", 9);
    CU_ASSERT_TRUE(set.files[0].status.known);
    CU_ASSERT_EQUAL(set.files[0].status.size, 9);
    source_set_release(&set);
    find("e.yaml");
    CU_ASSERT_STRING_EQUAL(read_first(0), "");
    CU_ASSERT_EQUAL(content.length, 0);
    leave();
}

static void write_file(const char *path, size_t length)
{
    FILE *file = fopen(path, "wb");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    for (size_t i = 0; i < length; i++)
        putc("0123456789abcdef"[i * 7 % 16], file);
    fclose(file);
}

static void sizes_around_the_buffer(void)
{
    static const size_t SIZES[] = {65535, 65536, 65537, 200000, 1};

    TREE("x.yaml");
    for (size_t i = 0; i < sizeof(SIZES) / sizeof(SIZES[0]); i++) {
        write_file("x.yaml", SIZES[i]);
        find("x.yaml");
        CU_ASSERT_STRING_EQUAL(read_first(SIZES[i]), "");
        CU_ASSERT_EQUAL_FATAL(content.length, SIZES[i]);
        CU_ASSERT_EQUAL(content.at[SIZES[i] - 1],
                        "0123456789abcdef"[(SIZES[i] - 1) * 7 % 16]);
        CU_ASSERT_STRING_EQUAL(read_first(SIZES[i] - 1), "RX002");
        source_set_release(&set);
    }
    leave();
}

static void vanished_and_forbidden(void)
{
    TREE("x.yaml = a");
    find("x.yaml");
    CU_ASSERT_EQUAL(chmod("x.yaml", 0), 0);
    if (tree_become_ordinary()) {
        CU_ASSERT_STRING_EQUAL(read_first(10), "RX001");
        tree_become_owner();
    }
    CU_ASSERT_EQUAL(unlink("x.yaml"), 0);
    CU_ASSERT_STRING_EQUAL(read_first(10), "RX001");
    leave();
}

static void pipes_are_not_waited_for(void)
{
    TREE("r/d/");
    CU_ASSERT_EQUAL(mkfifo("r/pipe.yaml", 0666), 0);
    find("r");
    CU_ASSERT_STRING_EQUAL(read_first(10), "RX003");
    leave();
}

/* Device files have no size, yet reading them would never end. */
static void devices_are_refused(void)
{
    TREE("r/zero.yaml -> /dev/zero");
    find("r");
    CU_ASSERT_STRING_EQUAL(read_first(10), "RX003");
    leave();
}

/* Files of the proc file system say they are empty and are not. */
static void files_larger_than_they_say(void)
{
    TREE("r/x.yaml -> /proc/self/status");
    find("r");
    CU_ASSERT_STRING_EQUAL(read_first(1 << 20), "");
    CU_ASSERT(content.length > 100);
    CU_ASSERT_STRING_EQUAL(read_first(100), "RX002");
    leave();
}

static void paths_that_are_too_long(void)
{
    char path[6000];

    TREE("x.yaml");
    find("x.yaml");
    memset(path, 'x', sizeof(path));
    set.files[0].name = (struct thoth_text){path, sizeof(path)};
    CU_ASSERT_STRING_EQUAL(read_first(10), "RX001");
    leave();
}

static bool metadata_name(const char *text, const char *name)
{
    struct yaml_limits limits = YAML_LIMITS_DEFAULT;
    struct source_metadata metadata = {
        .name_space = thoth_text_of(SOURCE_UNKNOWN_NAMESPACE)};
    bool fine;

    diagnostic_list_start(&list, &arena);
    fine = metadata_read(&set, &metadata, thoth_text_of(text), &arena, &limits,
                         &list);
    CU_ASSERT_EQUAL(fine, list.count == 0);
    return thoth_text_equal(metadata.name_space, thoth_text_of(name)) && fine;
}

static void metadata(void)
{
    static const char *const REFUSED[] = {
        "",
        "[]",
        "prescription: thoth",
        "prescription: {release: 1}",
        "prescription: {name: 1}",
        "prescription: {name: ''}",
        "prescription: {name: [a]}",
        "prescription: {name: a",
        "name: a",
    };

    TREE("x.yaml");
    find("x.yaml");
    CU_ASSERT_TRUE(metadata_name("prescription: {name: a, release: b}", "a"));
    CU_ASSERT_TRUE(metadata_name("{x: 1, prescription: {name: '1'}}", "1"));
    for (size_t i = 0; i < sizeof(REFUSED) / sizeof(REFUSED[0]); i++) {
        CU_ASSERT_FALSE(metadata_name(REFUSED[i], ""));
        CU_ASSERT(list.first->span.line >= 1);
    }
    leave();
}

static const struct test_case CASES[] = {
    {"files are read as a whole", contents},
    {"sizes around the buffer and the limit", sizes_around_the_buffer},
    {"vanished and forbidden files are reported", vanished_and_forbidden},
    {"pipes are not waited for", pipes_are_not_waited_for},
    {"devices are refused", devices_are_refused},
    {"files that are larger than they say", files_larger_than_they_say},
    {"paths that are too long are reported", paths_that_are_too_long},
    {"metadata names a namespace or is refused with a place", metadata},
};

TEST_MAIN("source read", CASES)
