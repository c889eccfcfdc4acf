/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which files make up a build, in which order and under which names: loading
 * order, links, several paths, metadata, and what is reported.
 */
#include "compiler/source/source_set.h"
#include "runtime/text.h"
#include "tests/compiler/source/tree.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum view { PATHS, RELATIVE, METADATA };

static struct source_set set;
static char shown[8192];

static void add(size_t *length, struct thoth_text text)
{
    *length +=
        (size_t)snprintf(shown + *length, sizeof(shown) - *length, "%s%.*s",
                         *length ? " " : "", (int)text.length, text.at);
}

/* The set's files in order, by what the view says of each. */
static const char *show(enum view view)
{
    struct arena arena = {0};
    size_t length = 0;

    shown[0] = '\0';
    for (uint32_t i = 0; i < set.file_count; i++) {
        const struct source_file *file = &set.files[i];
        uint32_t metadata = set.directories[file->directory].metadata;

        if (view == PATHS)
            add(&length, source_path(&set, file, &arena));
        else if (view == RELATIVE)
            add(&length, source_relative_path(&set, file, &arena));
        else if (metadata == SOURCE_NONE)
            add(&length, thoth_text_of("-"));
        else
            add(&length,
                source_path(&set, &set.metadata[metadata].file, &arena));
    }
    arena_release(&arena);
    return shown;
}

static uint32_t metadata_of(uint32_t file)
{
    return set.directories[set.files[file].directory].metadata;
}

/* The codes of what was reported while searching. */
static const char *codes(void)
{
    size_t length = 0;

    shown[0] = '\0';
    for (struct diagnostic *each = set.diagnostics.first; each;
         each = each->next)
        add(&length, thoth_text_of(diagnostic_fact(each->code)->code));
    return shown;
}

static void find_with(const char *const *paths, size_t count, unsigned threads,
                      bool with_status)
{
    struct source_options options = {threads, with_status};
    bool fine = source_set_find(&set, paths, count, &options);

    CU_ASSERT_EQUAL(fine, set.diagnostics.errors == 0);
}

#define FIND(...)                                                              \
    find_with((const char *const[]){__VA_ARGS__},                              \
              sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), 2,  \
              false)

static void leave(void)
{
    source_set_release(&set);
    tree_end();
}

static void loading_order(void)
{
    TREE("r/b/z.yaml", "r/b/a.yml", "r/b/deep/x.yaml", "r/a/y.yaml", "r/B.yaml",
         "r/_.yaml", "r/~.yaml", "r/\xc3\xa9.yaml", "r/b.yaml", "r/notes.txt",
         "r/yaml", "r/x.yaml.bak", "r/.hidden.yaml", "r/.git/c.yaml",
         "r/a.yaml/in.yaml");
    FIND("r");
    CU_ASSERT_STRING_EQUAL(codes(), "");
    CU_ASSERT_STRING_EQUAL(show(PATHS),
                           "r/B.yaml r/_.yaml r/b.yaml r/~.yaml "
                           "r/\xc3\xa9.yaml r/a/y.yaml r/a.yaml/in.yaml "
                           "r/b/a.yml r/b/z.yaml r/b/deep/x.yaml");
    CU_ASSERT_STRING_EQUAL(show(RELATIVE),
                           "B.yaml _.yaml b.yaml ~.yaml \xc3\xa9.yaml a/y.yaml "
                           "a.yaml/in.yaml b/a.yml b/z.yaml b/deep/x.yaml");
    leave();
}

static void paths_are_tidied(void)
{
    TREE("a/x.yaml", "y.yaml");
    FIND(".");
    CU_ASSERT_STRING_EQUAL(show(PATHS), "y.yaml a/x.yaml");
    source_set_release(&set);
    FIND("./a//");
    CU_ASSERT_STRING_EQUAL(show(PATHS), "a/x.yaml");
    CU_ASSERT_STRING_EQUAL(show(RELATIVE), "x.yaml");
    source_set_release(&set);
    FIND(".//a/../a/x.yaml");
    CU_ASSERT_STRING_EQUAL(show(PATHS), "a/../a/x.yaml");
    leave();
}

static void several_paths_in_order(void)
{
    TREE("b/x.yaml", "a/x.yaml", "c.yaml", "a/sub/y.yaml");
    FIND("c.yaml", "b", "a");
    CU_ASSERT_STRING_EQUAL(show(PATHS),
                           "c.yaml b/x.yaml a/x.yaml a/sub/y.yaml");
    source_set_release(&set);
    FIND("a/sub", "a", "a/", "a/x.yaml", "a/sub/y.yaml");
    CU_ASSERT_STRING_EQUAL(show(PATHS), "a/sub/y.yaml a/x.yaml");
    leave();
}

