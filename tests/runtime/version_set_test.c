/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Version sets, case by case: what is empty, equal or in another, and what is
 * in them.
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

static enum thoth_answer empty(const char *text)
{
    struct thoth_version_set *set = make_set(text);
    enum thoth_answer answer;

    CU_ASSERT_EQUAL(thoth_version_set_empty(set, &answer), THOTH_OK);
    thoth_version_set_release(set);
    return answer;
}

static void check_empty(const char *const *texts, size_t count,
                        enum thoth_answer expected)
{
    for (size_t i = 0; i < count; ++i) {
        enum thoth_answer answer = empty(texts[i]);

        CU_ASSERT_EQUAL(answer, expected);
        if (answer != expected)
            fprintf(stderr, "# %s\n", texts[i]);
    }
}

static void sets_are_empty_when_nothing_fits(void)
{
    static const char *const texts[] = {
        "<1.0,>1.0",
        "==1.0,==1.1",
        "==1.0,!=1.0",
        "<0",
        "+<0",
        "+<0.dev0",
        /* 1.0 excludes its pre-releases below and its post-releases above. */
        ">=1.0a1,<1.0",
        ">1.0,<1.0.post5",
        ">=1.0.post1,<=1.0",
        /* Exclusive bounds without a version between them. */
        ">1.0.post1,<1.0.post2",
        "+>1.0.post1,<1.0.post2.dev0",
        "+>1.0.dev0,<1.0.dev1",
        /* Spelling. */
        "===V1.0",
        "===1.0RC1,==1.0",
        "==01.*",
        "==v1.*",
        "==1.0,!=1.*",
        "==1!2.rc1.*",
        "===1.0,!=1.0.*",
        "===1.0.0,==1.0,!=1.0.0",
        "+===1rc1,==1.0.*",
        /* Local versions. */
        "==1.0+a,==1.0+b",
        "==1.0+a,!=1.0",
        ">1.0,==1.0+a",
        "===1.0+a,===1.0",
    };

    check_empty(texts, sizeof(texts) / sizeof(texts[0]), THOTH_YES);
}

static void sets_are_not_empty_when_something_fits(void)
{
    static const char *const texts[] = {
        "",
        ">1.0,<1.0.0.0.1",
        "+>1.0rc1,<1.0rc2",
        "+>=1.0.post1.dev0,<=1.0.post1",
        ">=1.0.post1,<1.0.post2",
        "==1.0,!=1.0+a",
        "==1.0+a,!=1.0+b",
        "===1.0rc1",
        "+===1.0rc1,==1.0.*",
        "==1!0.*",
        ">=1!0,<1!0.1",
        "+==1!2.*,<1!2rc1",
        "==1.0.post1.*",
        ">999999999999999999999999,<1000000000000000000000000.1",
        /* The lower case of U+0130 is two characters. */
        "===1.0+\xc4\xb0",
        "===1.0+i\xcc\x87",
    };

    check_empty(texts, sizeof(texts) / sizeof(texts[0]), THOTH_NO);
}

static void legacy_clauses_leave_things_unknown(void)
{
    CU_ASSERT_EQUAL(empty(">=1.*"), THOTH_NO);
    CU_ASSERT_EQUAL(empty(">=2.*,<1.5"), THOTH_YES);
    CU_ASSERT_EQUAL(empty("==git"), THOTH_YES);
    CU_ASSERT_EQUAL(empty("<foo"),
                    THOTH_NO); /* all have a number or `*final` */
    CU_ASSERT_EQUAL(empty(">1.0+x,<1.0+z"), THOTH_UNKNOWN);
}

/* Does a statement on two texts hold? */
static enum thoth_answer
ask(enum thoth_status (*question)(const struct thoth_version_set *,
                                  const struct thoth_version_set *,
                                  enum thoth_answer *),
    const char *left, const char *right)
{
    struct thoth_version_set *a = make_set(left), *b = make_set(right);
    enum thoth_answer answer;

    CU_ASSERT_EQUAL(question(a, b, &answer), THOTH_OK);
    thoth_version_set_release(a);
    thoth_version_set_release(b);
    return answer;
}

