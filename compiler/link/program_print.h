/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A program in the text form of the IR.
 */
#ifndef COMPILER_LINK_PROGRAM_PRINT_H
#define COMPILER_LINK_PROGRAM_PRINT_H

#include "compiler/link/program.h"

#include <stdio.h>

void program_print(FILE *stream, const struct program *program);

/* Writes the path of a file relative to the rule root. */
void program_print_path(FILE *stream, const struct program *program,
                        const struct program_file *file);

#endif