static void links(void)
{
    TREE("r/real/x.yaml", "r/real/up -> ..", "r/real/self -> .",
         "r/also -> real", "r/y.yaml", "r/z.yaml -> y.yaml", "out/o.yaml",
         "r/outside -> ../out", "r/single.yaml -> ../out/p.yaml", "out/p.yaml",
         "r/loop -> loop2", "r/loop2 -> loop");
    FIND("r");
    CU_ASSERT_STRING_EQUAL(codes(), "RX007 RX007");
    CU_ASSERT_STRING_EQUAL(show(PATHS), "r/single.yaml r/y.yaml r/also/x.yaml "
                                        "r/outside/o.yaml");
    leave();
}

static void hard_links_are_files(void)
{
    TREE("r/x.yaml", "r/y.yaml | r/x.yaml", "r/z.yaml -> x.yaml");
    FIND("r");
    CU_ASSERT_STRING_EQUAL(show(PATHS), "r/x.yaml r/y.yaml");
    leave();
}

static void broken_links(void)
{
    TREE("r/x.yaml -> nowhere.yaml", "r/d -> nowhere/", "r/ok.yaml",
         "r/.#lock.yaml -> user@host");
    FIND("r");
    CU_ASSERT_STRING_EQUAL(codes(), "RX007 RX007");
    CU_ASSERT_STRING_EQUAL(show(PATHS), "r/ok.yaml");
    leave();
}

static void wrong_paths(void)
{
    TREE("a.txt", "b.yaml", "d/");
    FIND("a.txt", "missing", "b.yaml/", "b.yaml", "d", "");
    CU_ASSERT_STRING_EQUAL(codes(), "RX005 RX004 RX004 RX040 RX004");
    CU_ASSERT_STRING_EQUAL(show(PATHS), "b.yaml");
    leave();
}

static void empty_directories(void)
{
    TREE("e/_prescription_metadata.yaml", "e/.hidden.yaml", "e/f/notes.txt",
         "r/x.yaml", "r/s/");
    FIND("r", "e", "r/s", "r");
    CU_ASSERT_STRING_EQUAL(codes(), "RX040");
    CU_ASSERT_STRING_EQUAL(show(PATHS), "r/x.yaml");
    source_set_release(&set);
    FIND("r/s", "r");
    CU_ASSERT_STRING_EQUAL(codes(), "RX040");
    leave();
}

static void unreadable_directories(void)
{
    TREE("r/a/x.yaml", "r/b/y.yaml");
    CU_ASSERT_EQUAL(chmod("r/a", 0), 0);
    if (tree_become_ordinary()) {
        FIND("r", "r/a");
        tree_become_owner();
        CU_ASSERT_STRING_EQUAL(codes(), "RX006 RX006");
        CU_ASSERT_STRING_EQUAL(show(PATHS), "r/b/y.yaml");
    } else {
        test_skip("permissions do not bind this user");
    }
    CU_ASSERT_EQUAL(chmod("r/a", 0700), 0);
    leave();
}

static void names_are_utf8(void)
{
    TREE("r/\xc3\xa9/\xf0\x9f\x90\x8d.yaml", "r/\xff.yaml", "r/\xff.txt",
         "r/\xed\xa0\x80/x.yaml", "r/\xfe/", "\xfd/r/x.yaml");
    FIND("r");
    CU_ASSERT_STRING_EQUAL(codes(), "RX009 RX009");
    source_set_release(&set);
    FIND("r/\xff.yaml");
    CU_ASSERT_STRING_EQUAL(codes(), "RX009");
    source_set_release(&set);
    /* What is not part of the path from the root does not matter. */
    FIND("\xfd/r");
    CU_ASSERT_STRING_EQUAL(codes(), "");
    leave();
}

