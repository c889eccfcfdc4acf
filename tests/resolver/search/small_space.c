/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Builds small spaces, and enumerates them by plain recursion over arrays, in
 * a way that shares nothing with the search.
 */
#include "tests/resolver/search/small_space.h"

#include "tests/harness/run.h"

#include <math.h>
#include <string.h>

#define PACKAGES 8

struct thoth_space *small_space(const uint32_t *versions, uint32_t packages)
{
    struct thoth_space *space = NULL;

    CU_ASSERT_EQUAL_FATAL(thoth_space_create(&space), THOTH_OK);
    for (uint32_t i = 0; i < packages; i++) {
        char name = (char)('a' + i % 26);
        uint32_t package;

        CU_ASSERT_EQUAL_FATAL(
            thoth_space_add_package(space, (struct thoth_text){&name, 1},
                                    versions[i], &package),
            THOTH_OK);
        CU_ASSERT_EQUAL(package, i);
    }
    return space;
}

/* The sets of small spaces are one mask; wide ones have it repeated. */
static uint64_t *words_of(const struct thoth_space *space, uint32_t package,
                          uint64_t mask)
{
    static uint64_t words[4];

    CU_ASSERT_FATAL(
        THOTH_SPACE_WORDS(thoth_space_version_count(space, package)) <= 4);
    for (size_t i = 0; i < 4; i++)
        words[i] = mask;
    return words;
}

void small_require(struct thoth_space *space, uint32_t package,
                   uint32_t version, uint32_t required, uint64_t allowed)
{
    CU_ASSERT_EQUAL_FATAL(
        thoth_space_require(space, package, version, required,
                            words_of(space, required, allowed)),
        THOTH_OK);
}

void small_root(struct thoth_space *space, uint32_t required, uint64_t allowed)
{
    CU_ASSERT_EQUAL_FATAL(
        thoth_space_require_directly(space, required,
                                     words_of(space, required, allowed)),
        THOTH_OK);
}

void small_score(struct thoth_space *space, uint32_t package, uint32_t version,
                 double score)
{
    CU_ASSERT_EQUAL_FATAL(thoth_space_judge_version(space, package, version,
                                                    THOTH_FATE_OPEN, score),
                          THOTH_OK);
}

static void random_version(struct thoth_space *space,
                           struct random_source *random, uint32_t package,
                           uint32_t version, uint32_t packages)
{
    small_score(space, package, version,
                (double)random_below(random, 200) / 100 - 1);
    if (random_below(random, 12) == 0)
        thoth_space_judge_version(space, package, version, THOTH_FATE_REFUSED,
                                  0);
    for (uint32_t other = 0; other < packages; other++)
        if (random_below(random, 3) == 0)
            small_require(space, package, version, other,
                          random_next(random) | random_next(random));
}

struct thoth_space *small_random(struct random_source *random,
                                 uint32_t versions)
{
    uint32_t packages = 2 + random_below(random, 5), counts[PACKAGES];
    struct thoth_space *space;

    for (uint32_t i = 0; i < packages; i++)
        counts[i] = 1 + random_below(random, versions);
    space = small_space(counts, packages);
    for (uint32_t i = 0; i < packages; i++)
        for (uint32_t v = 0; v < counts[i]; v++)
            random_version(space, random, i, v, packages);
    small_root(space, 0, random_next(random) | random_next(random));
    if (random_below(random, 2) == 0)
        small_root(space, 1, random_next(random) | random_next(random));
    return space;
}

/* A package's mask of candidates; bit 63 says that it is there at all. */
struct partial {
    bool present[PACKAGES], resolved[PACKAGES];
    bool candidates[PACKAGES][256];
    double score;
};

static bool narrow(const struct thoth_space *space, struct partial *partial,
                   candidate_set set)
{
    uint32_t package = set_package(set);
    bool any = false;

    for (uint32_t v = 0; v < space->packages[package].count; v++) {
        bool *candidate = &partial->candidates[package][v];

        if (!partial->present[package])
            *candidate =
                set_has(&space->pool, space->packages[package].usable, v);
        *candidate = *candidate && set_has(&space->pool, set, v);
        any = any || *candidate;
    }
    partial->present[package] = true;
    return any;
}

static void found(struct small_stacks *stacks, double score)
{
    stacks->count++;
    for (int i = 0; i < 3; i++)
        if (score > stacks->best[i]) {
            double worse = stacks->best[i];

            stacks->best[i] = score;
            score = worse;
        }
}

static void enumerate(const struct thoth_space *space,
                      const struct partial *partial,
                      struct small_stacks *stacks);

static void try_version(const struct thoth_space *space,
                        const struct partial *partial, uint32_t package,
                        uint32_t place, struct small_stacks *stacks)
{
    const struct space_version *version =
        &space->versions[space_version_of(space, package, place)];
    struct partial next = *partial;

    if (version->fate == THOTH_FATE_REFUSED)
        return;
    next.resolved[package] = true;
    memset(next.candidates[package], 0, sizeof(next.candidates[package]));
    next.candidates[package][place] = true;
    next.score += score_as_double(version->score);
    for (uint32_t i = 0; i < version->count; i++)
        if (!narrow(space, &next,
                    space->requirements[version->requirements + i]))
            return;
    enumerate(space, &next, stacks);
}

static void enumerate(const struct thoth_space *space,
                      const struct partial *partial,
                      struct small_stacks *stacks)
{
    uint32_t package = 0;

    while (package < space->package_count &&
           (!partial->present[package] || partial->resolved[package]))
        package++;
    if (package == space->package_count) {
        found(stacks, partial->score);
        return;
    }
    for (uint32_t v = 0; v < space->packages[package].count; v++)
        if (partial->candidates[package][v])
            try_version(space, partial, package, v, stacks);
}

struct small_stacks small_enumerate(struct thoth_space *space)
{
    struct small_stacks stacks = {0, {-INFINITY, -INFINITY, -INFINITY}};
    struct partial start = {0};

    for (uint32_t i = 0; i < space->root_count; i++)
        if (!narrow(space, &start, space->roots[i]))
            return stacks;
    enumerate(space, &start, &stacks);
    return stacks;
}

static bool holds(const struct thoth_space *space, candidate_set set,
                  const struct thoth_choice *choices, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (choices[i].package == set_package(set))
            return set_has(&space->pool, set, choices[i].version);
    return false;
}

static bool is_required(const struct thoth_space *space, uint32_t package,
                        const struct thoth_choice *choices, uint32_t count)
{
    uint32_t required;

    for (uint32_t i = 0; i < space->root_count; i++)
        if (set_package(space->roots[i]) == package)
            return true;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0;
             thoth_space_requirement(space, choices[i], j, &required, NULL);
             j++)
            if (required == package)
                return true;
    return false;
}

bool small_is_valid(const struct thoth_space *space,
                    const struct thoth_choice *choices, uint32_t count)
{
    for (uint32_t i = 0; i < space->root_count; i++)
        if (!holds(space, space->roots[i], choices, count))
            return false;
    for (uint32_t i = 0; i < count; i++) {
        const struct space_version *version = &space->versions[space_version_of(
            space, choices[i].package, choices[i].version)];

        for (uint32_t j = 0; j < version->count; j++)
            if (!holds(space, space->requirements[version->requirements + j],
                       choices, count))
                return false;
        if (!is_required(space, choices[i].package, choices, count))
            return false;
        for (uint32_t j = 0; j < i; j++)
            if (choices[j].package == choices[i].package)
                return false;
    }
    return true;
}
