/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Conditions and scores as expressions of the match/run language, from the
 * trees that docs/language.md calls their structured form. Each function writes
 * the expression and returns true, or writes nothing and returns false where
 * the tree is none.
 */
#ifndef COMPILER_PRINT_WRITE_CONDITION_H
#define COMPILER_PRINT_WRITE_CONDITION_H

#include "compiler/ast/ast.h"
#include "compiler/base/text_builder.h"

#include <stdbool.h>

/* How tightly the place binds that an expression is written to; what binds
 * less tightly gets parentheses. */
enum rx_binding {
    RX_BINDS_ALL, /* nothing around it */
    RX_BINDS_OR,
    RX_BINDS_AND,
    RX_BINDS_NOT,
};

/* A text is an expression already. */
bool rx_write_condition(struct text_builder *out, const struct ast_node *tree,
                        enum rx_binding binding);

/* One predicate that is a name, by the key of its field: `python >=3.8`. */
bool rx_write_predicate(struct text_builder *out, struct thoth_text key,
                        const struct ast_node *value);

#endif
