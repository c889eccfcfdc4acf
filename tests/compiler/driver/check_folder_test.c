/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Paths from folder to file, and what lies above a path.
 */
#include "compiler/driver/check_folder.h"
#include "runtime/text.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void expect(const char *from, const char *to, const char *expected)
{
    struct arena arena = {0};
    struct thoth_text found =
        check_folder_relative(from, thoth_text_of(to), &arena);

    CU_ASSERT(thoth_text_equal(found, thoth_text_of(expected)));
    if (!thoth_text_equal(found, thoth_text_of(expected)))
        printf("# from %s to %s: %.*s\n", from, to, (int)found.length,
               found.at);
    arena_release(&arena);
}

static void relative(void)
{
    expect("/a", "/a/b.yaml", "b.yaml");
    expect("/a", "/a/b/c.yaml", "b/c.yaml");
    expect("/a/b", "/a/c.yaml", "../c.yaml");
    expect("/a/b", "/a/bc/d.yaml", "../bc/d.yaml");
    expect("/a/bc", "/a/b/d.yaml", "../b/d.yaml");
    expect("/a/b/c", "/d/e.yaml", "../../../d/e.yaml");
    expect("/", "/a/b.yaml", "a/b.yaml");
    expect("/a/b", "/a", "..");
    expect("/a/b/c", "/a", "../..");
    expect("/a/b", "/a/b", "");
    expect("/a", "/b", "../b");
}

static void touch(const char *path)
{
    FILE *file = fopen(path, "w");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fclose(file);
}

static void is_above(const char *path, const char *name, const char *expected)
{
    struct arena arena = {0};
    const char *found = check_folder_above(path, name, &arena);

    if (expected)
        expected = check_folder_of(expected, &arena);
    CU_ASSERT(expected ? found && !strcmp(found, expected) : !found);
    arena_release(&arena);
}

/* top/.git, top/mark, top/in/mark, top/in/side/file; top/bare/file, which no
 * `other` is above, though there is one beside top. */
static void above(void)
{
    char folder[] = "/tmp/check_folder_XXXXXX";
    static const char *const FOLDERS[] = {"top", "top/.git", "top/in",
                                          "top/in/side", "top/bare"};
    static const char *const FILES[] = {"other", "top/mark", "top/in/mark",
                                        "top/in/side/file", "top/bare/file"};

    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
    CU_ASSERT_EQUAL_FATAL(chdir(folder), 0);
    for (size_t i = 0; i < sizeof FOLDERS / sizeof *FOLDERS; i++)
        CU_ASSERT_EQUAL_FATAL(mkdir(FOLDERS[i], 0700), 0);
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++)
        touch(FILES[i]);
    is_above("top/in/side/file", "mark", "top/in");
    is_above("top/in/side", "mark", "top/in");
    is_above("top/in", "mark", "top/in");
    is_above("top/bare/file", "mark", "top");
    is_above("top/bare/new", "mark", "top");
    is_above("top/bare/file", "other", NULL);
    is_above("top", "other", NULL);
    is_above(".", "other", ".");
    is_above("other", "other", ".");
    is_above("none/file", "mark", NULL);
    for (size_t i = sizeof FILES / sizeof *FILES; i--;)
        unlink(FILES[i]);
    for (size_t i = sizeof FOLDERS / sizeof *FOLDERS; i--;)
        rmdir(FOLDERS[i]);
    rmdir(folder);
}

static const struct test_case CASES[] = {
    {"from folder to file", relative},
    {"the nearest folder above", above},
};

TEST_MAIN("check_folder", CASES)
