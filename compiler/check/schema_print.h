/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON Schema of prescriptions (draft 2020-12), for the YAML plugins of
 * editors, made from the field table. It accepts whatever check_file accepts
 * and refuses the rest but for what JSON Schema cannot state: 1 instead of
 * 1.0, most of what makes a version specifier or a host valid, unit names that
 * must differ, and everything that YAML has and JSON has not.
 */
#ifndef COMPILER_CHECK_SCHEMA_PRINT_H
#define COMPILER_CHECK_SCHEMA_PRINT_H

#include <stdio.h>

/* Writes the schema; the same text every time. The stream's error flag tells
 * of failures. Unwinds when memory is short. */
void schema_print(FILE *stream);

#endif
