/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether a printed file says what its tree said, unit by unit.
 */
#ifndef COMPILER_PRINT_UNIT_COMPARE_H
#define COMPILER_PRINT_UNIT_COMPARE_H

#include "compiler/ast/ast.h"

#include <stdbool.h>

/* How many units a file's tree has. */
uint32_t unit_count(const struct ast_node *root);

/*
 * Compares two trees of valid files. Units are numbered in the order of
 * `before`; `differ[n]` is set for those that are not the same in `after`, and
 * left as it is for the others. A list of one alternative is that
 * alternative, likewise a list of one resolved package; empty lists of units
 * are none. False if something differs, which may be something else than units;
 * `before` and `after` may then be of any form.
 */
bool unit_compare(const struct ast_node *before, const struct ast_node *after,
                  bool *differ);

/* The same for the metadata of two files; an added version v2 is none. */
bool unit_compare_metadata(const struct ast_node *before,
                           const struct ast_node *after);

#endif
