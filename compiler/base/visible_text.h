/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text for terminals, character by character: nothing that comes out can move
 * the cursor, change colours, reverse the reading direction or hide. Control
 * and format characters and bytes that are no UTF-8 become escapes. Widths are
 * those of common terminals and do not depend on the locale.
 */
#ifndef COMPILER_BASE_VISIBLE_TEXT_H
#define COMPILER_BASE_VISIBLE_TEXT_H

#include "runtime/text.h"

#include <stdio.h>

struct visible_char {
    char shown[12]; /* what to print, NUL-terminated */
    unsigned width; /* terminal columns it takes, 0 for combining marks */
};

/* Reads the character at `at`, which is before `end`; returns the place behind
 * it. A tab becomes an escape, too; who wants tab stops treats it before. */
const char *visible_next(const char *at, const char *end,
                         struct visible_char *character);

/* Prints a whole text that way. */
void visible_print(FILE *stream, struct thoth_text text);

#endif
