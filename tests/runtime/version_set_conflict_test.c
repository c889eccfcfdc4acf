/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings about specifier sets: known cases, and the definitions of each
 * finding checked by brute force, with a set made of the text of each selection
 * of clauses.
 */
#include "tests/harness/run.h"
#include "tests/runtime/short_memory.h"
#include "tests/runtime/version_set_pool.h"

#include <stdio.h>
#include <string.h>

enum { SETS = 3000 };

static struct thoth_text text_of(const char *text)
{
    return (struct thoth_text){text, strlen(text)};
}

static struct thoth_findings find(const char *text, bool prereleases)
{
    struct thoth_findings findings;

    CU_ASSERT_EQUAL_FATAL(
        thoth_version_set_conflict(text_of(text), prereleases, NULL, &findings),
        THOTH_OK);
    return findings;
}

/* A text and the bits expected. */
struct expectation {
    const char *text;
    uint64_t conflict, redundant, removable;
};

static void known_sets_have_known_findings(void)
{
    static const struct expectation table[] = {
        {">2.4.0,<2.4.0", 3, 0, 0},
        {">1.4,<1.0,!=1.2", 3, 0, 0},
        {"!=1.2,>1.4,<1.0", 6, 0, 0},
        {">46,==3.0,==3.0.1,==3.0.2", 3, 0, 0},
        {">=1.0a1,<1.0", 3, 0, 0}, /* no pre-releases of 1.0 below it */
        {">=1.0a1,<1.0,>=0.5", 3, 0, 0},
        {"===V1", 1, 0, 0},
        {"<0", 1, 0, 0},
        {">=1.5.dev0,<1.5rc1,==1.5.post1", 6, 0, 0},
        {">=1.0,>=1.2", 0, 1, 1},
        {">=1.0, >=1.0.0", 0, 3, 2}, /* either will do */
        {"~=1.4.2,==1.4.*", 0, 2, 2},
        {"~=1.0,~=1.0.0", 0, 2, 2}, /* the second one does not count */
        {">=2.0a1,>=2.0", 0, 0, 0}, /* the first speaks for pre-releases */
        {">=2.0a1,>=1.0", 0, 2, 2},
        {">=1.0,<2.0,!=3.0", 0, 4, 4},
        {">=1.0,<2.0,!=1.5", 0, 0, 0},
        {">=0", 0, 1, 1},
        {"", 0, 0, 0},
        {"==1.0,==1.0+local", 0, 1, 1},
        {"==1.0.*,>=1.0", 0, 2, 2}, /* no pre-releases anyway */
    };

    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); ++i) {
        struct thoth_findings findings = find(table[i].text, false);

        CU_ASSERT_EQUAL(findings.conflict, table[i].conflict);
        CU_ASSERT_EQUAL(findings.redundant, table[i].redundant);
        CU_ASSERT_EQUAL(findings.removable, table[i].removable);
        CU_ASSERT_EQUAL(findings.empty,
                        findings.conflict != 0 ? THOTH_YES : THOTH_NO);
        CU_ASSERT_EQUAL(findings.legacy, 0);
    }
}

static void everything_is_known(void)
{
    CU_ASSERT_EQUAL(find("", false).everything, THOTH_YES);
    CU_ASSERT_EQUAL(find(">=0.0", false).everything, THOTH_YES);
    CU_ASSERT_EQUAL(find(">=0.dev0", false).everything, THOTH_YES);
    CU_ASSERT_EQUAL(find(">0", false).everything, THOTH_NO);
    CU_ASSERT_EQUAL(find(">=0,!=1", false).everything, THOTH_NO);
    CU_ASSERT_EQUAL(find("!=git", false).everything, THOTH_YES);
}

static void clauses_are_parts_of_the_text(void)
{
    static const char text[] = " >=1.0 ,, < 2,==git";
    struct thoth_findings findings = find(text, false);

    CU_ASSERT_EQUAL_FATAL(findings.count, 3);
    CU_ASSERT_PTR_EQUAL(findings.clauses[0].at, text + 1);
    CU_ASSERT_EQUAL(findings.clauses[0].length, 5);
    CU_ASSERT_PTR_EQUAL(findings.clauses[1].at, text + 10);
    CU_ASSERT_EQUAL(findings.clauses[1].length, 3);
    CU_ASSERT_EQUAL(findings.legacy, 4);
}

