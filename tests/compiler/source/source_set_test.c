/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which files make up a build, in which order and under which names: loading
 * order, links, several paths, and what is reported.
 */
#include "tests/compiler/source/found.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void loading_order(void)
{
    TREE("r/b/z.yaml", "r/b/a.yml", "r/b/deep/x.yaml", "r/a/y.yaml", "r/B.yaml",
         "r/_.yaml", "r/~.yaml", "r/\xc3\xa9.yaml", "r/b.yaml", "r/notes.txt",
         "r/yaml", "r/x.yaml.bak", "r/.hidden.yaml", "r/.git/c.yaml",
         "r/a.yaml/in.yaml");
    FIND("r");
    CU_ASSERT_STRING_EQUAL(found_codes(), "");
    CU_ASSERT_STRING_EQUAL(found_show(PATHS),
                           "r/B.yaml r/_.yaml r/b.yaml r/~.yaml "
                           "r/\xc3\xa9.yaml r/a/y.yaml r/a.yaml/in.yaml "
                           "r/b/a.yml r/b/z.yaml r/b/deep/x.yaml");
    CU_ASSERT_STRING_EQUAL(found_show(RELATIVE),
                           "B.yaml _.yaml b.yaml ~.yaml \xc3\xa9.yaml a/y.yaml "
                           "a.yaml/in.yaml b/a.yml b/z.yaml b/deep/x.yaml");
    found_leave();
}

static void paths_are_tidied(void)
{
    TREE("a/x.yaml", "y.yaml");
    FIND(".");
    CU_ASSERT_STRING_EQUAL(found_show(PATHS), "y.yaml a/x.yaml");
    source_set_release(&found);
    FIND("./a//");
    CU_ASSERT_STRING_EQUAL(found_show(PATHS), "a/x.yaml");
    CU_ASSERT_STRING_EQUAL(found_show(RELATIVE), "x.yaml");
    source_set_release(&found);
    FIND(".//a/../a/x.yaml");
    CU_ASSERT_STRING_EQUAL(found_show(PATHS), "a/../a/x.yaml");
    found_leave();
}

static void several_paths_in_order(void)
{
    TREE("b/x.yaml", "a/x.yaml", "c.yaml", "a/sub/y.yaml");
    FIND("c.yaml", "b", "a");
    CU_ASSERT_STRING_EQUAL(found_show(PATHS),
                           "c.yaml b/x.yaml a/x.yaml a/sub/y.yaml");
    source_set_release(&found);
    FIND("a/sub", "a", "a/", "a/x.yaml", "a/sub/y.yaml");
    CU_ASSERT_STRING_EQUAL(found_show(PATHS), "a/sub/y.yaml a/x.yaml");
    found_leave();
}

static void links(void)
{
    TREE("r/real/x.yaml", "r/real/up -> ..", "r/real/self -> .",
         "r/also -> real", "r/y.yaml", "r/z.yaml -> y.yaml", "out/o.yaml",
         "r/outside -> ../out", "r/single.yaml -> ../out/p.yaml", "out/p.yaml",
         "r/loop -> loop2", "r/loop2 -> loop");
    FIND("r");
    CU_ASSERT_STRING_EQUAL(found_codes(), "RX007 RX007");
    CU_ASSERT_STRING_EQUAL(found_show(PATHS),
                           "r/single.yaml r/y.yaml r/also/x.yaml "
                           "r/outside/o.yaml");
    found_leave();
}

static void hard_links_are_files(void)
{
    TREE("r/x.yaml", "r/y.yaml | r/x.yaml", "r/z.yaml -> x.yaml");
    FIND("r");
    CU_ASSERT_STRING_EQUAL(found_show(PATHS), "r/x.yaml r/y.yaml");
    found_leave();
}

static void broken_links(void)
{
    TREE("r/x.yaml -> nowhere.yaml", "r/d -> nowhere/", "r/ok.yaml",
         "r/.#lock.yaml -> user@host");
    FIND("r");
    CU_ASSERT_STRING_EQUAL(found_codes(), "RX007 RX007");
    CU_ASSERT_STRING_EQUAL(found_show(PATHS), "r/ok.yaml");
    found_leave();
}

