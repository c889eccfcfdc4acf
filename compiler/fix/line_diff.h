/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The difference of two texts as a unified diff, as patch and git apply read
 * it.
 */
#ifndef COMPILER_FIX_LINE_DIFF_H
#define COMPILER_FIX_LINE_DIFF_H

#include "compiler/base/arena.h"
#include "runtime/text.h"

#include <stdio.h>

/* Writes nothing if the texts are equal. Lines end at LF; the path is written
 * behind a/ and b/, slashes at its start left out. Memory of the arena is used.
 * Unwinds when memory is short; the stream's error flag tells of failures. */
void line_diff_write(FILE *stream, struct arena *arena, struct thoth_text path,
                     struct thoth_text before, struct thoth_text after);

#endif
