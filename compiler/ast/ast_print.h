/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The text form of a syntax tree, for `thothc dump --stage=ast` and the golden
 * cases. One line a node, indented by two spaces a level, with kind, value and
 * place; it depends on nothing but the tree. Not meant to be read back.
 */
#ifndef COMPILER_AST_AST_PRINT_H
#define COMPILER_AST_AST_PRINT_H

#include "compiler/ast/ast.h"

#include <stdio.h>

/* Writes the tree to `stream`, whose error flag tells of failures. `root` NULL
 * writes nothing. */
void ast_print(FILE *stream, const struct ast_node *root);

#endif
