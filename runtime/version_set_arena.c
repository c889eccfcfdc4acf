/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Blocks of an arena, linked through their headers. A new block is at least
 * as large as all before it together, so there are few of them.
 */
#include "runtime/version_set_arena.h"

#include "runtime/allocator.h"

enum { SMALLEST_BLOCK = 1024, ALIGNMENT = 8 };

/* Longer pieces are refused so that no size overflows. */
static const size_t longest = SIZE_MAX / 8;

struct version_block {
    struct version_block *next;
};

void version_arena_start(struct version_arena *arena,
                         const struct thoth_allocator *allocator, void *loan,
                         size_t loan_size)
{
    *arena = (struct version_arena){
        .allocator = allocator, .loan = loan, .loan_size = loan_size};
    version_arena_reset(arena);
}

void version_arena_release(struct version_arena *arena)
{
    while (arena->blocks != NULL) {
        struct version_block *block = arena->blocks;

        arena->blocks = block->next;
        thoth_release(arena->allocator, block);
    }
    arena->outstanding = 0;
}

void version_arena_reset(struct version_arena *arena)
{
    version_arena_release(arena);
    arena->at = arena->loan;
    arena->end = arena->loan == NULL ? NULL : arena->loan + arena->loan_size;
}

static bool add_block(struct version_arena *arena, size_t needed)
{
    size_t size = arena->outstanding;
    struct version_block *block;

    if (size < SMALLEST_BLOCK)
        size = SMALLEST_BLOCK;
    if (size < needed)
        size = needed;
    block = thoth_allocate(arena->allocator, sizeof(*block) + size);
    if (block == NULL)
        return false;
    block->next = arena->blocks;
    arena->blocks = block;
    arena->outstanding += size;
    arena->at = (char *)(block + 1);
    arena->end = arena->at + size;
    return true;
}

void *version_arena_take(struct version_arena *arena, size_t count, size_t size)
{
    size_t needed;
    void *taken;

    if (arena->failed || count > longest / size) {
        arena->failed = true;
        return NULL;
    }
    needed = (count * size / ALIGNMENT + 1) * ALIGNMENT;
    if ((arena->at == NULL || (size_t)(arena->end - arena->at) < needed) &&
        !add_block(arena, needed)) {
        arena->failed = true;
        return NULL;
    }
    taken = arena->at;
    arena->at += needed;
    return taken;
}

static void *take_bytes(void *user, size_t size)
{
    return version_arena_take(user, size, 1);
}

static void keep_bytes(void *user, void *memory)
{
    (void)user;
    (void)memory;
}

struct thoth_allocator version_arena_allocator(struct version_arena *arena)
{
    return (struct thoth_allocator){take_bytes, keep_bytes, arena};
}

struct thoth_text version_arena_copy(struct version_arena *arena,
                                     struct thoth_text text)
{
    char *copy = version_arena_take(arena, text.length, 1);

    if (copy == NULL)
        return (struct thoth_text){"", 0};
    if (text.length > 0)
        memcpy(copy, text.at, text.length);
    return (struct thoth_text){copy, text.length};
}
