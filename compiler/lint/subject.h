/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The packages a unit is about: the names in its match, states and groups
 * included, and of the package that it brings in.
 */
#ifndef COMPILER_LINT_SUBJECT_H
#define COMPILER_LINT_SUBJECT_H

#include "compiler/lint/linter.h"

typedef bool subject_test(const struct ast_node *name, struct thoth_text text);

/* The first name that passes the test with `text`, the first one if `test` is
 * NULL; NULL if there is none. */
const struct ast_node *subject_find(const struct lint_unit *unit,
                                    subject_test *test, struct thoth_text text);

#endif
