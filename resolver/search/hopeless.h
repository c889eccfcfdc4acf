/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Versions that no stack can have, whatever is required: refused, or with a
 * requirement that only such versions would meet, and so on. A search for
 * conflicts need not find that out again and again.
 */
#ifndef RESOLVER_SEARCH_HOPELESS_H
#define RESOLVER_SEARCH_HOPELESS_H

#include "resolver/search/space.h"

/* By version of the whole space: 0, or the package without candidates + 1. The
 * caller frees it; NULL when memory is short. The space must be sealed. */
uint32_t *hopeless_find(const struct thoth_space *space);

#endif
