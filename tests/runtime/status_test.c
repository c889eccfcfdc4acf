/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every status has a name of its own; a number that is none has one, too.
 */
#include "runtime/thoth.h"
#include "tests/harness/run.h"

#include <string.h>

static void names_are_distinct(void)
{
    for (int i = THOTH_OK; i <= THOTH_E_LIMIT; i++) {
        const char *text = thoth_status_text((enum thoth_status)i);

        CU_ASSERT_PTR_NOT_NULL_FATAL(text);
        CU_ASSERT(text[0] != '\0');
        CU_ASSERT_STRING_NOT_EQUAL(text, "unknown status");
        for (int j = THOTH_OK; j < i; j++)
            CU_ASSERT_STRING_NOT_EQUAL(text,
                                       thoth_status_text((enum thoth_status)j));
    }
}

static void other_numbers_are_unknown(void)
{
    CU_ASSERT_STRING_EQUAL(
        thoth_status_text((enum thoth_status)(THOTH_E_LIMIT + 1)),
        "unknown status");
    CU_ASSERT_STRING_EQUAL(thoth_status_text((enum thoth_status) - 1),
                           "unknown status");
}

static const struct test_case cases[] = {
    {"names are distinct", names_are_distinct},
    {"other numbers are unknown", other_numbers_are_unknown},
};

TEST_MAIN("status", cases)
