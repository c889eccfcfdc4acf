/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Taking a whole unit out of a file.
 */
#ifndef COMPILER_LINT_REMOVE_UNIT_H
#define COMPILER_LINT_REMOVE_UNIT_H

#include "compiler/lint/linter.h"

/* Gives the diagnostic a fix, not a safe one, that removes the lines of a unit.
 * Without edits where the unit shares a line with something else or is the only
 * one of its list; `unit` may be NULL. */
void lint_remove_unit(struct linter *linter, struct diagnostic *diagnostic,
                      const struct ast_node *unit, const char *title);

#endif
