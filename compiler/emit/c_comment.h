/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The comment before a generated function: its predicate in the IR's text form,
 * wrapped. Only names from the tables of operations and digits are written, so
 * the comment cannot be left early.
 */
#ifndef COMPILER_EMIT_C_COMMENT_H
#define COMPILER_EMIT_C_COMMENT_H

#include "compiler/emit/c_plan.h"

#include <stdio.h>

/* The node `at` of the shape that `plan` is of; parts inside of it are named,
 * not repeated. `number` is the shape's. */
void c_comment_write(FILE *out, const struct c_plan *plan, uint32_t number,
                     uint32_t at);

#endif
