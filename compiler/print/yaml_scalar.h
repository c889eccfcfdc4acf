/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Scalars of YAML, in the simplest style in which the reader gives back the
 * same value of the same type.
 */
#ifndef COMPILER_PRINT_YAML_SCALAR_H
#define COMPILER_PRINT_YAML_SCALAR_H

#include "compiler/ast/ast.h"
#include "compiler/base/text_builder.h"

#include <stdbool.h>
#include <stdint.h>

/* A scalar on one line; `flow`: within brackets, or as a key. */
void yaml_write_scalar(struct text_builder *out, const struct ast_node *node,
                       bool flow);

/* A text on one line, plain or in quotes. */
void yaml_write_text(struct text_builder *out, struct thoth_text text,
                     bool flow);

/* A text of several lines, or one that does not fit on the rest of a line that
 * is used up to `column`, as a block: its lines are indented by `indent`. False
 * if one line will do, or if a block cannot hold it. */
bool yaml_write_block(struct text_builder *out, struct thoth_text text,
                      uint32_t column, uint32_t indent);

#endif
