/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Growing arrays of records, counted in 32 bits: room doubles.
 */
#ifndef RESOLVER_SEARCH_GROWTH_H
#define RESOLVER_SEARCH_GROWTH_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

/* Makes *array, with *room records of `size` bytes, have room for at least
 * `needed`. False when memory is short: then nothing has changed. */
static inline bool growth_reserve(void **array, uint32_t *room, uint32_t needed,
                                  size_t size)
{
    uint64_t wanted = *room < 16 ? 16 : (uint64_t)*room * 2;
    void *grown;

    if (needed <= *room)
        return true;
    if (wanted < needed)
        wanted = needed;
    if (wanted > UINT32_MAX - 1)
        return false;
    grown = realloc(*array, (size_t)wanted * size);
    if (grown == NULL)
        return false;
    *array = grown;
    *room = (uint32_t)wanted;
    return true;
}

#endif
