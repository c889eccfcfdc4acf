/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Arrays that grow, for allocators that know no realloc: room doubles, the
 * contents move, the old block is released.
 */
#ifndef RUNTIME_GROWTH_H
#define RUNTIME_GROWTH_H

#include "runtime/allocator.h"

#include <stdbool.h>
#include <string.h>

/* Moves `used` bytes into a block of `size` bytes and releases the old block,
 * which may be NULL. NULL when memory is short: then nothing has changed. */
static inline void *growth_move(const struct thoth_allocator *allocator,
                                void *old, size_t used, size_t size)
{
    void *grown = thoth_allocate(allocator, size);

    if (grown == NULL)
        return NULL;
    if (used > 0)
        memcpy(grown, old, used);
    thoth_release(allocator, old);
    return grown;
}

/* The room to grow to from `room` records for at least `needed` ones; false
 * when there cannot be that many. */
static inline bool growth_room(uint32_t room, uint32_t needed, uint32_t *grown)
{
    if (needed >= UINT32_MAX / 2)
        return false;
    *grown = room < 16 ? 16 : room * 2;
    if (*grown < needed)
        *grown = needed;
    return true;
}

#endif
