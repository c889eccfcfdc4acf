/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Drawing at most ten times a second, whatever the number of steps.
 */
#define _GNU_SOURCE
#include "compiler/driver/progress.h"

#include <time.h>

enum { WIDTH = 40, EVERY_MS = 100, LOOK_AT_CLOCK = 64 };

static uint64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

void progress_start(struct progress *progress, FILE *stream, uint32_t total)
{
    progress->stream = stream;
    progress->total = total ? total : 1;
    atomic_store(&progress->done, 0);
    atomic_store(&progress->drawn_ms, now_ms());
}

static void draw(const struct progress *progress, uint32_t done)
{
    static const char FULL[] = "########################################";
    int filled = (int)((uint64_t)done * WIDTH / progress->total);

    fprintf(progress->stream, "\r[%-*.*s] %u/%u", WIDTH, filled, FULL, done,
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
