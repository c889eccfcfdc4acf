/* SPDX-License-Identifier: Apache-2.0 */
/*
 * PEP 503's normal form of package names, beyond ASCII as Python makes it.
 */
#include "runtime/package_name.h"
#include "tests/harness/run.h"

#define TEXT(literal) ((struct thoth_text){literal, sizeof(literal) - 1})

static void check(struct thoth_text name, struct thoth_text normal)
{
    char buffer[THOTH_PACKAGE_NAME_ROOM(64)];
    struct thoth_text made = {buffer, 0};

    made.length = thoth_package_name_normalise(name, buffer);
    CU_ASSERT(thoth_text_equal(made, normal));
    CU_ASSERT(made.length <= name.length + name.length / 2);
    CU_ASSERT_EQUAL(thoth_package_name_is_normal(name),
                    thoth_text_equal(name, normal));
    CU_ASSERT(thoth_package_name_is_normal(normal));
}

static void separators_are_one_dash(void)
{
    check(TEXT("a.b_c-d"), TEXT("a-b-c-d"));
    check(TEXT("a-_.b"), TEXT("a-b"));
    check(TEXT("--"), TEXT("-"));
    check(TEXT("_"), TEXT("-"));
    check(TEXT("a-"), TEXT("a-"));
}

static void letters_are_lower_case(void)
{
    check(TEXT("Flask"), TEXT("flask"));
    check(TEXT("ZOPE.Interface"), TEXT("zope-interface"));
}

static void anything_else_stays(void)
{
    check(TEXT(""), TEXT(""));
    check((struct thoth_text){NULL, 0}, TEXT(""));
    check(TEXT("a b/1\0!"), TEXT("a b/1\0!"));
    check(TEXT("\xff\xc3"), TEXT("\xff\xc3"));
    check(TEXT("stra\xc3\x9f\x65"), TEXT("stra\xc3\x9f\x65"));
}

static void other_alphabets_have_lower_case_too(void)
{
    check(TEXT("\xc3\x89t\xc3\xa9"), TEXT("\xc3\xa9t\xc3\xa9"));
    check(TEXT("\xd0\x96\xd0\xb6"), TEXT("\xd0\xb6\xd0\xb6"));
    check(TEXT("\xce\xa3\xce\xa3"), TEXT("\xcf\x83\xcf\x82"));
    check(TEXT("a\xce\xa3.a"), TEXT("a\xcf\x82-a"));
    check(TEXT("\xf0\x90\x90\x80"), TEXT("\xf0\x90\x90\xa8"));
}

static void lower_case_may_be_longer(void)
{
    check(TEXT("\xc4\xb0"), TEXT("i\xcc\x87"));
    check(TEXT("\xc8\xba\xc8\xbe"), TEXT("\xe2\xb1\xa5\xe2\xb1\xa6"));
}

static const struct test_case cases[] = {
    {"runs of separators are one dash", separators_are_one_dash},
    {"letters are lower case", letters_are_lower_case},
    {"anything else stays", anything_else_stays},
    {"other alphabets have lower case, too",
     other_alphabets_have_lower_case_too},
    {"lower case may be longer", lower_case_may_be_longer},
};

TEST_MAIN("package_name", cases)