static void sets_compare(void)
{
    static const char *const equal[][2] = {
        {">=1.4.2,==1.4.*", "~=1.4.2"},
        {"==1.2.*", ">=1.2,<1.3"},
        {"", ">=0"},
        {"+", ">=0.dev0"},
        {"<=1.0", "<1.0.post0"},
        {"==1.0,!=1.0", "<0"},
        {"===1.0", "==1.0,===1.0"},
    };
    static const char *const inside[][2] = {
        {">=1.2,<1.3", ">=1,<2"},    {"===1.0", "==1.0"},
        {"==1.0+a", "==1.0"},        {"<0", "===7"},
        {">1.0", ">=1.0"},           {"", "+"},
        {"+==1.0.*", "+~=1.0.dev0"},
    };

    for (size_t i = 0; i < sizeof(equal) / sizeof(equal[0]); ++i)
        CU_ASSERT_EQUAL(ask(thoth_version_set_equal, equal[i][0], equal[i][1]),
                        THOTH_YES);
    for (size_t i = 0; i < sizeof(inside) / sizeof(inside[0]); ++i) {
        const char *left = inside[i][0], *right = inside[i][1];

        CU_ASSERT_EQUAL(ask(thoth_version_set_subset, left, right), THOTH_YES);
        CU_ASSERT_EQUAL(ask(thoth_version_set_subset, right, left), THOTH_NO);
        CU_ASSERT_EQUAL(ask(thoth_version_set_equal, left, right), THOTH_NO);
    }
    /* 1.0rc1 is in, and the equal 1rc1 is not. */
    CU_ASSERT_EQUAL(
        ask(thoth_version_set_equal, "+==1.0.*", "+>=1.0.dev0,<1.1"), THOTH_NO);
}

/* Is a version in a set? */
static bool has(const char *set_text, const char *version_text)
{
    struct thoth_version_set *set = make_set(set_text);
    struct thoth_version *version;
    bool is_member;

    CU_ASSERT_EQUAL_FATAL(
        thoth_version_parse(text_of(version_text), NULL, &version), THOTH_OK);
    is_member = thoth_version_set_contains(set, version);
    thoth_version_release(version);
    thoth_version_set_release(set);
    return is_member;
}

static void spelling_decides_where_prefixes_do(void)
{
    CU_ASSERT(has("+==1.0.*", "1.0rc1"));
    CU_ASSERT_FALSE(has("+==1.0.*", "1rc1"));
    CU_ASSERT(has("+==1.0.*", "1"));
    /* With an epoch a pre-release hides the number before it. */
    CU_ASSERT(has("+==1!2.*", "1!2.dev1"));
    CU_ASSERT(has("+==1!2.*", "1!2.post1"));
    CU_ASSERT_FALSE(has("+==1!2.*", "1!2a1"));
    CU_ASSERT(has("+==1!2.*", "1!2.0a1"));
    CU_ASSERT_FALSE(has("==1!2.0.*", "1!2"));
    CU_ASSERT(has("+==1.0.post1.*", "1.post1"));
    CU_ASSERT_FALSE(has("+==1.0.post1.*", "1.post1.dev1"));
    CU_ASSERT(has("+==1.0.post1.*", "1.0.post1.dev1"));
    CU_ASSERT_FALSE(has("+==1.0.post1.*", "1.0.0.post1"));
}

static void legacy_versions_are_in_no_set(void)
{
    struct thoth_version_set *all, *none, *rest;
    struct thoth_version *legacy, *final;

    CU_ASSERT_EQUAL(thoth_version_parse(text_of("git"), NULL, &legacy),
                    THOTH_OK);
    CU_ASSERT_EQUAL(thoth_version_parse(text_of("1.0"), NULL, &final),
                    THOTH_OK);
    CU_ASSERT_EQUAL(thoth_version_set_all(NULL, &all), THOTH_OK);
    CU_ASSERT_EQUAL(thoth_version_set_none(NULL, &none), THOTH_OK);
    CU_ASSERT_EQUAL(thoth_version_set_complement(none, &rest), THOTH_OK);
    CU_ASSERT_FALSE(thoth_version_set_contains(all, legacy));
    CU_ASSERT_FALSE(thoth_version_set_contains(none, legacy));
    CU_ASSERT_FALSE(thoth_version_set_contains(rest, legacy));
    CU_ASSERT(thoth_version_set_contains(all, final));
    CU_ASSERT_FALSE(thoth_version_set_contains(none, final));
    CU_ASSERT(thoth_version_set_contains(rest, final));
    thoth_version_set_release(all);
    thoth_version_set_release(none);
    thoth_version_set_release(rest);
    thoth_version_set_release(NULL);
    thoth_version_release(legacy);
    thoth_version_release(final);
}

static const struct test_case cases[] = {
    {"sets are empty when nothing fits", sets_are_empty_when_nothing_fits},
    {"sets are not empty when something fits",
     sets_are_not_empty_when_something_fits},
    {"legacy clauses leave things unknown",
     legacy_clauses_leave_things_unknown},
    {"sets compare", sets_compare},
    {"spelling decides where prefixes do", spelling_decides_where_prefixes_do},
    {"legacy versions are in no set", legacy_versions_are_in_no_set},
};

TEST_MAIN("version_set", cases)
