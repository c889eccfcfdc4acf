/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A line of a terminal that is drawn over and over, and taken off at the end:
 * at most ten times a second, whatever the number of steps, by any thread.
 */
#ifndef COMPILER_BASE_PROGRESS_LINE_H
#define COMPILER_BASE_PROGRESS_LINE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct progress_line {
    FILE *stream; /* NULL: nothing is drawn */
    int columns;  /* that fit; a line that wraps could not be taken back */
    _Atomic uint64_t drawn_ms; /* when it was drawn last, or the start */
};

/* `stream` is a terminal that moves its cursor when told to, or NULL. */
void progress_line_start(struct progress_line *line, FILE *stream);

/* Is it time to draw? True to one of the threads that ask at the same time. */
bool progress_line_due(struct progress_line *line);

/* Draws printable text over what is there, as far as it fits. */
void progress_line_draw(const struct progress_line *line, const char *text);

/* Takes the line off the terminal, for a message or for good. */
void progress_line_clear(const struct progress_line *line);

#endif
