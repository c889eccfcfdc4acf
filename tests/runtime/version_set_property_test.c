/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Laws of version sets, over generated specifier sets and a pool of versions
 * that lie close together: a set has what the specifier set takes, operations
 * are those of sets, answers agree with the versions there are.
 */
#include "tests/harness/run.h"
#include "tests/runtime/version_set_pool.h"

#include <stdio.h>
#include <string.h>

enum { SETS = 1500, PAIRS = 1000, SAMPLES = 200 };

static struct pool pool;

static struct thoth_text text_of(const char *text)
{
    return (struct thoth_text){text, strlen(text)};
}

static struct thoth_version_set *make_set(const char *text, bool prereleases)
{
    struct thoth_version_set *set;

    if (thoth_version_set_of_specifier(text_of(text), prereleases, NULL,
                                       &set) != THOTH_OK)
        CU_FAIL_FATAL("no set of versions");
    return set;
}

static struct thoth_specifier *make_specifier(const char *text)
{
    struct thoth_specifier *specifier;

    if (thoth_specifier_parse(text_of(text), NULL, &specifier) != THOTH_OK)
        CU_FAIL_FATAL("no specifier set");
    return specifier;
}

static enum thoth_answer is_empty(const struct thoth_version_set *set)
{
    enum thoth_answer answer;

    CU_ASSERT_EQUAL(thoth_version_set_empty(set, &answer), THOTH_OK);
    return answer;
}

static enum thoth_answer is_equal(const struct thoth_version_set *left,
                                  const struct thoth_version_set *right)
{
    enum thoth_answer answer;

    CU_ASSERT_EQUAL(thoth_version_set_equal(left, right, &answer), THOTH_OK);
    return answer;
}

static enum thoth_answer is_subset(const struct thoth_version_set *left,
                                   const struct thoth_version_set *right)
{
    enum thoth_answer answer;

    CU_ASSERT_EQUAL(thoth_version_set_subset(left, right, &answer), THOTH_OK);
    return answer;
}

static struct thoth_version *witness_of(const struct thoth_version_set *set)
{
    struct thoth_version *version;

    CU_ASSERT_EQUAL(thoth_version_set_witness(set, &version), THOTH_OK);
    return version;
}

static bool has(const struct thoth_version_set *set, size_t version)
{
    return thoth_version_set_contains(set, pool.versions[version]);
}

/* Fails, and names the text that it was about. */
static void blame(const char *law, const char *text)
{
    fprintf(stderr, "# %s: %s\n", law, text);
    CU_FAIL("a law does not hold");
}

static void check_membership(const char *text, bool prereleases)
{
    struct thoth_version_set *set = make_set(text, prereleases);
    struct thoth_specifier *specifier = make_specifier(text);
    struct thoth_version *witness = witness_of(set);
    enum thoth_answer empty = is_empty(set);
    size_t wrong = 0, members = 0;

    for (size_t i = 0; i < pool.count; ++i) {
        bool taken =
            thoth_specifier_contains(specifier, pool.versions[i], prereleases);

        wrong += taken != has(set, i);
        members += taken;
    }
    if (wrong > 0)
        blame("members are those of the specifier set", text);
    if (members > 0 && empty == THOTH_YES)
        blame("empty sets have no members", text);
    if ((empty == THOTH_NO) != (witness != NULL))
        blame("other sets have a witness", text);
    if (witness != NULL &&
        (!thoth_version_set_contains(set, witness) ||
         !thoth_specifier_contains(specifier, witness, prereleases)))
        blame("a witness is a member", text);
    thoth_version_release(witness);
    thoth_specifier_release(specifier);
    thoth_version_set_release(set);
}

static void sets_have_what_specifiers_take(void)
{
    uint32_t state = 19910220;
    char text[POOL_TEXT];

    pool = pool_create();
    for (int i = 0; i < SETS; ++i) {
        pool_draw_specifier(&state, POOL_CLAUSES, i % 4 == 0 ? 4 : 0, text);
        check_membership(text, i % 3 == 0);
    }
    pool_release(&pool);
}

