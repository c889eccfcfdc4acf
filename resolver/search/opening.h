/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The open packages of the state that a move makes, in search->open, while they
 * are put together: those of the state it comes from, and what the version that
 * is resolved requires.
 */
#ifndef RESOLVER_SEARCH_OPENING_H
#define RESOLVER_SEARCH_OPENING_H

#include "resolver/search/search.h"

/* Begins with the open packages of a state, all but the one at `without`. */
void opening_copy(struct search *search, const struct state *state,
                  uint32_t without);

/* Opens a package that is not open. */
void opening_append(struct search *search, uint32_t package, candidate_set set);

/* What a version requires; false with *clash, the package without choice. */
bool opening_require(struct search *search, uint32_t version, uint32_t *clash);

#endif
