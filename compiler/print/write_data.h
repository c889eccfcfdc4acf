/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values as data of the match/run language: what YAML can say as a value, with
 * its type.
 */
#ifndef COMPILER_PRINT_WRITE_DATA_H
#define COMPILER_PRINT_WRITE_DATA_H

#include "compiler/ast/ast.h"
#include "compiler/base/text_builder.h"

/* Writes a value; a recursive alias, which has no end, must not be in it. */
void rx_write_data(struct text_builder *out, const struct ast_node *node);

#endif
