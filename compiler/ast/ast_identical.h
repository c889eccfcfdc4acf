/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether two trees hold the same values of the same types. Unlike ast_equal,
 * which asks what the reference asks, this tells 1 from 1.0 and from true.
 */
#ifndef COMPILER_AST_AST_IDENTICAL_H
#define COMPILER_AST_AST_IDENTICAL_H

#include "compiler/ast/ast.h"

/* Places, the written form of scalars and the order of a mapping's entries have
 * no say. All NaN are one; 0.0 and -0.0 are two. A recursive alias is identical
 * to none. */
bool ast_identical(const struct ast_node *left, const struct ast_node *right);

#endif
