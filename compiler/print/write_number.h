/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Scores: numbers, facts and what is computed from them.
 */
#ifndef COMPILER_PRINT_WRITE_NUMBER_H
#define COMPILER_PRINT_WRITE_NUMBER_H

#include "compiler/ast/ast.h"
#include "compiler/base/text_builder.h"

#include <stdbool.h>

/* How tightly the place binds that a number is written to. */
enum rx_precedence {
    RX_PRECEDENCE_ANY, /* a list of arguments, a score */
    RX_PRECEDENCE_SUM,
    RX_PRECEDENCE_PRODUCT,
    RX_PRECEDENCE_UNARY,
};

/* Writes a number and returns true, or nothing and returns false where the tree
 * is none. A text is an expression already. */
bool rx_write_number(struct text_builder *out, const struct ast_node *tree,
                     enum rx_precedence place);

#endif
