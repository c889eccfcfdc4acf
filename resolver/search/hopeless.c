/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Passes over all versions until one of them changes nothing: there are few, as
 * chains of requirements are short.
 */
#include "resolver/search/hopeless.h"

#include <stdlib.h>

/* Whether some version can meet a requirement. */
static bool can_be_met(const struct thoth_space *space,
                       const uint32_t *hopeless, candidate_set allowed)
{
    const struct set_pool *pool = &space->pool;
    const struct space_package *package =
        &space->packages[set_package(allowed)];
    uint32_t version;

    if (package->skipped)
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
                      uint32_t number)
{
    const struct space_version *version = &space->versions[number];
    const candidate_set *requirements =
        space->requirements + version->requirements;

    if (version->fate == THOTH_FATE_REFUSED)
        return (uint32_t)space->labels[number].package + 1;
    if (version->fate == THOTH_FATE_SKIPPED)
        return 0;
    for (uint32_t i = 0; i < version->count; i++)
        if (!can_be_met(space, hopeless, requirements[i]))
            return set_package(requirements[i]) + 1;
    return 0;
}

uint32_t *hopeless_find(const struct thoth_space *space)
{
    uint32_t *hopeless =
        calloc((size_t)space->version_count + 1, sizeof(*hopeless));
    bool changed = hopeless != NULL;

    while (changed) {
        changed = false;
        for (uint32_t i = 0; i < space->version_count; i++) {
            if (hopeless[i] != 0)
                continue;
            hopeless[i] = unmet(space, hopeless, i);
            changed = changed || hopeless[i] != 0;
        }
    }
    return hopeless;
}
