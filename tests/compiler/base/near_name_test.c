/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which names are near an unknown one.
 */
#include "compiler/base/near_name.h"
#include "tests/harness/run.h"

#include <string.h>

/* The best of some names, "" for none. */
static struct thoth_text nearest(const char *wanted)
{
    static const char *const NAMES[] = {
        "name",  "type",  "match", "run",        "should_include", "metadata",
        "boots", "steps", "step",  "step.Group", "WARNING",        "",
    };
    struct near_name near;

    near_name_start(&near, thoth_text_of(wanted));
    for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++)
        near_name_offer(&near, thoth_text_of(NAMES[i]));
    return near.best;
}

static bool finds(const char *wanted, const char *name)
{
    return thoth_text_equal(nearest(wanted), thoth_text_of(name));
}

static void small_mistakes(void)
{
    CU_ASSERT_TRUE(finds("naem", "name"));
    CU_ASSERT_TRUE(finds("nme", "name"));
    CU_ASSERT_TRUE(finds("namee", "name"));
    CU_ASSERT_TRUE(finds("shuold_inclde", "should_include"));
    CU_ASSERT_TRUE(finds("boot", "boots"));
    CU_ASSERT_TRUE(finds("stpe", "step"));
}

static void case_and_joints_do_not_count(void)
{
    CU_ASSERT_TRUE(finds("NAME", "name"));
    CU_ASSERT_TRUE(finds("Should Include", "should_include"));
    CU_ASSERT_TRUE(finds("should-include", "should_include"));
    CU_ASSERT_TRUE(finds("Step.group", "step.Group"));
}

static void beginnings_are_near(void)
{
    CU_ASSERT_TRUE(finds("meta", "metadata"));
    CU_ASSERT_TRUE(finds("warn", "WARNING"));
    CU_ASSERT_TRUE(finds("me", ""));
}

static void others_are_not_near(void)
{
    char absurd[1000];

    CU_ASSERT_TRUE(finds("", ""));
    CU_ASSERT_TRUE(finds("x", ""));
    CU_ASSERT_TRUE(finds("colour", ""));
    CU_ASSERT_TRUE(finds("rum!", ""));
    memset(absurd, 'a', sizeof(absurd) - 1);
    absurd[sizeof(absurd) - 1] = '\0';
    CU_ASSERT_TRUE(finds(absurd, ""));
}

static const struct test_case CASES[] = {
    {"small mistakes", small_mistakes},
    {"case and joints do not count", case_and_joints_do_not_count},
    {"beginnings are near", beginnings_are_near},
    {"other names are not", others_are_not_near},
};

TEST_MAIN("near_name", CASES)
