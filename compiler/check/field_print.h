/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The documentation of all fields, made from the field table: docs/fields.md
 * is what this prints.
 */
#ifndef COMPILER_CHECK_FIELD_PRINT_H
#define COMPILER_CHECK_FIELD_PRINT_H

#include <stdio.h>

/* Writes Markdown. The stream's error flag tells of failures. */
void field_print_all(FILE *stream);

#endif
