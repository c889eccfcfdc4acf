/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values of YAML as blocks: an entry a line, indented by two columns, what
 * blocks cannot say in brackets.
 */
#ifndef COMPILER_PRINT_YAML_VALUE_H
#define COMPILER_PRINT_YAML_VALUE_H

#include "compiler/ast/ast.h"
#include "compiler/base/text_builder.h"

#include <stdint.h>

/* Writes a value behind `key:` or `-` and ends its last line. What is on lines
 * of its own is indented by `indent`. */
void yaml_write_value(struct text_builder *out, const struct ast_node *node,
                      uint32_t indent);

/* Writes the key of an entry up to the colon. */
void yaml_write_key(struct text_builder *out, const struct ast_node *key);

/* The column that is reached on the line at hand. */
uint32_t yaml_column(const struct text_builder *out);

#endif