static void metadata_of_directories(void)
{
    TREE("r/_prescription_metadata.yaml", "r/x.yaml", "r/a/y.yaml",
         "r/b/_prescription_metadata.yaml", "r/b/z.yaml", "r/b/c/z.yaml",
         "s/x.yaml", "s/t/_prescription_metadata.yaml", "s/t/y.yaml");
    FIND("r", "s");
    CU_ASSERT_STRING_EQUAL(show(PATHS),
                           "r/x.yaml r/a/y.yaml r/b/z.yaml r/b/c/z.yaml "
                           "s/x.yaml s/t/y.yaml");
    CU_ASSERT_STRING_EQUAL(
        show(METADATA),
        "r/_prescription_metadata.yaml r/_prescription_metadata.yaml "
        "r/b/_prescription_metadata.yaml r/b/_prescription_metadata.yaml "
        "- s/t/_prescription_metadata.yaml");
    CU_ASSERT_STRING_EQUAL(show(RELATIVE),
                           "x.yaml a/y.yaml z.yaml c/z.yaml x.yaml y.yaml");
    CU_ASSERT_TRUE(thoth_text_equal(source_namespace(&set, &set.files[0]),
                                    thoth_text_of("UNKNOWN")));
    set.metadata[0].name_space = thoth_text_of("one");
    CU_ASSERT_TRUE(thoth_text_equal(source_namespace(&set, &set.files[1]),
                                    thoth_text_of("one")));
    CU_ASSERT_TRUE(thoth_text_equal(source_namespace(&set, &set.files[4]),
                                    thoth_text_of("UNKNOWN")));
    leave();
}

static void metadata_of_given_files(void)
{
    char real[512], expected[2048];

    TREE("repo/.git/", "repo/rules/_prescription_metadata.yaml",
         "repo/rules/n/np/x.yaml", "repo/rules/n/np/y.yaml",
         "repo/other/z.yaml", "_prescription_metadata.yaml");
    CU_ASSERT_PTR_NOT_NULL_FATAL(getcwd(real, sizeof(real)));
    FIND("repo/rules/n/np/x.yaml", "repo/rules/n/np/y.yaml",
         "repo/other/z.yaml", "repo/rules/_prescription_metadata.yaml");
    CU_ASSERT_STRING_EQUAL(codes(), "");
    CU_ASSERT_STRING_EQUAL(show(PATHS),
                           "repo/rules/n/np/x.yaml repo/rules/n/np/y.yaml "
                           "repo/other/z.yaml");
    CU_ASSERT_STRING_EQUAL(show(RELATIVE), "n/np/x.yaml n/np/y.yaml z.yaml");
    CU_ASSERT_EQUAL(set.metadata_count, 1);
    snprintf(expected, sizeof(expected),
             "%s/repo/rules/_prescription_metadata.yaml "
             "%s/repo/rules/_prescription_metadata.yaml -",
             real, real);
    CU_ASSERT_STRING_EQUAL(show(METADATA), expected);
    source_set_release(&set);
    CU_ASSERT_EQUAL(chdir("repo/rules/n/np"), 0);
    FIND("x.yaml");
    CU_ASSERT_STRING_EQUAL(show(RELATIVE), "n/np/x.yaml");
    CU_ASSERT_STRING_EQUAL(show(PATHS), "x.yaml");
    leave();
}

/* A part of a rule set is named as in a build of the whole. */
static void metadata_of_given_directories(void)
{
    TREE("_prescription_metadata.yaml", "repo/.git/", "repo/other/z.yaml",
         "repo/rules/_prescription_metadata.yaml", "repo/rules/n/np/x.yaml",
         "repo/rules/m/y.yaml", "repo/rules/m/own/_prescription_metadata.yaml",
         "repo/rules/m/own/deep/w.yaml", "link -> repo/rules/n");
    FIND("repo/rules/n", "repo/rules/m", "repo/other");
    CU_ASSERT_STRING_EQUAL(codes(), "");
    CU_ASSERT_STRING_EQUAL(show(PATHS),
                           "repo/rules/n/np/x.yaml repo/rules/m/y.yaml "
                           "repo/rules/m/own/deep/w.yaml repo/other/z.yaml");
    CU_ASSERT_STRING_EQUAL(show(RELATIVE),
                           "n/np/x.yaml m/y.yaml deep/w.yaml z.yaml");
    CU_ASSERT_EQUAL(set.metadata_count, 2);
    CU_ASSERT_EQUAL(metadata_of(0), metadata_of(1));
    CU_ASSERT_NOT_EQUAL(metadata_of(1), metadata_of(2));
    CU_ASSERT_EQUAL(metadata_of(3), SOURCE_NONE);
    source_set_release(&set);
    FIND("link");
    CU_ASSERT_STRING_EQUAL(show(RELATIVE), "n/np/x.yaml");
    source_set_release(&set);
    CU_ASSERT_EQUAL(chdir("repo/rules/m/own/deep"), 0);
    FIND(".", "../w.yaml/..", "../../../n");
    CU_ASSERT_STRING_EQUAL(codes(), "RX004");
    CU_ASSERT_STRING_EQUAL(show(RELATIVE), "deep/w.yaml n/np/x.yaml");
    leave();
}

