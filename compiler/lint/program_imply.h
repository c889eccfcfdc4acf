/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether one predicate of the IR holds whenever another one does. The answer
 * is sound and not complete: "yes" is proven, from equal parts, from lists of
 * which one holds the other, and from version sets; "no" may mean "not found".
 */
#ifndef COMPILER_LINT_PROGRAM_IMPLY_H
#define COMPILER_LINT_PROGRAM_IMPLY_H

#include "compiler/ir/shape.h"

#include <stdbool.h>
#include <stdint.h>

/* An expression: a node of a shape, with the row of its constants. */
struct predicate {
    const struct ir_shape *shape;
    const uint32_t *row;
    uint32_t node;
};

/* The whole predicate of a gathered shape, before any pass. */
struct predicate predicate_of(const struct ir_shape *shape,
                              const uint32_t *row);

/* `strong` never holds without `weak`. Two predicates that cannot be decided
 * (FAIL) imply each other when they are equal. Thread-safe on a session that
 * only grows. */
bool predicate_implies(const struct ir_session *session,
                       struct predicate strong, struct predicate weak);

/* Does the predicate, or a conjunct of it, say NEVER? */
bool predicate_is_never(struct predicate predicate);

/* Calls `visit` for each conjunct, nested ones flattened, in order. */
void predicate_conjuncts(struct predicate predicate,
                         void (*visit)(void *user, struct predicate conjunct),
                         void *user);

/* The operation of an expression, its immediate, and the constant of a column
 * operand. */
unsigned predicate_op(struct predicate predicate);
uint32_t predicate_immediate(struct predicate predicate);
uint32_t predicate_constant(struct predicate predicate, uint32_t operand);

#endif
