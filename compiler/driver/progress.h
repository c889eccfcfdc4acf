/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A progress bar on a terminal. Steps are counted by any thread and drawn by
 * whichever notices that a tenth of a second has passed.
 */
#ifndef COMPILER_DRIVER_PROGRESS_H
#define COMPILER_DRIVER_PROGRESS_H

#include "compiler/base/progress_line.h"

struct progress {
    struct progress_line line;
    uint32_t total;
    int width; /* of the bar, in columns */
    _Atomic uint32_t done;
};

/* Draws on `stream`, a terminal that moves its cursor when told to. */
void progress_start(struct progress *progress, FILE *stream, uint32_t total);
void progress_step(struct progress *progress);

/* Takes the bar off the terminal, for a message or for good. */
void progress_clear(struct progress *progress);

#endif
