/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A prescription to start from, for `thothc new TYPE`: valid as it is, each
 * key explained by the field table, further keys commented out.
 */
#ifndef COMPILER_CHECK_SKELETON_H
#define COMPILER_CHECK_SKELETON_H

#include "compiler/check/field.h"

#include <stdio.h>

/* Writes a file with one unit. The stream's error flag tells of failures. */
void skeleton_print(FILE *stream, enum unit_type type);

#endif
