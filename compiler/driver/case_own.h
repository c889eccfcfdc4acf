/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cases that bring their own rules as YAML text in `prescriptions`.
 */
#ifndef COMPILER_DRIVER_CASE_OWN_H
#define COMPILER_DRIVER_CASE_OWN_H

#include "compiler/driver/build.h"
#include "compiler/driver/case_answer.h"

#include <stdbool.h>
#include <stdio.h>

bool case_has_rules(const struct case_line *line);

/* Compiles the case's own rules. Findings are printed to `diagnostics` unless
 * it is NULL. What is BUILD_OK is the caller's to free; else *bytes is NULL. */
enum build_result case_compile(const struct case_line *line, FILE *diagnostics,
                               unsigned char **bytes, size_t *size);

/* Answers a case whose rules could not be compiled. */
void case_answer_uncompiled(const struct case_line *line,
                            enum build_result result,
                            struct case_writer *writer);

/* Compiles the case's own rules and answers the case under them as `rules`
 * says, whose bundle and names are of no account: the answer lists names of
 * units. */
enum case_result case_answer_own(const struct case_line *line,
                                 const struct case_rules *rules,
                                 FILE *diagnostics, struct case_writer *writer);

#endif
