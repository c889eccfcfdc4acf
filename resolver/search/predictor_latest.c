/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Approximating latest: the newest candidate of each direct dependency first,
 * then always on with the last state and its first candidate. After an invalid
 * move it hops: until the next complete stack candidates are random.
 */
#include "resolver/search/predictor.h"

struct latest {
    uint32_t warm; /* direct dependencies expanded from the initial state */
    bool hopping;
};

/* The initial state, while it is in the beam and has something to warm up. */
static struct state *warming(struct search *search, const struct latest *latest)
{
    struct state *state = search->beam.states[0];

    return state->order == 1 && latest->warm < state->count ? state : NULL;
}

static void latest_choose(struct search *search, void *own, struct move *move)
{
    struct latest *latest = own;
    const struct set_pool *pool = &search->space->pool;
    struct state *state = warming(search, latest);

    if (state != NULL) {
        uint32_t place = latest->warm++;

        *move =
            (struct move){state, place, set_first(pool, state->open[place])};
        return;
    }
    latest->warm = UINT32_MAX;
    state = beam_last(&search->beam);
    if (state == NULL)
        state = search_random_state(search);
    if (latest->hopping)
        choose_recent(search, state, move);
    else
        choose_first(search, state, move);
}

static void latest_learn(struct search *search, void *own,
                         const struct reward *reward)
{
    struct latest *latest = own;

    (void)search;
    if (reward->kind == REWARD_INVALID)
        latest->hopping = true;
    else if (reward->kind == REWARD_FINAL)
        latest->hopping = false;
}

const struct predictor predictor_latest = {
    .size = sizeof(struct latest),
    .choose = latest_choose,
    .learn = latest_learn,
};
