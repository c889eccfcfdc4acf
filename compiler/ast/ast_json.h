/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A syntax tree as JSON, for tools that know nothing of YAML: a schema
 * validator, jq. Not every tree has a JSON form.
 */
#ifndef COMPILER_AST_AST_JSON_H
#define COMPILER_AST_AST_JSON_H

#include "compiler/ast/ast.h"

#include <jansson.h>

/*
 * A new reference that the caller releases with json_decref, or NULL; then
 * *odd is the first node that JSON cannot express: a date, binary data, a set,
 * a tuple, a recursion, a key that is no string or has a NUL, a number that is
 * not finite, an integer beyond 64 bits. Unwinds when memory is short.
 */
json_t *ast_to_json(const struct ast_node *root, const struct ast_node **odd);

#endif