/* Two sets and what is made of them. */
struct pair {
    char left_text[POOL_TEXT], right_text[POOL_TEXT];
    struct thoth_version_set *left, *right, *either, *shared, *only_left,
        *not_left, *not_right;
};

static struct thoth_version_set *
put_together(enum thoth_status (*operation)(const struct thoth_version_set *,
                                            const struct thoth_version_set *,
                                            struct thoth_version_set **),
             const struct thoth_version_set *left,
             const struct thoth_version_set *right)
{
    struct thoth_version_set *set;

    if (operation(left, right, &set) != THOTH_OK)
        CU_FAIL_FATAL("no set of versions");
    return set;
}

static struct thoth_version_set *
complement_of(const struct thoth_version_set *set)
{
    struct thoth_version_set *complement;

    if (thoth_version_set_complement(set, &complement) != THOTH_OK)
        CU_FAIL_FATAL("no set of versions");
    return complement;
}

static void make_pair(struct pair *pair, uint32_t *state, unsigned int legacy)
{
    pool_draw_specifier(state, POOL_CLAUSES / 2, legacy, pair->left_text);
    pool_draw_specifier(state, POOL_CLAUSES / 2, legacy, pair->right_text);
    pair->left = make_set(pair->left_text, pool_draw(state, 2) == 0);
    pair->right = make_set(pair->right_text, pool_draw(state, 2) == 0);
    pair->either =
        put_together(thoth_version_set_union, pair->left, pair->right);
    pair->shared =
        put_together(thoth_version_set_intersection, pair->left, pair->right);
    pair->only_left =
        put_together(thoth_version_set_difference, pair->left, pair->right);
    pair->not_left = complement_of(pair->left);
    pair->not_right = complement_of(pair->right);
}

static void release_pair(struct pair *pair)
{
    thoth_version_set_release(pair->left);
    thoth_version_set_release(pair->right);
    thoth_version_set_release(pair->either);
    thoth_version_set_release(pair->shared);
    thoth_version_set_release(pair->only_left);
    thoth_version_set_release(pair->not_left);
    thoth_version_set_release(pair->not_right);
}

static void blame_pair(const char *law, const struct pair *pair)
{
    fprintf(stderr, "# left %s, right %s\n", pair->left_text, pair->right_text);
    blame(law, pair->left_text);
}

static void check_operations(const struct pair *pair, uint32_t *state)
{
    for (int i = 0; i < SAMPLES; ++i) {
        size_t version = pool_draw(state, (unsigned int)pool.count);
        bool left = has(pair->left, version), right = has(pair->right, version);

        if (has(pair->either, version) != (left || right) ||
            has(pair->shared, version) != (left && right) ||
            has(pair->only_left, version) != (left && !right) ||
            has(pair->not_left, version) == left)
            blame_pair("operations are those of sets", pair);
    }
}

static void check_de_morgan(const struct pair *pair)
{
    struct thoth_version_set *not_either = complement_of(pair->either);
    struct thoth_version_set *neither = put_together(
        thoth_version_set_intersection, pair->not_left, pair->not_right);
    struct thoth_version_set *again = complement_of(pair->not_left);
    struct thoth_version_set *nothing = put_together(
        thoth_version_set_intersection, pair->left, pair->not_left);
    struct thoth_version_set *everything =
        put_together(thoth_version_set_union, pair->left, pair->not_left);
    struct thoth_version_set *all;

    CU_ASSERT_EQUAL_FATAL(thoth_version_set_all(NULL, &all), THOTH_OK);
    if (is_equal(not_either, neither) != THOTH_YES)
        blame_pair("not (A or B) is (not A) and (not B)", pair);
    if (is_equal(again, pair->left) != THOTH_YES)
        blame_pair("not not A is A", pair);
    if (is_empty(nothing) != THOTH_YES)
        blame_pair("A and not A is empty", pair);
    if (is_equal(everything, all) != THOTH_YES)
        blame_pair("A or not A is everything", pair);
    thoth_version_set_release(not_either);
    thoth_version_set_release(neither);
    thoth_version_set_release(again);
    thoth_version_set_release(nothing);
    thoth_version_set_release(everything);
    thoth_version_set_release(all);
}

