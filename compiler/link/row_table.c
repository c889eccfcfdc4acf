/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Open addressing over hashes of key and words.
 */
#include "compiler/link/row_table.h"

#include <string.h>
#include <xxhash.h>

enum { FIRST_SLOTS = 1 << 8 };

struct row_slot {
    const uint32_t *words; /* NULL: free; rows of no words have an address */
    uint32_t count;
    uint32_t key;
    uint32_t hash;
    uint32_t number;
};

static const uint32_t NO_WORDS[1];

void row_table_start(struct row_table *table, struct arena *arena)
{
    table->arena = arena;
    table->slot_count = FIRST_SLOTS;
    table->slots = ARENA_NEW_ARRAY(arena, struct row_slot, FIRST_SLOTS);
    table->count = 0;
}

static struct row_slot *free_slot(struct row_table *table, uint32_t hash)
{
    uint32_t at = hash & (table->slot_count - 1);

    while (table->slots[at].words)
        at = (at + 1) & (table->slot_count - 1);
    return &table->slots[at];
}

static void grow(struct row_table *table)
{
    struct row_slot *old = table->slots;
    uint32_t count = table->slot_count;

    table->slot_count = count * 2;
    table->slots =
        ARENA_NEW_ARRAY(table->arena, struct row_slot, table->slot_count);
    for (uint32_t i = 0; i < count; i++)
        if (old[i].words)
            *free_slot(table, old[i].hash) = old[i];
}

uint32_t row_table_find(struct row_table *table, uint32_t key,
                        const uint32_t *words, uint32_t count, uint32_t number)
{
    uint32_t hash =
        (uint32_t)XXH3_64bits_withSeed(words, count * sizeof *words, key);
    uint32_t at = hash & (table->slot_count - 1);

    for (; table->slots[at].words; at = (at + 1) & (table->slot_count - 1)) {
        const struct row_slot *slot = &table->slots[at];

        if (slot->hash == hash && slot->key == key && slot->count == count &&
            !memcmp(slot->words, words, count * sizeof *words))
            return slot->number;
    }
    table->slots[at] =
        (struct row_slot){count ? words : NO_WORDS, count, key, hash, number};
    if (++table->count > table->slot_count / 3 * 2)
        grow(table);
    return number;
}
