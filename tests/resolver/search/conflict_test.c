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

        CU_ASSERT_EQUAL(conflict_find(space, 100000, &conflict), THOTH_OK);
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
    CU_ASSERT_EQUAL(conflict_find(space, 1, &conflict), THOTH_OK);
    CU_ASSERT_EQUAL(conflict.answer, CONFLICT_UNKNOWN);
    conflict_release(&conflict);
    CU_ASSERT_EQUAL(conflict_find(space, 1000, &conflict), THOTH_OK);
    CU_ASSERT_EQUAL(conflict.answer, CONFLICT_FOUND);
    CU_ASSERT(conflict.minimal);
    CU_ASSERT_EQUAL(conflict.root_count, 2);
    CU_ASSERT_EQUAL(conflict.packages[0], 2);
    conflict_release(&conflict);
    thoth_space_release(space);
}

static const struct test_case cases[] = {
    {"conflicts are found and minimal", conflicts_are_found_and_minimal},
    {"too little work proves nothing", too_little_work_proves_nothing},
};

TEST_MAIN("conflict", cases)
