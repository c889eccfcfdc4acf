/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Passes over all versions until one of them changes nothing: there are few, as
 * chains of requirements are short.
 */
#include "resolver/search/hopeless.h"

#include <stdlib.h>

/* Whether rules may do more to a package than score it: then nothing is said of
 * its versions, nor of requirements of it. */
static bool is_in_flux(const struct space_package *package)
{
    return package->skipped || package->has_pseudonyms || package->stands ||
           package->addable || package->may_be_left_out;
}

/* Whether some version can meet a requirement. */
static bool can_be_met(const struct thoth_space *space,
                       const uint32_t *hopeless, candidate_set allowed)
{
    const struct set_pool *pool = &space->pool;
    const struct space_package *package =
        &space->packages[set_package(allowed)];
    uint32_t version;

    if (is_in_flux(package))
        return true;
    if (set_is_empty(allowed))
        return false;
    version = set_first(pool, allowed);
    while (version != UINT32_MAX && (hopeless[package->first + version] != 0 ||
                                     !set_has(pool, package->usable, version)))
        version = set_next(pool, allowed, version + 1);
    return version != UINT32_MAX;
}

/* The package + 1 of a requirement that cannot be met; 0 if all can. */
static uint32_t unmet(const struct thoth_space *space, const uint32_t *hopeless,
                      bool refused, uint32_t number)
{
    const struct space_version *version = &space->versions[number];
    const candidate_set *requirements =
        space->requirements + version->requirements;

    if (refused && version->fate == THOTH_FATE_REFUSED)
        return (uint32_t)space->labels[number].package + 1;
    if (version->fate == THOTH_FATE_SKIPPED)
        return 0;
    for (uint32_t i = 0; i < version->count; i++)
        if (!can_be_met(space, hopeless, requirements[i]))
            return set_package(requirements[i]) + 1;
    return 0;
}

uint32_t *hopeless_find(const struct thoth_space *space, bool refused)
{
    uint32_t *hopeless =
        calloc((size_t)space->version_count + 1, sizeof(*hopeless));
    bool changed = hopeless != NULL;

    while (changed) {
        changed = false;
        for (uint32_t i = 0; i < space->version_count; i++) {
            if (hopeless[i] != 0)
                continue;
            hopeless[i] = unmet(space, hopeless, refused, i);
            changed = changed || hopeless[i] != 0;
        }
    }
    return hopeless;
}

/* The usable versions of a package that are not hopeless. */
static candidate_set others(struct thoth_space *space, const uint32_t *hopeless,
                            uint32_t package)
{
    struct set_pool *pool = &space->pool;
    const struct space_package *of = &space->packages[package];
    candidate_set left = of->usable;

    if (set_is_empty(left) || is_in_flux(of))
        return left;
    for (uint32_t v = 0; v < of->count; v++)
        if (hopeless[of->first + v] != 0 && !set_is_empty(left))
            left = set_without(pool, left, v);
    return left;
}

candidate_set *hopeless_others(struct thoth_space *space)
{
    uint32_t *hopeless = hopeless_find(space, false);
    candidate_set *sets =
        calloc((size_t)space->package_count + 1, sizeof(*sets));

    for (uint32_t i = 0;
         hopeless != NULL && sets != NULL && i < space->package_count; i++)
        sets[i] = others(space, hopeless, i);
    if (hopeless == NULL || space->pool.failed) {
        free(sets);
        sets = NULL;
    }
    free(hopeless);
    return sets;
}
