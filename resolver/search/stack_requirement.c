/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Walks a chain and meets all that it requires of one package.
 */
#include "resolver/search/stack_requirement.h"

static bool meet_all(struct search *search, const candidate_set *requirements,
                     uint32_t count, bool required, candidate_set *allowed)
{
    uint32_t package = set_package(*allowed);

    for (uint32_t i = 0; i < count; i++) {
        if (set_package(requirements[i]) != package)
            continue;
        *allowed =
            required ? set_meet(&search->space->pool, *allowed, requirements[i])
                     : requirements[i];
        required = true;
    }
    return required;
}

static bool meet_version(struct search *search, uint32_t version,
                         uint32_t edges, bool required, candidate_set *allowed)
{
    const struct space_version *of = &search->space->versions[version];

    return meet_all(search, search->space->requirements + of->requirements,
                    edges < of->count ? edges : of->count, required, allowed);
}

bool stack_requirement(struct search *search, uint32_t by, uint32_t edges,
                       uint32_t package, candidate_set *allowed)
{
    const struct chain_link *links = search->states.links;
    candidate_set met = set_none(package);
    bool required = meet_all(search, search->space->roots,
                             search->space->root_count, false, &met);

    for (uint32_t link = search->cursor; link != CHAIN_END;
         link = links[link].previous)
        required = meet_version(search, links[link].version, UINT32_MAX,
                                required, &met);
    if (by != SPACE_NONE)
        required = meet_version(search, by, edges, required, &met);
    if (required)
        *allowed = met;
    return required;
}

bool stack_allows(struct search *search, uint32_t by,
                  struct thoth_choice choice)
{
    candidate_set allowed;

    return !stack_requirement(search, by, UINT32_MAX, choice.package,
                              &allowed) ||
           set_has(&search->space->pool, allowed, choice.version);
}
