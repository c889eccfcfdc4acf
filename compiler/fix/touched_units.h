/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which units of a file a plan's edits may change.
 */
#ifndef COMPILER_FIX_TOUCHED_UNITS_H
#define COMPILER_FIX_TOUCHED_UNITS_H

#include "compiler/ast/ast.h"
#include "compiler/fix/fix_plan.h"

#include <stdbool.h>

/* Enters, in the order in which units are lowered, those with lines that fixes
 * edit which are not safe, be it through an alias: what several units share
 * changes for all of them. `count` is how many units there are; steps that are
 * dropped edit nothing. Unwinds when memory is short. */
void touched_units_find(const struct ast_node *root,
                        const struct fix_plan *plan, bool *touched,
                        uint32_t count);

#endif
