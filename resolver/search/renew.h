/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Newer versions where nothing speaks for older ones. Of stacks with equal
 * scores a search keeps the one that it came to first, which after a dead end
 * or a random choice has old versions for no reason.
 */
#ifndef RESOLVER_SEARCH_RENEW_H
#define RESOLVER_SEARCH_RENEW_H

#include "resolver/search/resolution.h"
#include "resolver/search/search.h"

#define RENEWED 16 /* products, the best ones */

/* Replaces versions of the best products, one at a time, by the newest ones
 * with which all requirements hold, no other package comes or goes, and rules
 * say the same score: never another one, so that a search finds its scores by
 * itself. No two products become the same. A failure is in search->status. */
void renew_products(struct search *search, struct resolution_product *products,
                    uint32_t count);

#endif
