/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Specifier sets as intervals: which sets are regular, and that their lists
 * are the shortest. Boundaries are checked against keys of versions here;
 * that intervals and pep440_contains agree is what the property test shows.
 */
#include "runtime/pep440_interval.h"
#include "tests/runtime/pep440_text.h"

static struct pep440_intervals *compile(const char *set)
{
    struct pep440_specifier *specifier = make_specifier(thoth_text_of(set));
    struct pep440_intervals *intervals;

    if (pep440_intervals(specifier, NULL, &intervals) != PEP440_OK)
        CU_FAIL_FATAL("no memory for intervals");
    pep440_specifier_free(specifier, NULL);
    return intervals;
}

static void check_regular(const char *list, bool expected)
{
    struct thoth_text text;

    while (next_text(&list, &text)) {
        struct pep440_specifier *specifier = make_specifier(text);
        struct pep440_intervals *intervals;

        CU_ASSERT_EQUAL(pep440_intervals(specifier, NULL, &intervals),
                        PEP440_OK);
        CU_ASSERT_EQUAL(intervals->regular, expected);
        CU_ASSERT(expected || intervals->count == 0);
        pep440_intervals_free(intervals, NULL);
        pep440_specifier_free(specifier, NULL);
    }
}

static void ordinary_sets_are_regular(void)
{
    check_regular("|==1|!=1.0|>=1a1|<=1.post1.dev2|<2|<2rc1|<1.post1.dev0|>1",
                  true);
    check_regular("==1.*|!=1.*|==0.*|==1.2.*|==1.0.2.*|==1!1.2.*", true);
    check_regular("~=1.2|~=1.2.3|~=1.0|~=1.0.1|~=1.2rc1|~=1!1.2|~=0.0.1", true);
    check_regular(">=v01.0,<2,!=1.5.*,!=1.7", true);
}

static void spelling_makes_sets_irregular(void)
{
    check_regular("===1|<foo|>=1+a|==1+a|!=1+a|==1.0.1+a", false);
    check_regular("<1.post1|>1a1|>1.dev0|>1.post1|>1.post1.dev1", false);
    check_regular("==v1.*|==01.*|==1.0a1.*|!=1.post1.*|==0!1.*", false);
    check_regular("==1.0.*|!=0.0.*|==1!1.*|!=1!1.0.*|==1!0.*", false);
    check_regular("~=1.0.0|~=v1.2|~=01.2|~=1!1.0|~=0.0.0|~=0!1.2", false);
    check_regular(">=1,<2,===1.5", false);
}

/*
 * Checks the list of a set against pairs of versions: the lowest version that
 * an interval takes, or "" for none, and the lowest one above it, likewise.
 */
static void check_list(const char *set, const char *expected)
{
    struct pep440_intervals *intervals = compile(set);
    struct thoth_text low, high;
    size_t i = 0;

    CU_ASSERT(intervals->regular);
    for (; next_text(&expected, &low) && next_text(&expected, &high); ++i) {
        const struct pep440_interval *interval = &intervals->list[i];
        struct pep440_version *first = make_version(low);
        struct pep440_version *next = make_version(high);

        if (i >= intervals->count) {
            CU_FAIL("too few intervals");
        } else {
            CU_ASSERT(thoth_text_order(interval->low, first->key) <= 0);
            CU_ASSERT_EQUAL(interval->low.length == 0, low.length == 0);
            CU_ASSERT_EQUAL(interval->is_unbounded, high.length == 0);
            CU_ASSERT(high.length == 0 ||
                      thoth_text_order(interval->high, next->key) <= 0);
            CU_ASSERT(high.length == 0 ||
                      thoth_text_order(first->key, interval->high) < 0);
        }
        pep440_version_free(first, NULL);
        pep440_version_free(next, NULL);
    }
    CU_ASSERT_EQUAL(intervals->count, i);
    pep440_intervals_free(intervals, NULL);
}

static void clauses_are_intervals(void)
{
    check_list("", "|");
    check_list(">=1", "1|");
    check_list("<=1", "|1.post0.dev0");
    check_list("<1", "|1.dev0");
    check_list("<1rc1", "|1rc1");
    check_list(">1", "1.0.0.1|");
    check_list("==1", "1|1.post0.dev0");
    check_list("==1.dev3", "1.dev3|1.dev4");
    check_list("==1.post3", "1.post3|1.post4.dev0");
    check_list("!=1", "|1|1.post0.dev0|");
    check_list("==1.*", "1.dev0|2.dev0");
    check_list("!=1.2.*", "|1.2.dev0|1.3.dev0|");
    check_list("~=1.2.3", "1.2.3|1.3.dev0");
    check_list("~=1.0.1", "1.0.1|1.1.dev0");
    check_list("==1!3.9.*", "1!3.9.dev0|1!3.10.dev0");
}

