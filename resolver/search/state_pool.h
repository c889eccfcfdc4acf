/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where states of the search live. A state is one block: its score, the end of
 * the chain of what it resolved, and its open packages in the order in which
 * they came up, each with its candidates. Chains are shared: a link points to
 * the one before. Blocks are used again when a state is given back, links last
 * as long as the pool, so that kept stacks can be read at the end.
 */
#ifndef RESOLVER_SEARCH_STATE_POOL_H
#define RESOLVER_SEARCH_STATE_POOL_H

#include "resolver/search/candidate_set.h"

#define CHAIN_END 0 /* the link of a state that resolved nothing */
#define STATE_OUTSIDE UINT32_MAX

struct chain_link {
    uint32_t previous;
    uint32_t version; /* of the whole space */
    uint16_t depth;   /* versions resolved, this one included */
    uint16_t package;
};

struct state {
    int64_t score;
    uint32_t chain;
    uint32_t order; /* of joining the beam; 0 while given back */
    uint32_t slot;  /* place in the beam, or STATE_OUTSIDE */
    uint16_t count; /* open packages */
    uint16_t room;
    candidate_set open[];
};

struct state_chunk;

struct state_pool {
    struct chain_link *links; /* links[CHAIN_END] is the end of all chains */
    uint32_t link_count, link_room;
    struct state_chunk *chunks;
    char *free_bytes; /* of the newest chunk */
    size_t free_size;
    struct state **given_back; /* lists by room / 4 */
    uint32_t list_count;
};

/* False when memory is short, here and below. */
bool state_pool_start(struct state_pool *pool);
void state_pool_release(struct state_pool *pool);

/* A state with room for `count` open packages and count, slot and order set;
 * NULL when memory is short. */
struct state *state_take(struct state_pool *pool, uint32_t count);
void state_give_back(struct state_pool *pool, struct state *state);

/* Adds a link; sets *link. */
bool chain_extend(struct state_pool *pool, uint32_t previous, uint32_t package,
                  uint32_t version, uint32_t *link);

#endif
