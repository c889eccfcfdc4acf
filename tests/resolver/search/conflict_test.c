/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Conflicts of random small spaces: found where there is no stack and only
 * there, and minimal: with any one requirement left out there is a stack.
 */
#include "resolver/search/conflict.h"
#include "tests/harness/run.h"
#include "tests/resolver/search/small_space.h"

#include <string.h>

#define SPACES 600

/* Stacks for the direct requirements whose flag is set. */
static uint64_t stacks_with(struct thoth_space *space, const bool *wanted)
{
    candidate_set roots[8];
    uint32_t count = space->root_count;
    uint64_t stacks;

    memcpy(roots, space->roots, count * sizeof(*roots));
    space->root_count = 0;
    for (uint32_t i = 0; i < count; i++)
        if (wanted[i])
            space->roots[space->root_count++] = roots[i];
    stacks = small_enumerate(space).count;
    memcpy(space->roots, roots, count * sizeof(*roots));
    space->root_count = count;
    return stacks;
}

static void check_minimal(struct thoth_space *space,
                          const struct conflict *conflict)
{
    bool wanted[8] = {false};

    for (uint32_t i = 0; i < conflict->root_count; i++)
        wanted[conflict->roots[i]] = true;
    CU_ASSERT_EQUAL(stacks_with(space, wanted), 0);
    for (uint32_t i = 0; i < conflict->root_count; i++) {
        wanted[conflict->roots[i]] = false;
        CU_ASSERT(stacks_with(space, wanted) > 0);
        wanted[conflict->roots[i]] = true;
    }
}

static struct thoth_space *conflicting(struct random_source *random)
{
    struct thoth_space *space = small_random(random, 4);
    uint32_t more = random_below(random, 4);

    for (uint32_t i = 0; i < more; i++)
        small_root(space, random_below(random, thoth_space_count(space)),
                   random_next(random) & random_next(random));
    return space;
}

static void conflicts_are_found_and_minimal(void)
{
    struct random_source random;
    uint32_t found = 0, large = 0;

    random_seed(&random, 31);
    for (int i = 0; i < SPACES; i++) {
        struct thoth_space *space = conflicting(&random);
        struct conflict conflict;
        uint64_t stacks;

        CU_ASSERT_EQUAL(conflict_find(space, NULL, 100000, &conflict),
                        THOTH_OK);
        stacks = small_enumerate(space).count;
        CU_ASSERT_EQUAL(conflict.answer,
                        stacks > 0 ? CONFLICT_NONE : CONFLICT_FOUND);
        if (conflict.answer == CONFLICT_FOUND) {
            CU_ASSERT(conflict.minimal);
            check_minimal(space, &conflict);
            found++;
            large += conflict.root_count > 1;
        }
        conflict_release(&conflict);
        thoth_space_release(space);
    }
    CU_ASSERT(found > SPACES / 20 && large > SPACES / 60);
}

/* Stacks for the direct requirements that conflict, of versions that the
 * constraints that conflict allow; without number `i` of both, if it is one. */
static uint64_t stacks_of(struct thoth_space *space,
                          const struct conflict_constraints *constraints,
                          const struct conflict *conflict, uint32_t i)
{
    candidate_set usable[8] = {0};
    bool wanted[8] = {false};
    uint64_t stacks;

    for (uint32_t p = 0; p < space->package_count; p++)
        usable[p] = space->packages[p].usable;
    for (uint32_t r = 0; r < conflict->root_count; r++)
        wanted[conflict->roots[r]] = r != i;
    for (uint32_t c = 0; c < conflict->constraint_count; c++) {
        candidate_set set = constraints->allowed[conflict->constraints[c]];
        struct space_package *package = &space->packages[set_package(set)];

        if (c + conflict->root_count != i)
            package->usable =
                set_is_empty(set) ? set
                : set_is_empty(package->usable)
                    ? package->usable
                    : set_meet(&space->pool, package->usable, set);
    }
    stacks = stacks_with(space, wanted);
    for (uint32_t p = 0; p < space->package_count; p++)
        space->packages[p].usable = usable[p];
    return stacks;
}