static void sets_are_intersections(void)
{
    check_list(">=1,<2", "1|2.dev0");
    check_list(">=1,<2,!=1.5", "1|1.5|1.5.post0.dev0|2.dev0");
    check_list(">=1,<2,!=1.5,!=1.2.*",
               "1|1.2.dev0|1.3.dev0|1.5|1.5.post0.dev0|2.dev0");
    check_list(">=1,>=2,<4,<3", "2|3.dev0");
    check_list("!=1.*,!=2.*,!=1.5,!=2.0", "|1.dev0|3.dev0|");
    check_list("!=1.*,==1.*", NULL);
    check_list(">=2,<1", NULL);
}

static void lists_are_the_shortest(void)
{
    /* No version lies between the boundaries of the clauses. */
    check_list(">=1.dev0,<1", NULL);
    check_list("<0", NULL);
    check_list("<0.0.dev0", NULL);
    check_list(">=0.dev0", "|");
    check_list("!=0.*", "1.dev0|");
    check_list("!=1,!=1.post0.dev0", "|1|1.post0.dev1|");
    check_list("!=1.dev1,!=1.dev2", "|1.dev1|1.dev3|");
    check_list("!=1.*,<2", "|1.dev0");
    check_list("!=1.*,>=1.5,<2.dev0", NULL);
    check_list("!=1,>=1,<1.post0.dev0", NULL);
    check_list("!=1.post1,>=1.post1,<1.post2.dev0", NULL);
    check_list("==1a1,==1.0a1", "1a1|1a1.post0.dev0");
}

static void numbers_may_gain_a_digit(void)
{
    check_list("==1.9.*", "1.9.dev0|1.10.dev0");
    check_list("==1.199.*", "1.199.dev0|1.200.dev0");
    check_list("==9999999999999999999.*",
               "9999999999999999999.dev0|10000000000000000000.dev0");
    check_list("==1.99999999999999999999.*",
               "1.99999999999999999999.dev0|1.100000000000000000000.dev0");
    check_list("==1.dev9999999999999999999",
               "1.dev9999999999999999999|1.dev10000000000000000000");
}

static void permissions_are_kept(void)
{
    struct pep440_intervals *intervals = compile(">=1a1");

    CU_ASSERT(intervals->prereleases && !intervals->takes_legacy);
    pep440_intervals_free(intervals, NULL);
    intervals = compile("!=1a1");
    CU_ASSERT(!intervals->prereleases && !intervals->takes_legacy);
    pep440_intervals_free(intervals, NULL);
    intervals = compile("");
    CU_ASSERT(!intervals->prereleases && intervals->takes_legacy);
    pep440_intervals_free(intervals, NULL);
}

static void intervals_are_one_block(void)
{
    struct pep440_specifier *specifier = make_specifier(TEXT(">=1,!=2,!=1.*"));
    struct budget budget = {1, 0};
    struct thoth_allocator allocator = {budget_take, budget_give_back, &budget};
    struct pep440_intervals *intervals, *none;

    CU_ASSERT_EQUAL(pep440_intervals(specifier, &allocator, &intervals),
                    PEP440_OK);
    CU_ASSERT_EQUAL(pep440_intervals(specifier, &allocator, &none),
                    PEP440_E_MEMORY);
    CU_ASSERT_PTR_NULL(none);
    pep440_intervals_free(intervals, &allocator);
    CU_ASSERT_EQUAL(budget.live, 0);
    pep440_specifier_free(specifier, NULL);
}

static const struct test_case cases[] = {
    {"ordinary sets are regular", ordinary_sets_are_regular},
    {"spelling makes sets irregular", spelling_makes_sets_irregular},
    {"clauses are intervals", clauses_are_intervals},
    {"sets are their intersections", sets_are_intersections},
    {"lists are the shortest", lists_are_the_shortest},
    {"numbers may gain a digit", numbers_may_gain_a_digit},
    {"permissions are kept", permissions_are_kept},
    {"intervals are one block of memory", intervals_are_one_block},
};

TEST_MAIN("pep440_interval", cases)
