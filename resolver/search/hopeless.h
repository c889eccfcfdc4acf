/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Versions that no stack can have, whatever else is required: one of their
 * requirements cannot be met, or by such versions only, and so on. A search
 * need not find that out again and again.
 */
#ifndef RESOLVER_SEARCH_HOPELESS_H
#define RESOLVER_SEARCH_HOPELESS_H

#include "resolver/search/space.h"

/* By version of the whole space: 0, or the package without candidates + 1.
 * Those that rules refuse are hopeless, too, if `refused`. The caller frees it;
 * NULL when memory is short. The space must be sealed. */
uint32_t *hopeless_find(const struct thoth_space *space, bool refused);

/* The usable versions of each package but for these, likewise; predictors find
 * out by moves what rules refuse. */
candidate_set *hopeless_others(struct thoth_space *space);

#endif
