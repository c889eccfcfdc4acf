/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether a file still means what it meant: the units that it lowers to, places
 * aside, are compared one by one.
 */
#ifndef COMPILER_FIX_FIX_MEANING_H
#define COMPILER_FIX_FIX_MEANING_H

#include "compiler/ir/unit.h"

#include <stdbool.h>

/* Are the units of two objects of one session the same, but for those that may
 * change or go? `may_change` has one entry for each unit of `before`; NULL:
 * none may. No unit may be added. */
bool fix_same_meaning(const struct ir_session *session,
                      const struct ir_object *before,
                      const struct ir_object *after, const bool *may_change);

#endif
