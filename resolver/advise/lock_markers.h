/* SPDX-License-Identifier: Apache-2.0 */
/*
 * "markers" of a Pipfile.lock: where a version is to be installed.
 */
#ifndef RESOLVER_ADVISE_LOCK_MARKERS_H
#define RESOLVER_ADVISE_LOCK_MARKERS_H

#include "resolver/advise/advise.h"

/* The conditions under which stack[place] is required, joined by "or" and
 * without extras, and its requires_python, as pipenv writes them; empty if
 * there are none. In the arena. */
struct thoth_text lock_markers(struct thoth_advice *advise,
                               const struct thoth_choice *stack, uint32_t count,
                               uint32_t place);

#endif
