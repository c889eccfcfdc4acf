/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rule root of each file and what names its rules, for directories and for
 * files that are given directly.
 */
#include "tests/compiler/source/found.h"

#include "runtime/text.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <unistd.h>

static void metadata_of_directories(void)
{
    TREE("r/_prescription_metadata.yaml", "r/x.yaml", "r/a/y.yaml",
         "r/b/_prescription_metadata.yaml", "r/b/z.yaml", "r/b/c/z.yaml",
         "s/x.yaml", "s/t/_prescription_metadata.yaml", "s/t/y.yaml");
    FIND("r", "s");
    CU_ASSERT_STRING_EQUAL(found_show(PATHS),
                           "r/x.yaml r/a/y.yaml r/b/z.yaml r/b/c/z.yaml "
                           "s/x.yaml s/t/y.yaml");
    CU_ASSERT_STRING_EQUAL(
        found_show(METADATA),
        "r/_prescription_metadata.yaml r/_prescription_metadata.yaml "
        "r/b/_prescription_metadata.yaml r/b/_prescription_metadata.yaml "
        "- s/t/_prescription_metadata.yaml");
    CU_ASSERT_STRING_EQUAL(found_show(RELATIVE),
                           "x.yaml a/y.yaml z.yaml c/z.yaml x.yaml y.yaml");
    CU_ASSERT_TRUE(thoth_text_equal(source_namespace(&found, &found.files[0]),
                                    thoth_text_of("UNKNOWN")));
    found.metadata[0].name_space = thoth_text_of("one");
    CU_ASSERT_TRUE(thoth_text_equal(source_namespace(&found, &found.files[1]),
                                    thoth_text_of("one")));
    CU_ASSERT_TRUE(thoth_text_equal(source_namespace(&found, &found.files[4]),
                                    thoth_text_of("UNKNOWN")));
    found_leave();
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
    CU_ASSERT_STRING_EQUAL(found_codes(), "");
    CU_ASSERT_STRING_EQUAL(found_show(PATHS),
                           "repo/rules/n/np/x.yaml repo/rules/n/np/y.yaml "
                           "repo/other/z.yaml");
    CU_ASSERT_STRING_EQUAL(found_show(RELATIVE),
                           "n/np/x.yaml n/np/y.yaml z.yaml");
    CU_ASSERT_EQUAL(found.metadata_count, 1);
    snprintf(expected, sizeof(expected),
             "%s/repo/rules/_prescription_metadata.yaml "
             "%s/repo/rules/_prescription_metadata.yaml -",
             real, real);
    CU_ASSERT_STRING_EQUAL(found_show(METADATA), expected);
    source_set_release(&found);
    CU_ASSERT_EQUAL(chdir("repo/rules/n/np"), 0);
    FIND("x.yaml");
    CU_ASSERT_STRING_EQUAL(found_show(RELATIVE), "n/np/x.yaml");
    CU_ASSERT_STRING_EQUAL(found_show(PATHS), "x.yaml");
    found_leave();
}

/* A part of a rule set is named as in a build of the whole. */
static void metadata_of_given_directories(void)
{
    TREE("_prescription_metadata.yaml", "repo/.git/", "repo/other/z.yaml",
         "repo/rules/_prescription_metadata.yaml", "repo/rules/n/np/x.yaml",
         "repo/rules/m/y.yaml", "repo/rules/m/own/_prescription_metadata.yaml",
         "repo/rules/m/own/deep/w.yaml", "link -> repo/rules/n");
    FIND("repo/rules/n", "repo/rules/m", "repo/other");
    CU_ASSERT_STRING_EQUAL(found_codes(), "");
    CU_ASSERT_STRING_EQUAL(found_show(PATHS),
                           "repo/rules/n/np/x.yaml repo/rules/m/y.yaml "
                           "repo/rules/m/own/deep/w.yaml repo/other/z.yaml");
    CU_ASSERT_STRING_EQUAL(found_show(RELATIVE),
                           "n/np/x.yaml m/y.yaml deep/w.yaml z.yaml");
    CU_ASSERT_EQUAL(found.metadata_count, 2);
    CU_ASSERT_EQUAL(found_metadata(0), found_metadata(1));
    CU_ASSERT_NOT_EQUAL(found_metadata(1), found_metadata(2));
    CU_ASSERT_EQUAL(found_metadata(3), SOURCE_NONE);
    source_set_release(&found);
    FIND("link");
    CU_ASSERT_STRING_EQUAL(found_show(RELATIVE), "n/np/x.yaml");
    source_set_release(&found);
    CU_ASSERT_EQUAL(chdir("repo/rules/m/own/deep"), 0);
    FIND(".", "../w.yaml/..", "../../../n");
    CU_ASSERT_STRING_EQUAL(found_codes(), "RX004");
    CU_ASSERT_STRING_EQUAL(found_show(RELATIVE), "deep/w.yaml n/np/x.yaml");
    found_leave();
}

static void metadata_is_read_once(void)
{
    TREE("r/_prescription_metadata.yaml", "r/a/x.yaml", "r/b/y.yaml",
         "r/z.yaml", "s/_prescription_metadata.yaml -> nowhere", "s/x.yaml");
    FIND("r/a", "r/b/y.yaml", "r/z.yaml", "r");
    CU_ASSERT_STRING_EQUAL(found_show(RELATIVE), "a/x.yaml b/y.yaml z.yaml");
    CU_ASSERT_EQUAL(found.metadata_count, 1);
    source_set_release(&found);
    FIND("r", "r/a", "r/b/y.yaml");
    CU_ASSERT_EQUAL(found.metadata_count, 1);
    source_set_release(&found);
    /* A link that leads nowhere is reported, not passed over. */
    FIND("s/x.yaml");
    CU_ASSERT_EQUAL(found.metadata_count, 1);
    source_set_release(&found);
    FIND("s");
    CU_ASSERT_STRING_EQUAL(found_codes(), "RX007");
    found_leave();
}

/* The same tree as seen through directories and through its files. */
static void components_form_a_tree(void)
{
    TREE("r/_prescription_metadata.yaml", "r/a/b/x.yaml");
    FIND("r", "r/a/b/x.yaml");
    for (uint32_t i = 0; i < found.directory_count; i++) {
        const struct source_directory *directory = &found.directories[i];

        if (directory->parent == SOURCE_NONE) {
            CU_ASSERT_EQUAL(directory->name.length, 0);
        } else {
            CU_ASSERT(directory->parent < i && directory->name.length > 0);
        }
    }
    CU_ASSERT_STRING_EQUAL(found_show(RELATIVE), "a/b/x.yaml");
    found_leave();
}

static const struct test_case CASES[] = {
    {"the nearest metadata file names the rules", metadata_of_directories},
    {"files given directly find their metadata upwards",
     metadata_of_given_files},
    {"directories given directly do, too", metadata_of_given_directories},
    {"metadata is entered once, however it is reached", metadata_is_read_once},
    {"directories form a tree of components", components_form_a_tree},
};

TEST_MAIN("rule root", CASES)