static void wrong_paths(void)
{
    TREE("a.txt", "b.yaml", "d/");
    FIND("a.txt", "missing", "b.yaml/", "b.yaml", "d", "");
    CU_ASSERT_STRING_EQUAL(found_codes(), "RX005 RX004 RX004 RX040 RX004");
    CU_ASSERT_STRING_EQUAL(found_show(PATHS), "b.yaml");
    found_leave();
}

static void empty_directories(void)
{
    TREE("e/_prescription_metadata.yaml", "e/.hidden.yaml", "e/f/notes.txt",
         "r/x.yaml", "r/s/");
    FIND("r", "e", "r/s", "r");
    CU_ASSERT_STRING_EQUAL(found_codes(), "RX040");
    CU_ASSERT_STRING_EQUAL(found_show(PATHS), "r/x.yaml");
    source_set_release(&found);
    FIND("r/s", "r");
    CU_ASSERT_STRING_EQUAL(found_codes(), "RX040");
    found_leave();
}

static void unreadable_directories(void)
{
    TREE("r/a/x.yaml", "r/b/y.yaml");
    CU_ASSERT_EQUAL(chmod("r/a", 0), 0);
    if (tree_become_ordinary()) {
        FIND("r", "r/a");
        tree_become_owner();
        CU_ASSERT_STRING_EQUAL(found_codes(), "RX006 RX006");
        CU_ASSERT_STRING_EQUAL(found_show(PATHS), "r/b/y.yaml");
    } else {
        test_skip("permissions do not bind this user");
    }
    CU_ASSERT_EQUAL(chmod("r/a", 0700), 0);
    found_leave();
}

static void names_are_utf8(void)
{
    TREE("r/\xc3\xa9/\xf0\x9f\x90\x8d.yaml", "r/\xff.yaml", "r/\xff.txt",
         "r/\xed\xa0\x80/x.yaml", "r/\xfe/", "\xfd/r/x.yaml");
    FIND("r");
    CU_ASSERT_STRING_EQUAL(found_codes(), "RX009 RX009");
    source_set_release(&found);
    FIND("r/\xff.yaml");
    CU_ASSERT_STRING_EQUAL(found_codes(), "RX009");
    source_set_release(&found);
    /* What is not part of the path from the root does not matter. */
    FIND("\xfd/r");
    CU_ASSERT_STRING_EQUAL(found_codes(), "");
    found_leave();
}

static void status_is_filled(void)
{
    TREE("r/x.yaml = abc", "y.yaml = abcd", "r/_prescription_metadata.yaml");
    found_with((const char *const[]){"r", "y.yaml"}, 2, 1, true);
    CU_ASSERT_EQUAL_FATAL(found.file_count, 2);
    CU_ASSERT_TRUE(found.files[0].status.known && found.files[1].status.known);
    CU_ASSERT_EQUAL(found.files[0].status.size, 3);
    CU_ASSERT_EQUAL(found.files[1].status.size, 4);
    CU_ASSERT(found.files[0].status.modified_ns > 1500000000LL * 1000000000);
    CU_ASSERT(found.files[0].status.inode != found.files[1].status.inode);
    CU_ASSERT_TRUE(found.metadata[0].file.status.known);
    found_leave();
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
    found_with(paths, 1, 1, false);
    CU_ASSERT_EQUAL(found.file_count, 60);
    strcpy(single, found_show(PATHS));
    for (unsigned threads = 2; threads < 9; threads++) {
        source_set_release(&found);
        found_with(paths, 1, threads, true);
        CU_ASSERT_STRING_EQUAL(found_show(PATHS), single);
    }
    found_leave();
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
    {"the status of all files is filled on request", status_is_filled},
    {"the order does not depend on threads", threads_do_not_matter},
};

TEST_MAIN("source set", CASES)
