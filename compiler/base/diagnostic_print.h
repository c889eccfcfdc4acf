/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Diagnostics as text, in the GNU form that editors understand:
 *     PATH:LINE:COLUMN: error: MESSAGE [CODE]
 *        12 | the source line
 *           |     ^~~~~~
 * then further places and notes. Whatever the source or a message contains,
 * the output cannot drive the terminal (see visible_text.h). The longest lines
 * are cut around the place.
 */
#ifndef COMPILER_BASE_DIAGNOSTIC_PRINT_H
#define COMPILER_BASE_DIAGNOSTIC_PRINT_H

#include "compiler/base/diagnostic.h"
#include "compiler/base/source_index.h"

#include <stdbool.h>
#include <stdio.h>

/* Prints diagnostics of one file. The texts must live as long. */
struct diagnostic_printer {
    FILE *stream;
    bool colour;
    struct thoth_text path;
    struct source_index source;
};

/* `path` is printed as given. `source` is the file's content; leave it empty
 * if it is not available: no source lines are shown then. The index of the
 * source is in the arena. Unwinds when memory is short. */
void diagnostic_printer_start(struct diagnostic_printer *printer,
                              struct arena *arena, FILE *stream, bool colour,
                              struct thoth_text path, struct thoth_text source);

/* Prints one diagnostic. The stream's error flag tells of failures. */
void diagnostic_print(const struct diagnostic_printer *printer,
                      const struct diagnostic *diagnostic);

#endif