static void metadata_is_read_once(void)
{
    TREE("r/_prescription_metadata.yaml", "r/a/x.yaml", "r/b/y.yaml",
         "r/z.yaml", "s/_prescription_metadata.yaml -> nowhere", "s/x.yaml");
    FIND("r/a", "r/b/y.yaml", "r/z.yaml", "r");
    CU_ASSERT_STRING_EQUAL(show(RELATIVE), "a/x.yaml b/y.yaml z.yaml");
    CU_ASSERT_EQUAL(set.metadata_count, 1);
    source_set_release(&set);
    FIND("r", "r/a", "r/b/y.yaml");
    CU_ASSERT_EQUAL(set.metadata_count, 1);
    source_set_release(&set);
    /* A link that leads nowhere is reported, not passed over. */
    FIND("s/x.yaml");
    CU_ASSERT_EQUAL(set.metadata_count, 1);
    source_set_release(&set);
    FIND("s");
    CU_ASSERT_STRING_EQUAL(codes(), "RX007");
    leave();
}

/* The same tree as seen through directories and through its files. */
static void components_form_a_tree(void)
{
    TREE("r/_prescription_metadata.yaml", "r/a/b/x.yaml");
    FIND("r", "r/a/b/x.yaml");
    for (uint32_t i = 0; i < set.directory_count; i++) {
        const struct source_directory *directory = &set.directories[i];

        if (directory->parent == SOURCE_NONE) {
            CU_ASSERT_EQUAL(directory->name.length, 0);
        } else {
            CU_ASSERT(directory->parent < i && directory->name.length > 0);
        }
    }
    CU_ASSERT_STRING_EQUAL(show(RELATIVE), "a/b/x.yaml");
    leave();
}

static void status_is_filled(void)
{
    TREE("r/x.yaml = abc", "y.yaml = abcd", "r/_prescription_metadata.yaml");
    find_with((const char *const[]){"r", "y.yaml"}, 2, 1, true);
    CU_ASSERT_EQUAL_FATAL(set.file_count, 2);
    CU_ASSERT_TRUE(set.files[0].status.known && set.files[1].status.known);
    CU_ASSERT_EQUAL(set.files[0].status.size, 3);
    CU_ASSERT_EQUAL(set.files[1].status.size, 4);
    CU_ASSERT(set.files[0].status.modified_ns > 1500000000LL * 1000000000);
    CU_ASSERT(set.files[0].status.inode != set.files[1].status.inode);
    CU_ASSERT_TRUE(set.metadata[0].file.status.known);
    leave();
}

/* More directories than one batch, in an order that no file system has. */
static void threads_do_not_matter(void)
{
    char line[64], single[8192];
    const char *const paths[] = {"r"};

    TREE("r/");
    for (unsigned i = 0; i < 60; i++) {
        FILE *file;

        snprintf(line, sizeof(line), "r/%u", i * 37 % 60);
        CU_ASSERT_EQUAL(mkdir(line, 0777), 0);
        snprintf(line, sizeof(line), "r/%u/%u.yaml", i * 37 % 60, i);
        CU_ASSERT_PTR_NOT_NULL_FATAL(file = fopen(line, "w"));
        fclose(file);
    }
    find_with(paths, 1, 1, false);
    CU_ASSERT_EQUAL(set.file_count, 60);
    strcpy(single, show(PATHS));
    for (unsigned threads = 2; threads < 9; threads++) {
        source_set_release(&set);
        find_with(paths, 1, threads, true);
        CU_ASSERT_STRING_EQUAL(show(PATHS), single);
    }
    leave();
}

static const struct test_case CASES[] = {
    {"files load level by level, sorted by bytes", loading_order},
    {"paths lose what means nothing", paths_are_tidied},
    {"several paths load in the order given, nothing twice",
     several_paths_in_order},
    {"links are followed once and never into an ancestor", links},
    {"hard links are files of their own", hard_links_are_files},
    {"broken links are reported, hidden ones ignored", broken_links},
    {"paths that are no rules are reported", wrong_paths},
    {"directories without rules are mentioned", empty_directories},
    {"unreadable directories are reported", unreadable_directories},
    {"names have to be UTF-8", names_are_utf8},
    {"the nearest metadata file names the rules", metadata_of_directories},
    {"files given directly find their metadata upwards",
     metadata_of_given_files},
    {"directories given directly do, too", metadata_of_given_directories},
    {"metadata is entered once, however it is reached", metadata_is_read_once},
    {"directories form a tree of components", components_form_a_tree},
    {"the status of all files is filled on request", status_is_filled},
    {"the order does not depend on threads", threads_do_not_matter},
};

TEST_MAIN("source set", CASES)
