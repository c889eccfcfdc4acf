/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rules that look at the stack are asked about a version that a move resolves.
 */
#ifndef RESOLVER_SEARCH_STEP_H
#define RESOLVER_SEARCH_STEP_H

#include "resolver/search/search.h"

enum move_verdict { MOVE_ACCEPTED, MOVE_SKIPPED, MOVE_REFUSED };

/* What rules say of reward->version, and what they add to search->open. */
enum move_verdict step_try(struct search *search, const struct move *move,
                           struct reward *reward);

#endif
