/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Carriage return, text, and an escape that erases the rest of the line.
 */
#define _GNU_SOURCE
#include "compiler/base/progress_line.h"

#include <sys/ioctl.h>
#include <time.h>

enum { EVERY_MS = 100, USUAL_COLUMNS = 80 };

static uint64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

void progress_line_start(struct progress_line *line, FILE *stream)
{
    struct winsize size;

    line->stream = stream;
    line->columns = USUAL_COLUMNS - 1;
    if (stream && !ioctl(fileno(stream), TIOCGWINSZ, &size) && size.ws_col)
        line->columns = size.ws_col - 1;
    atomic_store(&line->drawn_ms, now_ms());
}

bool progress_line_due(struct progress_line *line)
{
    uint64_t now, before;

    if (!line->stream)
        return false;
    now = now_ms();
    before = atomic_load(&line->drawn_ms);
    return now - before >= EVERY_MS &&
           atomic_compare_exchange_strong(&line->drawn_ms, &before, now);
}

void progress_line_draw(const struct progress_line *line, const char *text)
{
    if (!line->stream)
        return;
    fprintf(line->stream, "\r%.*s\033[K", line->columns, text);
    fflush(line->stream);
}

void progress_line_clear(const struct progress_line *line)
{
    if (!line->stream)
        return;
    fputs("\r\033[K", line->stream);
    fflush(line->stream);
}
