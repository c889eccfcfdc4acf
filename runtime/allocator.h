/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one hook through which the runtime takes memory: all that an object holds
 * comes from the allocator it was made with, so that a caller with an arena may
 * release nothing at all. A NULL allocator stands for malloc and free.
 */
#ifndef RUNTIME_ALLOCATOR_H
#define RUNTIME_ALLOCATOR_H

#include "runtime/thoth.h"

#include <stdlib.h>

static inline void *thoth_allocate(const struct thoth_allocator *allocator,
                                   size_t size)
{
    if (allocator == NULL)
        return malloc(size);
    return allocator->allocate(allocator->user, size);
}

static inline void thoth_release(const struct thoth_allocator *allocator,
                                 void *block)
{
    if (block == NULL)
        return;
    if (allocator == NULL)
        free(block);
    else
        allocator->release(allocator->user, block);
}

#endif
