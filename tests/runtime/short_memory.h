/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An allocator that fails after a given number of allocations, from then on or
 * just once, and counts the blocks that are not released yet.
 */
#ifndef TESTS_RUNTIME_SHORT_MEMORY_H
#define TESTS_RUNTIME_SHORT_MEMORY_H

#include "runtime/thoth.h"

#include <stdlib.h>

struct short_memory {
    struct thoth_allocator allocator;
    size_t left;   /* allocations that succeed */
    size_t blocks; /* not released */
    bool once;     /* fail once, then never again */
    bool failed;
};

static inline void *short_memory_allocate(void *user, size_t size)
{
    struct short_memory *memory = user;
    void *block = memory->left > 0 ? malloc(size) : NULL;

    if (block != NULL) {
        memory->left--;
        memory->blocks++;
    } else {
        memory->failed = true;
        memory->left = memory->once ? SIZE_MAX : 0;
    }
    return block;
}

static inline void short_memory_release(void *user, void *block)
{
    struct short_memory *memory = user;

    memory->blocks--;
    free(block);
}

static inline void short_memory_start(struct short_memory *memory, size_t left)
{
    *memory = (struct short_memory){
        .allocator = {short_memory_allocate, short_memory_release, memory},
        .left = left,
    };
}

#endif
