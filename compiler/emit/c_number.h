/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numeric expressions as C expressions of type double. Every operation rounds
 * as the interpreter's does: in the same order, and nothing is contracted
 * (native_build.c).
 */
#ifndef COMPILER_EMIT_C_NUMBER_H
#define COMPILER_EMIT_C_NUMBER_H

#include "compiler/emit/c_expression.h"

/* The number at `at`, a node of form C_FORM_NUMBER. `whole`: also if it is a
 * part, whose function is being written. */
void c_number_write(const struct c_scope *scope, uint32_t at, uint32_t it,
                    bool whole);

/* A `compare`, 1 or 0. */
void c_comparison_write(const struct c_scope *scope, uint32_t at, uint32_t it);

#endif
