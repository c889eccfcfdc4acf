/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finds equal rows of words, so that each is kept once.
 */
#ifndef COMPILER_LINK_ROW_TABLE_H
#define COMPILER_LINK_ROW_TABLE_H

#include "compiler/base/arena.h"

#include <stdint.h>

struct row_slot;

struct row_table {
    struct arena *arena;
    struct row_slot *slots;
    uint32_t slot_count; /* a power of two */
    uint32_t count;
};

void row_table_start(struct row_table *table, struct arena *arena);

/* The number under which an equal row with the same key was added before; if
 * there is none the row is added as `number`. The words must stay in place. */
uint32_t row_table_find(struct row_table *table, uint32_t key,
                        const uint32_t *words, uint32_t count, uint32_t number);

#endif
