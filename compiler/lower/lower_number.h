/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers that are computed (version v2 of the language). What constants decide
 * is computed here, by the operations that evaluate the rest.
 */
#ifndef COMPILER_LOWER_LOWER_NUMBER_H
#define COMPILER_LOWER_LOWER_NUMBER_H

#include "compiler/lower/lower_package.h"

/* A constant, or an operand of lowering->writer. */
struct lowered_number {
    bool constant;
    double value;
    uint32_t operand;
};

/* A number that may grow beyond what a double holds is reported. */
struct lowered_number lower_number(struct lowering *lowering,
                                   const struct ast_node *number,
                                   enum version_rule rule);

/* The operand; constants get a column. */
uint32_t lowered_operand(struct lowering *lowering,
                         const struct lowered_number *number);

/* The number of `score`. One that may leave [-1, 1] is clamped, with a warning
 * if it is computed. */
uint32_t lower_score_number(struct lowering *lowering,
                            const struct ast_node *score);

#endif
