/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a stack requires of a package that is not resolved: asked only where a
 * package comes up in another way than by its first requirement, because a
 * pseudonym stood for it, a version of it was left out, or a step added it.
 */
#ifndef RESOLVER_SEARCH_STACK_REQUIREMENT_H
#define RESOLVER_SEARCH_STACK_REQUIREMENT_H

#include "resolver/search/search.h"

/* The versions of a package that direct requirements, the chain at the cursor
 * and the first `edges` requirements of the version `by` (or SPACE_NONE) allow.
 * False when none of them requires the package; *allowed is then unchanged. */
bool stack_requirement(struct search *search, uint32_t by, uint32_t edges,
                       uint32_t package, candidate_set *allowed);

/* Whether all of these allow the version, or nobody requires its package. */
bool stack_allows(struct search *search, uint32_t by,
                  struct thoth_choice choice);

#endif