static void legacy_clauses_conflict_where_that_is_proven(void)
{
    CU_ASSERT_EQUAL(find(">=2.*,<1.5", false).conflict, 3);
    CU_ASSERT_EQUAL(find(">=2.*,<2.*", false).conflict, 3);
    CU_ASSERT_EQUAL(find("==git", false).conflict, 1);
    CU_ASSERT_EQUAL(find("==1.2-devel", false).empty, THOTH_YES);
    CU_ASSERT_EQUAL(find(">=1.*,<1.5", false).empty, THOTH_NO);
    /* Epochs come first in PEP 440 and nowhere in legacy versions. */
    CU_ASSERT_EQUAL(find("<1.*,>=2", false).empty, THOTH_NO);
}

/* Writes the clauses of a selection as a text. */
static void write_selection(const struct thoth_findings *findings,
                            uint64_t selected, char *text)
{
    size_t length = 0;

    text[0] = '\0';
    for (uint32_t i = 0; i < findings->count; ++i)
        if (selected >> i & 1)
            length += (size_t)snprintf(
                text + length, POOL_TEXT - length, "%.*s,",
                (int)findings->clauses[i].length, findings->clauses[i].at);
}

static struct thoth_version_set *
set_of_selection(const struct thoth_findings *findings, uint64_t selected,
                 bool prereleases)
{
    struct thoth_version_set *set;
    char text[POOL_TEXT];

    write_selection(findings, selected, text);
    CU_ASSERT_EQUAL_FATAL(
        thoth_version_set_of_specifier(text_of(text), prereleases, NULL, &set),
        THOTH_OK);
    return set;
}

static enum thoth_answer says_the_same(const struct thoth_findings *findings,
                                       uint64_t selected, bool prereleases)
{
    struct thoth_version_set *whole =
        set_of_selection(findings, UINT64_MAX, prereleases);
    struct thoth_version_set *part =
        set_of_selection(findings, selected, prereleases);
    enum thoth_answer equal;

    CU_ASSERT_EQUAL(thoth_version_set_equal(whole, part, &equal), THOTH_OK);
    thoth_version_set_release(whole);
    thoth_version_set_release(part);
    return equal;
}

/* All clauses of `kept` are needed for it to say what the whole text says. */
static bool is_minimal(const struct thoth_findings *findings, uint64_t kept,
                       bool prereleases)
{
    if (says_the_same(findings, kept, prereleases) != THOTH_YES)
        return false;
    for (uint32_t i = 0; i < findings->count; ++i)
        if ((kept >> i & 1) &&
            says_the_same(findings, kept & ~(UINT64_C(1) << i), prereleases) !=
                THOTH_NO)
            return false;
    return true;
}

/* With legacy clauses less may be known of a selection than of the whole. */
static bool is_sound(const struct thoth_findings *findings, uint64_t all,
                     bool prereleases)
{
    if (findings->conflict != 0 &&
        says_the_same(findings, findings->conflict, prereleases) == THOTH_NO)
        return false;
    for (uint32_t i = 0; i < findings->count; ++i)
        if ((findings->redundant >> i & 1) &&
            says_the_same(findings, all & ~(UINT64_C(1) << i), prereleases) ==
                THOTH_NO)
            return false;
    return says_the_same(findings, all & ~findings->removable, prereleases) !=
           THOTH_NO;
}

