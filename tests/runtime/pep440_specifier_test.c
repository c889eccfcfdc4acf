/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Specifier sets: which texts are one, where a bad one is bad, which clauses
 * count once, when pre-releases are allowed. The expected values follow from
 * packaging 21.3 and were tried against it.
 */
#include "tests/runtime/pep440_text.h"

#include <stdio.h>
#include <stdlib.h>

static void check_validity(const char *list, bool expected)
{
    struct thoth_text text;

    while (next_text(&list, &text)) {
        struct pep440_specifier *specifier;
        int status = pep440_specifier_parse(text, NULL, &specifier);

        CU_ASSERT_EQUAL(pep440_specifier_valid(text), expected);
        CU_ASSERT_EQUAL(status, expected ? PEP440_OK : PEP440_E_INVALID);
        CU_ASSERT_EQUAL(specifier != NULL, expected);
        pep440_specifier_free(specifier, NULL);
    }
}

static void sets_are_valid(void)
{
    check_validity("| |,|, ,|==1|== 1.0|!=1.0.*|<=2|>=2|<2|>2|~=2.0", true);
    check_validity("~=1!2.0a1.post2.dev3|==1.0+local|===any:thing;)", true);
    check_validity("===|=== 1|====|>=1,<2|,>=1,,\t<2 ,|\v>= 1\f", true);
    check_validity("==1.0a1.*|==1.0.post1.*|==1.0a.*|==1.0a..*", true);
    check_validity("\xc2\xa0>=\xe2\x80\x83\x31\xe3\x80\x80", true);
}

static void nearly_any_text_is_legacy(void)
{
    check_validity(">=|<|==*|<foo|>=1.*|!==1|<>1|==1.0.dev1.*|<1.0+a", true);
    check_validity("== (|>=\xc3\xa9|==1.0+a.*|>=1.0-x_y@z", true);
}

static void other_texts_are_invalid(void)
{
    check_validity("1.0|=1|=<1|~1|!|~=1|~=foo|~=1.0+a|~=1.0.*|~=", false);
    check_validity("==1.0;|>=1)|>= 1 2|=== a b|>=1 <2|~ =1.0|> 1 )", false);
}

static void check_error(const char *text, size_t offset, size_t length)
{
    struct thoth_text whole = thoth_text_of(text), clause;

    CU_ASSERT_FALSE(pep440_specifier_check(whole, &clause));
    CU_ASSERT_EQUAL(clause.at - whole.at, (ptrdiff_t)offset);
    CU_ASSERT_EQUAL(clause.length, length);
}

static void errors_have_a_place(void)
{
    check_error("foo", 0, 3);
    check_error(">=1, foo bar ,~=2", 5, 7);
    check_error(">=1,<2 ,\xc2\xa0~=2\xc2\xa0", 10, 3);
    check_error("==1;,foo", 0, 4);
}

static size_t count_of(const char *text)
{
    struct pep440_specifier *specifier = make_specifier(thoth_text_of(text));
    size_t count = pep440_specifier_count(specifier);

    pep440_specifier_free(specifier, NULL);
    return count;
}

static void equal_clauses_count_once(void)
{
    CU_ASSERT_EQUAL(count_of(""), 0);
    CU_ASSERT_EQUAL(count_of(" , ,"), 0);
    CU_ASSERT_EQUAL(count_of(">=1,>=1.0,>= v1.0.0"), 1);
    CU_ASSERT_EQUAL(count_of(">=1,<=1,==1"), 3);
    CU_ASSERT_EQUAL(count_of("==1.0.*,==1.*,==1.0.*"), 2);
    CU_ASSERT_EQUAL(count_of("==1a1.*,==1A1.*"), 2);
    CU_ASSERT_EQUAL(count_of("===foo,===foo,===FOO,===1,===1.0"), 3);
    CU_ASSERT_EQUAL(count_of(">=1+a,>=1.0+A,>=foo,>=foo,>=Foo"), 3);
    CU_ASSERT_EQUAL(count_of("==1,==1+a"), 2);
}

