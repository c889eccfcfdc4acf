/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Stacks that branch and bound begins with: those that lookahead finds in a
 * short search. They are there when time runs out before branch and bound has a
 * stack of its own, and states that cannot do better need not be kept.
 */
#ifndef RESOLVER_SEARCH_INCUMBENTS_H
#define RESOLVER_SEARCH_INCUMBENTS_H

#include "resolver/search/resolution.h"
#include "resolver/search/search.h"

#define INCUMBENT_STACKS 1000 /* that it looks at, at most */

/* The options of the short search. */
struct thoth_resolve_options
incumbent_options(const struct thoth_resolve_options *options);

/* Makes the products of a resolution of the same space products of a search
 * that has begun. False when memory is short. */
bool incumbents_offer(struct search *search,
                      const struct thoth_resolution *found);

#endif
