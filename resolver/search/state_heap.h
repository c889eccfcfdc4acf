/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A heap of states by a key, for the best or the worst of a beam in
 * logarithmic time. Entries outlive what they say: a state that left the beam,
 * or joined it again as another, has another order than its entry, which is
 * dropped when it comes to the top.
 */
#ifndef RESOLVER_SEARCH_STATE_HEAP_H
#define RESOLVER_SEARCH_STATE_HEAP_H

#include "resolver/search/state_pool.h"

struct heap_entry {
    int64_t key;  /* greatest first */
    uint32_t tie; /* of equal keys: greatest first */
    uint32_t order;
    struct state *state;
};

struct state_heap {
    struct heap_entry *entries;
    uint32_t count, room;
};

void state_heap_release(struct state_heap *heap);

/* Adds a state of the beam. False when memory is short. */
bool state_heap_push(struct state_heap *heap, int64_t key, uint32_t tie,
                     struct state *state);

/* The top entry that still holds, after dropping those that do not; NULL when
 * there is none. Valid until the heap changes. */
const struct heap_entry *state_heap_top(struct state_heap *heap);

/* Removes the top. */
void state_heap_pop(struct state_heap *heap);

/* Drops all entries that do not hold; for when they are many. */
void state_heap_compact(struct state_heap *heap);

#endif
