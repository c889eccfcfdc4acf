/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Drawing at most ten times a second, whatever the number of steps.
 */
#define _GNU_SOURCE
#include "compiler/driver/progress.h"

#include <sys/ioctl.h>
#include <time.h>

enum {
    WIDTH = 40,         /* of the bar where there is room */
    NUMBERS_WIDTH = 26, /* "[] 4294967295/4294967295" and the cursor */
    EVERY_MS = 100,
    LOOK_AT_CLOCK = 64
};

static uint64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* A line that wraps could not be taken back. */
static int fitting_width(FILE *stream)
{
    struct winsize size;
    int room = WIDTH;

    if (!ioctl(fileno(stream), TIOCGWINSZ, &size) && size.ws_col)
        room = size.ws_col - NUMBERS_WIDTH;
    return room < WIDTH ? room : WIDTH;
}

void progress_start(struct progress *progress, FILE *stream, uint32_t total)
{
    progress->width = stream ? fitting_width(stream) : 0;
    progress->stream = progress->width > 0 ? stream : NULL;
    progress->total = total ? total : 1;
    atomic_store(&progress->done, 0);
    atomic_store(&progress->drawn_ms, now_ms());
}

static void draw(const struct progress *progress, uint32_t done)
{
    static const char FULL[] = "########################################";
    int width = progress->width;
    int filled = (int)((uint64_t)done * (unsigned)width / progress->total);

    fprintf(progress->stream, "\r[%-*.*s] %u/%u", width, filled, FULL, done,
            progress->total);
    fflush(progress->stream);
}

void progress_step(struct progress *progress)
{
    uint32_t done;
    uint64_t now, before;

    if (!progress->stream)
        return;
    done = atomic_fetch_add(&progress->done, 1) + 1;
    if (done % LOOK_AT_CLOCK)
        return;
    now = now_ms();
    before = atomic_load(&progress->drawn_ms);
    if (now - before >= EVERY_MS &&
        atomic_compare_exchange_strong(&progress->drawn_ms, &before, now))
        draw(progress, done);
}

void progress_clear(struct progress *progress)
{
    if (progress->stream)
        fputs("\r\033[K", progress->stream);
}
