/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rewriting shapes: an expression is copied from one shape into a writer, node
 * by node, and a pass decides at each node what becomes of it. Columns that the
 * copy does not mention disappear.
 */
#ifndef COMPILER_LINK_REWRITE_H
#define COMPILER_LINK_REWRITE_H

#include "compiler/link/program.h"

struct rewrite {
    const struct ir_shape *from;
    struct shape_writer *to;
    uint32_t *kept;    /* by new column: the old one */
    uint32_t *renamed; /* by old column: the new operand, or 0 */
    /* What becomes of a node whose operands are already copied; NULL: itself.
     * Returns an operand of `to`. */
    uint32_t (*node)(struct rewrite *rewrite, unsigned op, uint32_t immediate,
                     uint32_t *operands, uint32_t count);
};

/* Starts a copy of `from`; arrays come from the program's arena. */
void rewrite_start(struct rewrite *rewrite, struct program *program,
                   const struct ir_shape *from, struct shape_writer *to);

/* Copies the expression at a node of `from`; returns its operand. */
uint32_t rewrite_copy(struct rewrite *rewrite, uint32_t node);

/* The head and the operands of a node that was copied already. The words stay
 * valid until the next node is written. */
uint32_t rewrite_head(const struct rewrite *rewrite, uint32_t operand);
const uint32_t *rewrite_operands(const struct rewrite *rewrite,
                                 uint32_t operand);

/* Makes what was written the program's shape `number`. `state` is an operand or
 * BUNDLE_NONE. */
void rewrite_finish(struct rewrite *rewrite, struct program *program,
                    uint32_t number, uint32_t root, uint32_t state);

#endif