static bool holds(const char *set, const char *version)
{
    struct pep440_specifier *specifier = make_specifier(thoth_text_of(set));
    struct pep440_version *made = make_version(thoth_text_of(version));
    bool result = pep440_contains(specifier, made, PEP440_PRERELEASES_ALLOWED);

    pep440_specifier_free(specifier, NULL);
    pep440_version_free(made, NULL);
    return result;
}

static void the_first_of_equal_clauses_stays(void)
{
    CU_ASSERT(holds("~=1.0,~=1.0.0", "1.5"));
    CU_ASSERT_FALSE(holds("~=1.0.0,~=1.0", "1.5"));
    CU_ASSERT(holds("===1.0,===1", "1.0"));
    CU_ASSERT_FALSE(holds("===1,===1.0", "1.0"));
}

static void many_clauses_count_once_as_well(void)
{
    enum { CLAUSES = 3000, DIFFERENT = 1000 };
    char *text = malloc(CLAUSES * 16);
    size_t length = 0;
    struct pep440_specifier *specifier;

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    for (int i = 0; i < CLAUSES; ++i)
        length += (size_t)sprintf(text + length, "~=1.%d%s,", i % DIFFERENT,
                                  i < DIFFERENT ? "" : ".0");
    specifier = make_specifier((struct thoth_text){text, length});
    CU_ASSERT_EQUAL(pep440_specifier_count(specifier), DIFFERENT);
    pep440_specifier_free(specifier, NULL);
    free(text);
}

static bool allows(const char *text)
{
    struct pep440_specifier *specifier = make_specifier(thoth_text_of(text));
    bool prereleases = pep440_specifier_prereleases(specifier);

    pep440_specifier_free(specifier, NULL);
    return prereleases;
}

static void some_clauses_allow_prereleases(void)
{
    CU_ASSERT(allows("==1a1") && allows(">=1.dev0") && allows("<=1rc1"));
    CU_ASSERT(allows("~=1.0b1") && allows("===1.0C1"));
    CU_ASSERT(allows("==1a1.*") && allows("<2,>=1a"));
}

static void other_clauses_do_not(void)
{
    CU_ASSERT_FALSE(allows("") || allows("==1") || allows(">=1.post1"));
    CU_ASSERT_FALSE(allows("!=1a1") || allows("<1a1") || allows(">1a1"));
    CU_ASSERT_FALSE(allows("!=1a1.*") || allows("===1a1.*"));
    CU_ASSERT_FALSE(allows(">=1a1+x") || allows(">=1a1.*"));
}

static void a_set_is_one_block(void)
{
    struct budget budget = {1, 0};
    struct thoth_allocator allocator = {budget_take, budget_give_back, &budget};
    struct thoth_text text = TEXT(">=1,!=foo,===bar,~=1.0.0,==2.*");
    struct pep440_specifier *specifier, *none;

    CU_ASSERT_EQUAL(pep440_specifier_parse(text, &allocator, &specifier),
                    PEP440_OK);
    CU_ASSERT_EQUAL(pep440_specifier_parse(text, &allocator, &none),
                    PEP440_E_MEMORY);
    CU_ASSERT_PTR_NULL(none);
    CU_ASSERT_EQUAL(budget.live, 1);
    pep440_specifier_free(specifier, &allocator);
    CU_ASSERT_EQUAL(budget.live, 0);
    pep440_specifier_free(NULL, &allocator);
}

static const struct test_case cases[] = {
    {"clauses between commas are a set", sets_are_valid},
    {"nearly any text is a legacy clause", nearly_any_text_is_legacy},
    {"other texts are invalid", other_texts_are_invalid},
    {"errors have a place", errors_have_a_place},
    {"equal clauses count once", equal_clauses_count_once},
    {"the first of equal clauses stays", the_first_of_equal_clauses_stays},
    {"many clauses count once as well", many_clauses_count_once_as_well},
    {"some clauses allow pre-releases", some_clauses_allow_prereleases},
    {"other clauses do not", other_clauses_do_not},
    {"a set is one block of memory", a_set_is_one_block},
};

TEST_MAIN("pep440_specifier", cases)
