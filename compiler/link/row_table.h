/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finds equal rows of words, so that each is kept once. Programs have a hundred
 * thousand rows and memory that is touched first costs more than looking a row
 * up, so slots are small and the table keeps the words of new rows only.
 */
#ifndef COMPILER_LINK_ROW_TABLE_H
#define COMPILER_LINK_ROW_TABLE_H

#include "compiler/base/arena.h"

#include <stdint.h>

struct row_slot {
    uint32_t hash;
    uint32_t place; /* of the row in `words`, plus 1; 0: the slot is free */
};

struct row_table {
    struct arena *arena;
    struct row_slot *slots;
    uint32_t slot_count; /* a power of two */
    uint32_t count;      /* of rows */
    uint32_t *words;     /* of each row: its key, size, number, words */
    uint32_t word_count, word_room;
};

void row_table_start(struct row_table *table, struct arena *arena);

/* The number under which an equal row with the same key was added before; if
 * there is none the row is added as `number`. */
uint32_t row_table_find(struct row_table *table, uint32_t key,
                        const uint32_t *words, uint32_t count, uint32_t number);

#endif