static void constraints_take_part(void)
{
    struct random_source random;
    uint32_t found = 0, blamed = 0, several = 0;

    random_seed(&random, 37);
    for (int i = 0; i < SPACES; i++) {
        struct thoth_space *space = conflicting(&random);
        candidate_set allowed[4];
        struct conflict_constraints constraints = {allowed, 4};
        struct conflict conflict;

        for (uint32_t c = 0; c < 4; c++) {
            uint32_t package = random_below(&random, space->package_count);
            uint64_t word = random_next(&random) | random_next(&random);

            allowed[c] = set_of_words(&space->pool, package,
                                      space->packages[package].count, &word);
        }
        CU_ASSERT_EQUAL(conflict_find(space, &constraints, 100000, &conflict),
                        THOTH_OK);
        if (conflict.answer == CONFLICT_FOUND) {
            uint32_t both = conflict.root_count + conflict.constraint_count;

            CU_ASSERT(conflict.minimal);
            CU_ASSERT_EQUAL(
                stacks_of(space, &constraints, &conflict, UINT32_MAX), 0);
            for (uint32_t without = 0; without < both; without++)
                CU_ASSERT(stacks_of(space, &constraints, &conflict, without) >
                          0);
            found++;
            blamed += conflict.constraint_count > 0;
            several += conflict.constraint_count > 1;
        }
        conflict_release(&conflict);
        thoth_space_release(space);
    }
    CU_ASSERT(found > SPACES / 20 && blamed > SPACES / 20 && several > 4);
}

static void too_little_work_proves_nothing(void)
{
    static const uint32_t versions[] = {3, 3, 3};
    struct thoth_space *space = small_space(versions, 3);
    struct conflict conflict;

    small_root(space, 0, 7);
    small_root(space, 1, 7);
    for (uint32_t v = 0; v < 3; v++) {
        small_require(space, 0, v, 2, 1);
        small_require(space, 1, v, 2, 6);
    }
    CU_ASSERT_EQUAL(conflict_find(space, NULL, 1, &conflict), THOTH_OK);
    CU_ASSERT_EQUAL(conflict.answer, CONFLICT_UNKNOWN);
    conflict_release(&conflict);
    CU_ASSERT_EQUAL(conflict_find(space, NULL, 1000, &conflict), THOTH_OK);
    CU_ASSERT_EQUAL(conflict.answer, CONFLICT_FOUND);
    CU_ASSERT(conflict.minimal);
    CU_ASSERT_EQUAL(conflict.root_count, 2);
    CU_ASSERT_EQUAL(conflict.packages[0], 2);
    conflict_release(&conflict);
    thoth_space_release(space);
}

/* A chain of packages of which the last one has no versions: neither a search
 * nor an explanation has anything to try. */
static void hopeless_versions_are_known(void)
{
    static const uint32_t versions[] = {3, 3, 3, 0};
    struct thoth_space *space = small_space(versions, 4);
    struct thoth_resolve_options options;
    struct thoth_resolution_facts facts;
    struct thoth_resolution *resolution;
    struct conflict conflict;

    for (uint32_t package = 0; package < 3; package++)
        for (uint32_t v = 0; v < 3; v++)
            small_require(space, package, v, package + 1, 7);
    small_root(space, 0, 7);
    thoth_resolve_options_init(&options);
    CU_ASSERT_EQUAL(thoth_resolve(space, &options, &resolution), THOTH_OK);
    thoth_resolution_describe(resolution, &facts);
    CU_ASSERT(facts.iterations == 0 && facts.end == THOTH_END_EXHAUSTED);
    thoth_resolution_release(resolution);
    CU_ASSERT_EQUAL(conflict_find(space, NULL, 3, &conflict), THOTH_OK);
    CU_ASSERT_EQUAL(conflict.answer, CONFLICT_FOUND);
    CU_ASSERT_EQUAL(conflict.packages[0], 1);
    conflict_release(&conflict);
    thoth_space_release(space);
}

static const struct test_case cases[] = {
    {"hopeless versions are known beforehand", hopeless_versions_are_known},
    {"conflicts are found and minimal", conflicts_are_found_and_minimal},
    {"constraints take part in conflicts", constraints_take_part},
    {"too little work proves nothing", too_little_work_proves_nothing},
};

TEST_MAIN("conflict", cases)
