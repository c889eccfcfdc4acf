/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Conditions: `should_include` as one predicate of binding time CONTEXT.
 */
#ifndef COMPILER_LOWER_LOWER_WHEN_H
#define COMPILER_LOWER_LOWER_WHEN_H

#include "compiler/lower/lower.h"

/* The shape of the condition; its row is that of lowering->when. */
shape_id lower_when(struct lowering *lowering,
                    const struct ast_node *should_include);

/* Pushes the predicates of `runtime_environments` in the reference's order. */
void lower_environment(struct lowering *lowering,
                       const struct ast_node *environment);

/* The units a unit depends on: a session list, or STR_NONE. */
uint32_t lower_requires(struct lowering *lowering,
                        const struct ast_node *should_include);

#endif
