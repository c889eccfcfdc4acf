/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A step that depends on the order of resolution, made a step.Group.
 */
#ifndef COMPILER_LINT_GROUP_FIX_H
#define COMPILER_LINT_GROUP_FIX_H

#include "compiler/lint/linter.h"

/* Adds the edits to a fix of the unit at hand, a step whose state asks for
 * resolved packages; none where it asks for more, which a group cannot, or
 * where the source is not laid out in block style. */
void lint_make_group(struct linter *linter, struct diagnostic_fix *fix);

#endif
