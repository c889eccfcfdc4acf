/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How predictors choose a candidate inside a state, and states at random.
 */
#include "resolver/search/search.h"

static uint32_t random_place(struct search *search, const struct state *state)
{
    return random_below(&search->random, state->count);
}

void choose_recent(struct search *search, struct state *state,
                   struct move *move)
{
    const struct set_pool *pool = &search->space->pool;
    uint32_t place = random_place(search, state);
    candidate_set set = state->open[place];
    uint32_t at = 0;

    if (!set_is_single(pool, set) && random_below(&search->random, 10) == 0)
        at = random_falling(&search->random, set_size(pool, set));
    *move = (struct move){state, place, set_at(pool, set, at)};
}

void choose_uniform(struct search *search, struct state *state,
                    struct move *move)
{
    const struct set_pool *pool = &search->space->pool;
    uint32_t place = random_place(search, state);
    candidate_set set = state->open[place];
    uint32_t at = random_below(&search->random, set_size(pool, set));

    *move = (struct move){state, place, set_at(pool, set, at)};
}

void choose_first(struct search *search, struct state *state, struct move *move)
{
    const struct set_pool *pool = &search->space->pool;

    *move = (struct move){state, 0, set_first(pool, state->open[0])};
}

struct state *search_other_state(struct search *search,
                                 const struct state *state)
{
    uint32_t count = search->beam.count;
    uint32_t slot;

    if (count < 2)
        return search->beam.states[0];
    slot = random_below(&search->random, count - 1);
    return search->beam.states[slot + (slot >= state->slot)];
}
