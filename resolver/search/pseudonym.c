/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pseudonyms: where a package came up, stacks with another package version in
 * place of the whole package are candidates, too. Each is a clone of the state
 * in which the other one stands at the end of the open packages. A narrow beam
 * may drop the state itself meanwhile; then it has no order any more.
 */
#include "resolver/search/search.h"

#include <string.h>

/* Whether the state has the other version among its candidates already. */
static bool is_present(struct search *search, const struct state *state,
                       struct thoth_choice other)
{
    cursor_move(search, state->chain);
    if (search->resolved[other.package] != SPACE_NONE)
        return true;
    for (uint32_t i = 0; i < state->count; i++)
        if (set_package(state->open[i]) == other.package)
            return set_has(&search->space->pool, state->open[i], other.version);
    return false;
}

/* A clone in which `other` replaces the package at `place`; it joins other
 * candidates of its own package, if there are any. */
static bool join_clone(struct search *search, const struct state *state,
                       uint32_t place, struct thoth_choice other)
{
    struct state *clone = state_take(&search->states, state->count);
    candidate_set one = space_one(search->space, other);
    uint32_t count = 0;

    if (clone == NULL) {
        search->status = THOTH_E_MEMORY;
        return false;
    }
    clone->chain = state->chain;
    clone->score = state->score;
    for (uint32_t i = 0; i < state->count; i++)
        if (i != place && set_package(state->open[i]) != other.package)
            clone->open[count++] = state->open[i];
    clone->open[count++] = one;
    clone->count = (uint16_t)count;
    return search_join(search, clone);
}

static bool join_version(struct search *search, const struct state *state,
                         uint32_t place, uint32_t version)
{
    const struct thoth_space *space = search->space;

    for (uint32_t i = space_first_pseudonym(space, version);
         i < space->pseudonym_count &&
         space->pseudonyms[i].version == version && state->order != 0;
         i++)
        if (!is_present(search, state, space->pseudonyms[i].other) &&
            !join_clone(search, state, place, space->pseudonyms[i].other))
            return false;
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
            if (!join_version(search, state, place,
                              space->packages[package].first + version))
                return;
    }
}
