/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What version sets show to people: a version that is in them, and a specifier
 * set that says what they have.
 */
#include "runtime/thoth.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <string.h>

static struct thoth_text text_of(const char *text)
{
    return (struct thoth_text){text, strlen(text)};
}

/* A set of a text; with a `+` in front pre-releases are allowed. */
static struct thoth_version_set *make_set(const char *text)
{
    struct thoth_version_set *set;
    bool prereleases = *text == '+';

    CU_ASSERT_EQUAL(thoth_version_set_of_specifier(text_of(text + prereleases),
                                                   prereleases, NULL, &set),
                    THOTH_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(set);
    return set;
}

static void witnesses_look_familiar(void)
{
    static const char *const table[][2] = {
        {"", "1.0"},
        {">1.0,<2", "1.1"},
        {">1.0", "2.0"},
        {">=1.0", "1.0"},
        {"~=1.4.2", "1.4.2"},
        {"==1.0.*", "1.0"},
        {"<1", "0.1"},
        {"<2022.1", "1.0"},
        {">1.0,<1.1", "1.0.1"},
        {">0.1,<0.2", "0.1.1"},
        {">1.0,<1.0.0.0.1", "1.0.0.0.0.1"},
        {">=1.0,<1.0.post9,!=1.0", "1.0.post1"},
        {"==1.0.post3", "1.0.post3"},
        {"+>1.0a1,<1.0rc9", "1.0rc1"},
        {"+<=1.0rc7,>=1.0rc5", "1.0rc5"},
        {"+>=2.0.dev0,<2.0a1", "2.0.dev1"},
        {"==1.0+cu111", "1.0+cu111"},
        {"==1.0,!=1.0+local,>=1.0.post1", ""},
        {">=1!2.0", "1!2.0"},
        {">9999999999999999999999", "10000000000000000000000.0"},
    };

    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); ++i) {
        struct thoth_version_set *set = make_set(table[i][0]);
        struct thoth_version *version;
        struct thoth_text text = {"", 0};
        bool is_right;

        CU_ASSERT_EQUAL(thoth_version_set_witness(set, &version), THOTH_OK);
        if (version != NULL)
            text = thoth_version_text(version);
        is_right = text.length == strlen(table[i][1]) &&
                   memcmp(text.at, table[i][1], text.length) == 0;
        CU_ASSERT(is_right);
        if (!is_right)
            fprintf(stderr, "# %s: %.*s\n", table[i][0], (int)text.length,
                    text.at);
        thoth_version_release(version);
        thoth_version_set_release(set);
    }
}

static void sets_are_printed_in_short(void)
{
    static const char *const table[][2] = {
        {"", ""},
        {"+", ">=0.dev0"},
        {"<1,>1", "<0"},
        {">=1.0,>=1.2,<3,!=4", ">=1.2,<3"},
        {"~=1.4.2", ">=1.4.2,<1.5"},
        {"==1.2.*", ">=1.2,<1.3"},
        {">=1,<=1", "==1"},
        {"==1.0,===1.0", "===1.0"},
        {"==1.0+a", "==1.0+a"},
        {">1.0,!=1.5,!=1.7.*,<=2", ">1.0,<=2,!=1.5,!=1.7.*"},
        {">=2.0a1,<3", ">=2.0a1,<3"},
        {"+>=2.0,<3", ">=0.dev0,>=2.0,<3"},
        {"!=1.0.*", "!=1.0.*"},
        {">=1.0,!=1.0+bad", ">=1.0,!=1.0+bad"},
    };

    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); ++i) {
        struct thoth_version_set *set = make_set(table[i][0]);
        char text[80];
        size_t length;
        bool found;

        CU_ASSERT_EQUAL(
            thoth_version_set_print(set, text, sizeof(text), &length, &found),
            THOTH_OK);
        CU_ASSERT(found);
        CU_ASSERT_EQUAL(length, strlen(table[i][1]));
        CU_ASSERT_STRING_EQUAL(text, table[i][1]);
        if (strcmp(text, table[i][1]) != 0)
            fprintf(stderr, "# %s: %s\n", table[i][0], text);
        thoth_version_set_release(set);
    }
}

static void unions_print_as_one_range(void)
{
    struct thoth_version_set *low = make_set("<1.5"), *high = make_set(">=1.5");
    struct thoth_version_set *far = make_set(">=1.6"), *both, *apart;
    char text[8];
    size_t length;
    bool found;

    CU_ASSERT_EQUAL(thoth_version_set_union(low, high, &both), THOTH_OK);
    CU_ASSERT_EQUAL(
        thoth_version_set_print(both, text, sizeof(text), &length, &found),
        THOTH_OK);
    CU_ASSERT(found && length == 0);
    CU_ASSERT_EQUAL(thoth_version_set_union(low, far, &apart), THOTH_OK);
    CU_ASSERT_EQUAL(
        thoth_version_set_print(apart, text, sizeof(text), &length, &found),
        THOTH_OK);
    CU_ASSERT(found);
    CU_ASSERT_EQUAL(length, strlen("!=1.5.*"));
    CU_ASSERT_EQUAL(thoth_version_set_print(apart, text, 4, &length, &found),
                    THOTH_OK);
    CU_ASSERT_STRING_EQUAL(text, "!=1");
    thoth_version_set_release(low);
    thoth_version_set_release(high);
    thoth_version_set_release(far);
    thoth_version_set_release(both);
    thoth_version_set_release(apart);
}

static const struct test_case cases[] = {
    {"witnesses look familiar", witnesses_look_familiar},
    {"sets are printed in short", sets_are_printed_in_short},
    {"unions print as one range", unions_print_as_one_range},
};

TEST_MAIN("version_set_print", cases)
