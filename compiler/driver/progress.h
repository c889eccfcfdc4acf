/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A progress bar on a terminal. Steps are counted by any thread and drawn by
 * whichever notices that a tenth of a second has passed.
 */
#ifndef COMPILER_DRIVER_PROGRESS_H
#define COMPILER_DRIVER_PROGRESS_H

#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>

struct progress {
    FILE *stream; /* NULL: nothing is drawn */
    uint32_t total;
    int width; /* of the bar, in columns */
    _Atomic uint32_t done;
    _Atomic uint64_t drawn_ms; /* when it was drawn last */
};

/* Draws on `stream`, a terminal that moves its cursor when told to. */
void progress_start(struct progress *progress, FILE *stream, uint32_t total);
void progress_step(struct progress *progress);

/* Takes the bar off the terminal, for a message or for good. */
void progress_clear(struct progress *progress);

#endif
