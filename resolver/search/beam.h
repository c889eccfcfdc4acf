/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The beam: the states that can still be expanded. Random access for random
 * choice, the best by score in logarithmic time (of equal scores the one that
 * joined first), and the one that joined last. With a width it keeps that many
 * by dropping the worst, of equal scores the one that joined last.
 */
#ifndef RESOLVER_SEARCH_BEAM_H
#define RESOLVER_SEARCH_BEAM_H

#include "resolver/search/state_heap.h"

struct beam {
    struct state_pool *pool;
    struct state **states; /* in no order */
    uint32_t count, room;
    uint32_t width;  /* UINT32_MAX: unlimited */
    uint32_t joined; /* states that ever joined: the order of the last one */
    uint32_t most;   /* states at once */
    struct state *last;
    struct state_heap best;
    struct state_heap worst; /* used with a width only */
};

void beam_start(struct beam *beam, struct state_pool *pool, uint32_t width);
void beam_release(struct beam *beam);

/* Lets a state join, from outside; it may be dropped at once. False when
 * memory is short, or when 2^32 states have joined. */
bool beam_add(struct beam *beam, struct state *state);

/* Takes a state out; it stays alive. */
void beam_remove(struct beam *beam, struct state *state);

/* NULL when the beam is empty. */
struct state *beam_best(struct beam *beam);

/* The state that joined last, if it is still there; else NULL. */
static inline struct state *beam_last(const struct beam *beam)
{
    return beam->last;
}

#endif
