/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fixes of the check stage, which knows the tree and not the text: a scalar can
 * be replaced only where the tree tells how it is written.
 */
#ifndef COMPILER_CHECK_REPORT_FIX_H
#define COMPILER_CHECK_REPORT_FIX_H

#include "compiler/check/checker.h"

/* Gives the diagnostic a fix that writes `text`, as it is, in place of a scalar
 * on one line, whether that is in quotes or not; none if the tree does not tell
 * how all of it is written. The text must be fit to stand there. */
void report_fix(struct checker *checker, struct diagnostic *diagnostic,
                bool safe, const struct ast_node *scalar,
                struct thoth_text text, const char *title);

/* The same with a string in place of another one: in quotes if that is. */
void report_fix_string(struct checker *checker, struct diagnostic *diagnostic,
                       bool safe, const struct ast_node *scalar,
                       struct thoth_text text, const char *title);

/* Puts quotes around a plain scalar of which YAML made no string. */
void report_fix_quotes(struct checker *checker, struct diagnostic *diagnostic,
                       const struct ast_node *scalar);

#endif
