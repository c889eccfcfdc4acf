/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A file's tree as a YAML file.
 */
#ifndef COMPILER_PRINT_PRINT_YAML_H
#define COMPILER_PRINT_PRINT_YAML_H

#include "compiler/base/text_builder.h"
#include "compiler/print/comment_places.h"

#include <stdbool.h>

/* Does a file use what YAML has from version v2 on: expressions or tests? */
bool print_yaml_needs_v2(const struct ast_node *root);

/* The `version` in the metadata of a file, NULL if there is none. */
const struct ast_node *print_yaml_version(const struct ast_node *root);

/*
 * Writes the tree of a valid file; expressions as text, and `version: v2` in
 * the metadata if it must be there and is not. Comments are kept where they can
 * stand. The tree must not have recursive aliases. Unwinds when memory is
 * short.
 */
void print_yaml(struct text_builder *out, const struct ast_node *root,
                struct yaml_comment *comments);

#endif
