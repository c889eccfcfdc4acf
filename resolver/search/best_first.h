/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Best-first search: the states of a beam in a heap by their value, and the
 * move that the best of them is good for.
 */
#ifndef RESOLVER_SEARCH_BEST_FIRST_H
#define RESOLVER_SEARCH_BEST_FIRST_H

#include "resolver/search/outlook.h"

struct best_first {
    struct outlook outlook;
    struct state_heap heap; /* by value; values in it may be too high */
    uint64_t valued;        /* iteration in which all states were valued */
};

/* False when memory is short, here and below. */
bool best_first_start(struct best_first *first, const struct search *search,
                      enum follow what);
void best_first_finish(struct best_first *first);

bool best_first_join(struct best_first *first, struct search *search,
                     struct state *state);

/* The same for a state whose value is more than `least`; others leave the
 * beam. */
bool best_first_join_above(struct best_first *first, struct search *search,
                           struct state *state, int64_t least);

/* The state of the highest value, of equal ones the one that joined last, so
 * that a stack gets complete; and its value. The beam must not be empty. */
struct state *best_first_state(struct best_first *first, struct search *search,
                               int64_t *value);

/* The place of the package most often in the way, measured by its candidates,
 * so that a dead end comes early; the first one as long as none was. */
uint32_t best_first_place(const struct best_first *first,
                          const struct search *search,
                          const struct state *state);

/* The best candidate at that place. */
void best_first_move(const struct best_first *first,
                     const struct search *search, struct state *state,
                     struct move *move);

#endif
