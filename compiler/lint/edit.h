/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fixes that checks offer. Each function adds one edit, and the fix it belongs
 * to, or nothing where the source text does not allow a simple one.
 */
#ifndef COMPILER_LINT_EDIT_H
#define COMPILER_LINT_EDIT_H

#include "compiler/lint/linter.h"

/* Puts a text in place of a scalar's. */
void lint_replace(struct linter *linter, struct diagnostic *diagnostic,
                  bool safe, const struct ast_node *scalar,
                  struct thoth_text text, const char *title);

/* Puts quotes around a plain scalar, which makes it a string. */
void lint_quote_scalar(struct linter *linter, struct diagnostic *diagnostic,
                       const struct ast_node *scalar, const char *title);

/* Puts "key: value" before the entries of a mapping. */
void lint_insert_entry(struct linter *linter, struct diagnostic_fix *fix,
                       const struct ast_node *mapping, const char *entry);

#endif