static bool check_findings(const char *text, bool prereleases,
                           size_t *conflicts, size_t *redundancies)
{
    struct thoth_findings findings = find(text, prereleases);
    uint64_t all =
        findings.count == 0 ? 0 : UINT64_MAX >> (64 - findings.count);
    struct thoth_version_set *set =
        set_of_selection(&findings, all, prereleases);
    enum thoth_answer empty;

    CU_ASSERT_EQUAL(thoth_version_set_empty(set, &empty), THOTH_OK);
    thoth_version_set_release(set);
    if (findings.legacy != 0)
        return (findings.empty == empty || findings.empty == THOTH_UNKNOWN ||
                empty == THOTH_UNKNOWN) &&
               is_sound(&findings, all, prereleases);
    if (findings.empty != empty)
        return false;
    *conflicts += findings.conflict != 0;
    *redundancies += findings.redundant != 0;
    if (empty == THOTH_YES)
        return is_minimal(&findings, findings.conflict, prereleases) &&
               findings.redundant == 0 && findings.removable == 0;
    for (uint32_t i = 0; i < findings.count; ++i)
        if ((findings.redundant >> i & 1) !=
            (says_the_same(&findings, all & ~(UINT64_C(1) << i), prereleases) ==
             THOTH_YES))
            return false;
    return findings.conflict == 0 &&
           is_minimal(&findings, all & ~findings.removable, prereleases);
}

static void findings_are_what_they_mean(void)
{
    uint32_t state = 20210806;
    size_t conflicts = 0, redundancies = 0;

    for (int i = 0; i < SETS; ++i) {
        char text[POOL_TEXT];

        pool_draw_specifier(&state, POOL_CLAUSES, i % 5 == 0 ? 4 : 0, text);
        if (!check_findings(text, i % 3 == 0, &conflicts, &redundancies)) {
            fprintf(stderr, "# %s\n", text);
            CU_FAIL("a finding is wrong");
        }
    }
    CU_ASSERT(conflicts > SETS / 10);
    CU_ASSERT(redundancies > SETS / 10);
}

static void bad_texts_are_refused(void)
{
    static char text[THOTH_SPECIFIER_LIMIT + 1];
    struct thoth_findings findings;
    size_t length = 0;

    CU_ASSERT_EQUAL(
        thoth_version_set_conflict(text_of(">=1,~=x"), false, NULL, &findings),
        THOTH_E_SPECIFIER);
    for (int i = 0; i <= THOTH_CLAUSES_LIMIT; ++i)
        length += (size_t)snprintf(text + length, sizeof(text) - length,
                                   "!=1.%d,", i);
    CU_ASSERT_EQUAL(
        thoth_version_set_conflict(text_of(text), false, NULL, &findings),
        THOTH_E_LIMIT);
    memset(text, ',', sizeof(text));
    CU_ASSERT_EQUAL(
        thoth_version_set_conflict((struct thoth_text){text, sizeof(text)},
                                   false, NULL, &findings),
        THOTH_E_LIMIT);
    CU_ASSERT_EQUAL(
        thoth_version_set_conflict((struct thoth_text){text, sizeof(text) - 1},
                                   false, NULL, &findings),
        THOTH_OK);
}

static void short_memory_is_reported(void)
{
    static char text[4000];
    struct short_memory memory;
    struct thoth_findings findings;
    enum thoth_status status = THOTH_E_MEMORY;
    size_t length = 0;

    for (int i = 0; i < 60; ++i)
        length += (size_t)snprintf(text + length, sizeof(text) - length,
                                   "!=1.%d.post1+local,", i);
    for (size_t left = 0; status == THOTH_E_MEMORY && left < 200; ++left) {
        short_memory_start(&memory, left);
        status = thoth_version_set_conflict(text_of(text), false,
                                            &memory.allocator, &findings);
        CU_ASSERT(status == THOTH_OK || status == THOTH_E_MEMORY);
        CU_ASSERT_EQUAL(memory.blocks, 0);
        CU_ASSERT(status == THOTH_OK || left < 100);
    }
    CU_ASSERT_EQUAL(status, THOTH_OK);
}

static const struct test_case cases[] = {
    {"known sets have known findings", known_sets_have_known_findings},
    {"everything is known", everything_is_known},
    {"clauses are parts of the text", clauses_are_parts_of_the_text},
    {"legacy clauses conflict where that is proven",
     legacy_clauses_conflict_where_that_is_proven},
    {"findings are what they mean", findings_are_what_they_mean},
    {"bad texts are refused", bad_texts_are_refused},
    {"short memory is reported", short_memory_is_reported},
};

TEST_MAIN("version_set_conflict", cases)
