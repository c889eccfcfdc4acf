/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a space says about itself: names, versions, requirements.
 */
#include "resolver/search/space.h"

uint32_t thoth_space_count(const struct thoth_space *space)
{
    return space->package_count;
}

uint32_t thoth_space_version_count(const struct thoth_space *space,
                                   uint32_t package)
{
    return package < space->package_count ? space->packages[package].count : 0;
}

struct thoth_text thoth_space_package_name(const struct thoth_space *space,
                                           uint32_t package)
{
    return package < space->package_count ? space->names[package]
                                          : (struct thoth_text){NULL, 0};
}

static const struct space_label *label_of(const struct thoth_space *space,
                                          uint32_t package, uint32_t version)
{
    static const struct space_label none;

    if (version >= thoth_space_version_count(space, package))
        return &none;
    return &space->labels[space_version_of(space, package, version)];
}

bool space_requires(const struct thoth_space *space, uint32_t version,
                    uint32_t package)
{
    const struct space_version *of = &space->versions[version];

    for (uint32_t i = 0; i < of->count; i++)
        if (set_package(space->requirements[of->requirements + i]) == package)
            return true;
    return false;
}

struct thoth_text thoth_space_version_text(const struct thoth_space *space,
                                           uint32_t package, uint32_t version)
{
    return label_of(space, package, version)->text;
}

struct thoth_text thoth_space_version_index(const struct thoth_space *space,
                                            uint32_t package, uint32_t version)
{
    return label_of(space, package, version)->index;
}

/* Requirement `number` before the space is sealed: lists run backwards. */
static candidate_set listed(const struct thoth_space *space,
                            const struct space_version *version,
                            uint32_t number)
{
    uint32_t edge = version->requirements;

    for (uint32_t i = version->count - 1; i > number; i--)
        edge = space->edges[edge - 1].next;
    return space->edges[edge - 1].allowed;
}

bool thoth_space_requirement(const struct thoth_space *space,
                             struct thoth_choice of, uint32_t number,
                             uint32_t *required, uint64_t *allowed)
{
    const struct space_version *version;
    candidate_set set;

    if (of.version >= thoth_space_version_count(space, of.package))
        return false;
    version = &space->versions[space_version_of(space, of.package, of.version)];
    if (number >= version->count)
        return false;
    set = space->sealed ? space->requirements[version->requirements + number]
                        : listed(space, version, number);
    *required = set_package(set);
    if (allowed != NULL)
        set_to_words(&space->pool, set, space->packages[*required].count,
                     allowed);
    return true;
}
