/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Arena: the compiler's memory. Allocations are never freed one by one; an
 * arena is reset or released as a whole. One arena lives as long as a session,
 * one scratch arena per worker thread as long as a file. Running out of memory
 * does not return: it unwinds to the nearest guard (see out_of_memory.h).
 */
#ifndef COMPILER_BASE_ARENA_H
#define COMPILER_BASE_ARENA_H

#include "runtime/text.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct arena_block;

struct arena {
    struct arena_block *blocks; /* newest first */
    char *next;                 /* free space of the newest block */
    char *end;
    size_t used; /* bytes handed out since the last reset */
};

/* An arena of all zero bytes is valid and empty; it needs no constructor.
 * An arena belongs to one thread at a time. */
void arena_release(struct arena *arena);

/* Forgets all allocations but keeps the largest block for the next user. */
void arena_reset(struct arena *arena);

/* Memory for `size` bytes, aligned for any object; not cleared. Never NULL:
 * unwinds when memory is short. */
void *arena_allocate(struct arena *arena, size_t size);

/* The same for `count` objects of `size` bytes; an overflow of the product
 * counts as memory running short. The memory is cleared. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* Copies `size` bytes, and a NUL behind them for the benefit of C callers. */
char *arena_copy(struct arena *arena, const void *bytes, size_t size);

struct thoth_text arena_copy_text(struct arena *arena, struct thoth_text text);

/* A text made as by printf, and by vprintf. */
struct thoth_text arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct thoth_text arena_format_list(struct arena *arena, const char *format,
                                    va_list list)
    __attribute__((format(printf, 2, 0)));

#define ARENA_NEW(arena, type) ((type *)arena_array((arena), 1, sizeof(type)))
#define ARENA_NEW_ARRAY(arena, type, count)                                    \
    ((type *)arena_array((arena), (count), sizeof(type)))

#endif
