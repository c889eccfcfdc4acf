/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Blocks of growing size, bump allocation within the newest.
 */
#include "compiler/base/arena.h"

#include "compiler/base/out_of_memory.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIRST_BLOCK = 64 << 10,
    LARGEST_STEP = 4 << 20,
};

struct arena_block {
    struct arena_block *older;
    size_t size;
    alignas(max_align_t) char bytes[];
};

static void use_block(struct arena *arena, struct arena_block *block)
{
    arena->next = block->bytes;
    arena->end = block->bytes + block->size;
}

static void add_block(struct arena *arena, size_t wanted)
{
    size_t size = arena->blocks ? arena->blocks->size * 2 : FIRST_BLOCK;
    struct arena_block *block;

    if (size > LARGEST_STEP)
        size = LARGEST_STEP;
    if (size < wanted)
        size = wanted;
    if (size > SIZE_MAX - sizeof *block)
        memory_ran_out();
    block = memory_allocate(sizeof *block + size);
    block->older = arena->blocks;
    block->size = size;
    arena->blocks = block;
    use_block(arena, block);
}

static void free_blocks(struct arena_block *block)
{
    while (block) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
}

void arena_release(struct arena *arena)
{
    free_blocks(arena->blocks);
    *arena = (struct arena){0};
}

void arena_reset(struct arena *arena)
{
    arena->used = 0;
    if (!arena->blocks)
        return;
    free_blocks(arena->blocks->older);
    arena->blocks->older = NULL;
    use_block(arena, arena->blocks);
}

void *arena_allocate(struct arena *arena, size_t size)
{
    const size_t unit = alignof(max_align_t);
    char *memory;

    if (size > SIZE_MAX - unit)
        memory_ran_out();
    size = (size + unit - 1) / unit * unit;
    if (!arena->next || (size_t)(arena->end - arena->next) < size)
        add_block(arena, size);
    memory = arena->next;
    arena->next += size;
    arena->used += size;
    return memory;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    size_t bytes;
    void *memory;

    if (__builtin_mul_overflow(count, size, &bytes))
        memory_ran_out();
    memory = arena_allocate(arena, bytes);
    memset(memory, 0, bytes);
    return memory;
}

char *arena_copy(struct arena *arena, const void *bytes, size_t size)
{
    char *copy;

    if (size == SIZE_MAX)
        memory_ran_out();
    copy = arena_allocate(arena, size + 1);
    if (size)
        memcpy(copy, bytes, size);
    copy[size] = '\0';
    return copy;
}

struct thoth_text arena_copy_text(struct arena *arena, struct thoth_text text)
{
    return (struct thoth_text){arena_copy(arena, text.at, text.length),
                               text.length};
}

struct thoth_text arena_format_list(struct arena *arena, const char *format,
                                    va_list list)
{
    va_list again;
    int length;
    char *text;

    va_copy(again, list);
    length = vsnprintf(NULL, 0, format, list);
    if (length < 0) {
        va_end(again);
        memory_ran_out();
    }
    text = arena_allocate(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return (struct thoth_text){text, (size_t)length};
}

struct thoth_text arena_format(struct arena *arena, const char *format, ...)
{
    struct thoth_text text;
    va_list list;

    va_start(list, format);
    text = arena_format_list(arena, format, list);
    va_end(list);
    return text;
}
