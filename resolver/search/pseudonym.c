/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pseudonyms: where a package came up, stacks with another package version in
 * place of the whole package are candidates, too. Each is a clone of the state
 * in which the other one is the only candidate of its package. What is
 * required of the package later is satisfied when the other one stands for a
 * version that is allowed. A narrow beam may drop the state itself meanwhile;
 * then it has no order any more.
 */
#include "resolver/search/stack_requirement.h"

#include <string.h>

/* Whether the other version has no rival in search->open. */
static bool is_settled(struct search *search, struct thoth_choice other)
{
    uint32_t place = search_open_place(search, other.package);

    if (search->resolved[other.package] != SPACE_NONE)
        return search->resolved[other.package] ==
               space_version_of(search->space, other.package, other.version);
    return place != SPACE_NONE &&
           search->open[place] == space_one(search->space, other);
}

bool pseudonym_stands(struct search *search, candidate_set allowed)
{
    const struct thoth_space *space = search->space;
    const struct space_package *package =
        &space->packages[set_package(allowed)];
    uint32_t version = set_first(&space->pool, allowed);

    for (; version != UINT32_MAX;
         version = set_next(&space->pool, allowed, version + 1)) {
        uint32_t count;
        const struct space_link *links = space_links_of(
            &space->pseudonyms, package->first + version, &count);

        if (!set_has(&space->pool, package->usable, version))
            continue;
        for (uint32_t i = 0; i < count; i++)
            if (is_settled(search, links[i].other))
                return true;
    }
    return false;
}

/* Whether the other version can be in a stack that grows out of the state, with
 * the package at `place` left out. */
static bool is_possible(struct search *search, const struct state *state,
                        uint32_t place, struct thoth_choice other)
{
    const struct set_pool *pool = &search->space->pool;
    uint32_t resolved = search->resolved[other.package], at = 0;

    if (resolved != SPACE_NONE)
        return resolved ==
               space_version_of(search->space, other.package, other.version);
    while (at < state->count && set_package(state->open[at]) != other.package)
        at++;
    if (at < state->count)
        return at != place && set_has(pool, state->open[at], other.version);
    return space_is_usable(search->space, other) &&
           stack_allows(search, SPACE_NONE, other);
}

bool pseudonym_of_set(struct search *search, const struct state *state,
                      uint32_t place, uint32_t number,
                      struct thoth_choice *other)
{
    const struct thoth_space *space = search->space;
    candidate_set set = state->open[place];
    uint32_t first = space->packages[set_package(set)].first;
    uint32_t version = set_first(&space->pool, set);

    cursor_move(search, state->chain);
    for (; version != UINT32_MAX;
         version = set_next(&space->pool, set, version + 1)) {
        uint32_t count;
        const struct space_link *links =
            space_links_of(&space->pseudonyms, first + version, &count);

        for (uint32_t i = 0; i < count; i++)
            if (is_possible(search, state, place, links[i].other) &&
                number-- == 0) {
                *other = links[i].other;
                return true;
            }
    }
    return false;
}

void pseudonym_replace(struct search *search, const struct state *state,
                       uint32_t place, struct thoth_choice other,
                       struct state *clone)
{
    uint32_t count = 0, old = state->count;

    for (uint32_t i = 0; i < old; i++)
        if (i != place && set_package(state->open[i]) != other.package)
            clone->open[count++] = state->open[i];
    if (search->resolved[other.package] == SPACE_NONE)
        clone->open[count++] = space_one(search->space, other);
    clone->count = (uint16_t)count;
}

/* A clone in which `other` replaces the package at `place`. */
static bool join_clone(struct search *search, const struct state *state,
                       uint32_t place, struct thoth_choice other)
{
    struct state *clone = state_take(&search->states, state->count);

    if (clone == NULL) {
        search->status = THOTH_E_MEMORY;
        return false;
    }
    clone->chain = state->chain;
    clone->score = state->score;
    pseudonym_replace(search, state, place, other, clone);
    search->dropping = true;
    if (clone->count > 0)
        return search_join(search, clone);
    search_accept(search, clone->chain, clone->score);
    state_give_back(&search->states, clone);
    return search->status == THOTH_OK;
}

/* Whether a candidate before `version` has the same pseudonym. */
static bool is_repeated(const struct search *search, candidate_set set,
                        uint32_t version, struct thoth_choice other)
{
    const struct thoth_space *space = search->space;
    uint32_t first = space->packages[set_package(set)].first;
    uint32_t before = set_first(&space->pool, set);

    for (; before < version; before = set_next(&space->pool, set, before + 1)) {
        uint32_t count;
        const struct space_link *links =
            space_links_of(&space->pseudonyms, first + before, &count);

        for (uint32_t i = 0; i < count; i++)
            if (links[i].other.package == other.package &&
                links[i].other.version == other.version)
                return true;
    }
    return false;
}

static bool join_version(struct search *search, const struct state *state,
                         uint32_t place, uint32_t version)
{
    candidate_set set = state->open[place];
    uint32_t first = search->space->packages[set_package(set)].first, count;
    const struct space_link *links =
        space_links_of(&search->space->pseudonyms, first + version, &count);

    for (uint32_t i = 0; i < count && state->order != 0; i++) {
        cursor_move(search, state->chain);
        if (is_possible(search, state, place, links[i].other) &&
            !is_repeated(search, set, version, links[i].other) &&
            !join_clone(search, state, place, links[i].other))
            return false;
    }
    return true;
}

void pseudonym_join(struct search *search, const struct state *state,
                    uint32_t first)
{
    const struct thoth_space *space = search->space;

    for (uint32_t place = first; state->order != 0 && place < state->count;
         place++) {
        candidate_set set = state->open[place];
        uint32_t package = set_package(set);
        uint32_t version = set_first(&space->pool, set);

        if (!space->packages[package].has_pseudonyms)
            continue;
        for (; version != UINT32_MAX;
             version = set_next(&space->pool, set, version + 1))
            if (!join_version(search, state, place, version))
                return;
    }
}
