/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory of version sets: pieces are taken one after the other and released
 * all at once. The first pieces come from a block that the caller may lend,
 * on the stack as a rule, so that small work allocates nothing. A failure
 * sticks: whoever builds something out of many pieces asks once, at the end.
 */
#ifndef RUNTIME_VERSION_SET_ARENA_H
#define RUNTIME_VERSION_SET_ARENA_H

#include "runtime/text.h"

struct version_block;

struct version_arena {
    const struct thoth_allocator *allocator;
    struct version_block *blocks;
    char *at, *end;     /* what is left of the current block */
    char *loan;         /* the lent block, or NULL */
    size_t loan_size;   /* its bytes */
    size_t outstanding; /* bytes of `blocks` */
    bool failed;        /* memory was short once */
};

void version_arena_start(struct version_arena *arena,
                         const struct thoth_allocator *allocator, void *loan,
                         size_t loan_size);
void version_arena_release(struct version_arena *arena);

/* Back to the lent block alone, whatever has been taken. */
void version_arena_reset(struct version_arena *arena);

/* `count` elements of `size` bytes, not cleared, aligned to 8 bytes as the lent
 * block must be; NULL only when memory is short. */
void *version_arena_take(struct version_arena *arena, size_t count,
                         size_t size);

/* What takes from the arena and releases nothing, for functions that want an
 * allocator; the objects they make go with the arena. */
struct thoth_allocator version_arena_allocator(struct version_arena *arena);

/* A copy of a text; empty when memory is short. */
struct thoth_text version_arena_copy(struct version_arena *arena,
                                     struct thoth_text text);

#endif
