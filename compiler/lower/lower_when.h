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

/* Pushes what a mapping says of the runtime environment, that is,
 * `runtime_environments` or a condition; without what the reference asks of
 * each, that the base image has a tag. */
void lower_environment_fields(struct lowering *lowering,
                              const struct ast_node *mapping);

/* Pushes what an entry of `hardware` says, or a condition. */
void lower_hardware_fields(struct lowering *lowering,
                           const struct ast_node *mapping);

/* Pushes what a mapping, `should_include` or a condition, says of
 * authentication, labels and library usage. */
void lower_request(struct lowering *lowering, const struct ast_node *mapping);

/* A kind of pipeline, of one of the types in a list, of any if it is empty. */
uint32_t lower_pipeline_types(struct lowering *lowering, bool adviser,
                              const struct ast_node *types);

/* The units a unit depends on: a session list, or STR_NONE. */
uint32_t lower_requires(struct lowering *lowering,
                        const struct ast_node *should_include);

#endif