static void check_answers(const struct pair *pair, bool exact)
{
    enum thoth_answer subset = is_subset(pair->left, pair->right);
    enum thoth_answer equal = is_equal(pair->left, pair->right);
    enum thoth_answer empty = is_empty(pair->only_left);

    if (is_subset(pair->shared, pair->left) != THOTH_YES ||
        is_subset(pair->left, pair->either) != THOTH_YES)
        blame_pair("A and B is in A, which is in A or B", pair);
    if (subset != empty)
        blame_pair("A is in B when A without B is empty", pair);
    if ((subset == THOTH_YES) !=
        (is_equal(pair->shared, pair->left) == THOTH_YES))
        blame_pair("A is in B when A and B is A", pair);
    if ((equal == THOTH_YES) !=
        (subset == THOTH_YES &&
         is_subset(pair->right, pair->left) == THOTH_YES))
        blame_pair("A is B when each is in the other", pair);
    if (exact && (subset == THOTH_UNKNOWN || equal == THOTH_UNKNOWN))
        blame_pair("without legacy clauses all is known", pair);
}

static void check_witness(const struct pair *pair)
{
    struct thoth_version *witness = witness_of(pair->only_left);

    if ((witness != NULL) != (is_empty(pair->only_left) == THOTH_NO))
        blame_pair("a difference has a witness if it is not empty", pair);
    if (witness != NULL && (!thoth_version_set_contains(pair->left, witness) ||
                            thoth_version_set_contains(pair->right, witness)))
        blame_pair("the witness of a difference is in one set only", pair);
    thoth_version_release(witness);
}

static void operations_obey_the_laws_of_sets(void)
{
    uint32_t state = 19950501;
    struct pair pair;

    pool = pool_create();
    for (int i = 0; i < PAIRS; ++i) {
        unsigned int legacy = i % 4 == 0 ? 3 : 0;

        make_pair(&pair, &state, legacy);
        check_operations(&pair, &state);
        check_de_morgan(&pair);
        check_answers(&pair, legacy == 0);
        check_witness(&pair);
        release_pair(&pair);
    }
    pool_release(&pool);
}

static void printed_sets_read_back(void)
{
    uint32_t state = 20080916;
    size_t printed = 0;

    for (int i = 0; i < SETS; ++i) {
        char text[POOL_TEXT], copy[4 * POOL_TEXT];
        struct thoth_version_set *set, *again;
        size_t length;
        bool found;

        pool_draw_specifier(&state, POOL_CLAUSES / 2, 0, text);
        set = make_set(text, false);
        CU_ASSERT_EQUAL(
            thoth_version_set_print(set, copy, sizeof(copy), &length, &found),
            THOTH_OK);
        if (found) {
            CU_ASSERT_EQUAL(strlen(copy), length);
            again = make_set(copy, false);
            if (is_equal(set, again) != THOTH_YES)
                blame("what is printed reads back", text);
            thoth_version_set_release(again);
            ++printed;
        }
        thoth_version_set_release(set);
    }
    CU_ASSERT(printed > SETS * 9 / 10);
}

static const struct test_case cases[] = {
    {"sets have what specifiers take", sets_have_what_specifiers_take},
    {"operations obey the laws of sets", operations_obey_the_laws_of_sets},
    {"printed sets read back", printed_sets_read_back},
};

TEST_MAIN("version_set_property", cases)
