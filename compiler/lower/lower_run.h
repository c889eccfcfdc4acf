/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Actions: what a unit does, `run`, as a list of effects.
 */
#ifndef COMPILER_LOWER_LOWER_RUN_H
#define COMPILER_LOWER_LOWER_RUN_H

#include "compiler/lower/lower.h"
#include "grammar/prescription.h"

/* The shape of the effects in *shape; its row is that of lowering->run.
 * `subject` is the package name of the unit's only instance, or STR_NONE. False
 * when they exceed the limits of a bundle. */
bool lower_run(struct lowering *lowering, enum unit_type type,
               const struct ast_node *run, str_id subject, shape_id *shape);

#endif
