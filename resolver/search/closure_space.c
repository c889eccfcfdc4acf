/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From ranges of version numbers to candidate sets, one for each distinct
 * requirement.
 */
#include "resolver/search/closure_space.h"

#include <stdlib.h>
#include <string.h>

struct space_maker {
    const struct closure *closure;
    const struct closure_policy *policy;
    struct thoth_space *space;
    candidate_set *sets; /* by requirement */
    uint64_t *words;     /* room for the largest package */
};

static enum thoth_status add_packages(struct space_maker *maker)
{
    const struct closure *closure = maker->closure;

    for (uint32_t i = 0; i < closure->package_count; i++) {
        const struct closure_package *package = &closure->packages[i];
        struct closure_range versions = package->versions;
        uint32_t number;
        enum thoth_status status =
            thoth_space_add_package(maker->space, package->name,
                                    versions.end - versions.first, &number);

        for (uint32_t v = versions.first;
             status == THOTH_OK && v < versions.end; v++)
            status = thoth_space_name_version(
                maker->space, number, v - versions.first,
                closure->versions[v].text,
                closure->indexes[closure->versions[v].index]);
        if (status != THOTH_OK)
            return status;
    }
    return THOTH_OK;
}

static bool root_asks(const struct closure *closure,
                      const struct closure_policy *policy, uint32_t package)
{
    for (uint32_t i = 0; i < policy->root_count; i++) {
        const struct closure_requirement *root =
            &closure->requirements[closure->roots[i].requirement];

        if (root->package == package && root->prereleases)
            return true;
    }
    return false;
}

bool closure_allows_prereleases(const struct closure *closure,
                                const struct closure_policy *policy,
                                const struct closure_requirement *requirement)
{
    return policy->prereleases || requirement->prereleases ||
           (policy->prereleases_of != NULL &&
            policy->prereleases_of[requirement->package]) ||
           root_asks(closure, policy, requirement->package);
}

static candidate_set
set_of_requirement(struct space_maker *maker,
                   const struct closure_requirement *requirement)
{
    const struct closure *closure = maker->closure;
    struct closure_range all = closure->packages[requirement->package].versions;
    uint32_t count = all.end - all.first;
    bool prereleases =
        closure_allows_prereleases(closure, maker->policy, requirement);

    memset(maker->words, 0, THOTH_SPACE_WORDS(count) * sizeof(uint64_t));
    for (uint32_t r = requirement->ranges.first; r < requirement->ranges.end;
         r++)
        for (uint32_t v = closure->ranges[r].first; v < closure->ranges[r].end;
             v++) {
            uint32_t place = v - all.first;

            if (prereleases || !closure->versions[v].prerelease)
                maker->words[place / 64] |= UINT64_C(1) << place % 64;
        }
    return set_of_words(&maker->space->pool, requirement->package, count,
                        maker->words);
}

static enum thoth_status make_sets(struct space_maker *maker)
{
    const struct closure *closure = maker->closure;

    for (uint32_t i = 0; i < closure->requirement_count; i++)
        maker->sets[i] = set_of_requirement(maker, &closure->requirements[i]);
    return maker->space->pool.failed ? THOTH_E_MEMORY : THOTH_OK;
}

static enum thoth_status require_all(struct space_maker *maker)
{
    const struct closure *closure = maker->closure;

    for (uint32_t v = 0; v < closure->version_count; v++) {
        const struct closure_version *version = &closure->versions[v];
        struct thoth_choice of = {
            version->package,
            v - closure->packages[version->package].versions.first};

        for (uint32_t e = version->requirements.first;
             e < version->requirements.end; e++) {
            enum thoth_status status = space_require_set(
                maker->space, of, maker->sets[closure->edges[e]]);

            if (status != THOTH_OK)
                return status;
        }
    }
    return THOTH_OK;
}

/* Versions that cannot be used are no candidates. */
static enum thoth_status sieve_refused(struct space_maker *maker)
{
    const struct closure *closure = maker->closure;

    for (uint32_t i = 0; i < closure->package_count; i++) {
        struct closure_range all = closure->packages[i].versions;
        enum thoth_status status;

        memset(maker->words, 0,
               THOTH_SPACE_WORDS(all.end - all.first) * sizeof(uint64_t));
        for (uint32_t v = all.first; v < all.end; v++)
            if (closure->versions[v].refusal == 0)
                maker->words[(v - all.first) / 64] |= UINT64_C(1)
                                                      << (v - all.first) % 64;
        status = thoth_space_sieve(maker->space, i, maker->words);
        if (status != THOTH_OK)
            return status;
    }
    return THOTH_OK;
}

static enum thoth_status require_roots(struct space_maker *maker)
{
    const struct closure *closure = maker->closure;
    enum thoth_status status = THOTH_OK;

    for (uint32_t i = 0; status == THOTH_OK && i < maker->policy->root_count;
         i++) {
        uint32_t number = closure->roots[i].requirement;
        uint32_t package = closure->requirements[number].package;
        uint32_t count = closure->packages[package].versions.end -
                         closure->packages[package].versions.first;

        memset(maker->words, 0,
               (THOTH_SPACE_WORDS(count) + 1) * sizeof(uint64_t));
        set_to_words(&maker->space->pool, maker->sets[number], count,
                     maker->words);
        status =
            thoth_space_require_directly(maker->space, package, maker->words);
    }
    return status;
}

static bool allocate(struct space_maker *maker)
{
    const struct closure *closure = maker->closure;
    uint32_t most = 0;

    for (uint32_t i = 0; i < closure->package_count; i++) {
        struct closure_range all = closure->packages[i].versions;

        if (all.end - all.first > most)
            most = all.end - all.first;
    }
    maker->words = calloc(THOTH_SPACE_WORDS(most) + 1, sizeof(uint64_t));
    maker->sets =
        calloc((size_t)closure->requirement_count + 1, sizeof(*maker->sets));
    return maker->words != NULL && maker->sets != NULL;
}

enum thoth_status closure_space_create(const struct closure *closure,
                                       const struct closure_policy *policy,
                                       struct thoth_space **space)
{
    struct space_maker maker = {.closure = closure, .policy = policy};
    enum thoth_status status = thoth_space_create(&maker.space);

    *space = NULL;
    if (status == THOTH_OK && !allocate(&maker))
        status = THOTH_E_MEMORY;
    if (status == THOTH_OK)
        status = add_packages(&maker);
    if (status == THOTH_OK)
        status = make_sets(&maker);
    if (status == THOTH_OK)
        status = require_all(&maker);
    if (status == THOTH_OK)
        status = sieve_refused(&maker);
    if (status == THOTH_OK)
        status = require_roots(&maker);
    free(maker.words);
    free(maker.sets);
    if (status == THOTH_OK)
        *space = maker.space;
    else
        thoth_space_release(maker.space);
    return status;
}
