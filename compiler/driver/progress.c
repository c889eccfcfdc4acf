/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A bar and numbers on a line that is drawn now and then.
 */
#include "compiler/driver/progress.h"

enum {
    WIDTH = 40,         /* of the bar where there is room */
    NUMBERS_WIDTH = 25, /* "[] 4294967295/4294967295" */
    LOOK_AT_CLOCK = 64
};

void progress_start(struct progress *progress, FILE *stream, uint32_t total)
{
    int room;

    progress_line_start(&progress->line, stream);
    room = progress->line.columns - NUMBERS_WIDTH;
    progress->width = room < WIDTH ? room : WIDTH;
    if (progress->width <= 0)
        progress->line.stream = NULL;
    progress->total = total ? total : 1;
    atomic_store(&progress->done, 0);
}

static void draw(const struct progress *progress, uint32_t done)
{
    static const char FULL[] = "########################################";
    int width = progress->width;
    int filled = (int)((uint64_t)done * (unsigned)width / progress->total);
    char text[WIDTH + NUMBERS_WIDTH + 1];

    snprintf(text, sizeof text, "[%-*.*s] %u/%u", width, filled, FULL, done,
             progress->total);
    progress_line_draw(&progress->line, text);
}

void progress_step(struct progress *progress)
{
    uint32_t done;

    if (!progress->line.stream)
        return;
    done = atomic_fetch_add(&progress->done, 1) + 1;
    if (done % LOOK_AT_CLOCK == 0 && progress_line_due(&progress->line))
        draw(progress, done);
}

void progress_clear(struct progress *progress)
{
    progress_line_clear(&progress->line);
}
