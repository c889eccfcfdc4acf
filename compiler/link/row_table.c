/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Open addressing over hashes of key and words.
 */
#include "compiler/link/row_table.h"

#include "compiler/base/out_of_memory.h"

#include <string.h>
#include <xxhash.h>

enum { FIRST_SLOTS = 1 << 8 };

enum { ROW_KEY, ROW_SIZE, ROW_NUMBER, ROW_WORDS };

void row_table_start(struct row_table *table, struct arena *arena)
{
    *table = (struct row_table){
        .arena = arena,
        .slot_count = FIRST_SLOTS,
        .slots = ARENA_NEW_ARRAY(arena, struct row_slot, FIRST_SLOTS),
    };
}

static struct row_slot *free_slot(struct row_table *table, uint32_t hash)
{
    uint32_t at = hash & (table->slot_count - 1);

    while (table->slots[at].place)
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
        if (old[i].place)
            *free_slot(table, old[i].hash) = old[i];
}

/* Room for one more row of so many words. */
static uint32_t *row_room(struct row_table *table, uint32_t count)
{
    uint64_t end = (uint64_t)table->word_count + ROW_WORDS + count;

    if (end >= UINT32_MAX / 2)
        memory_ran_out();
    if (end > table->word_room) {
        uint32_t room = (uint32_t)end * 2 + 256;
        uint32_t *words =
            arena_allocate(table->arena, room * sizeof *table->words);

        if (table->word_count)
            memcpy(words, table->words,
                   table->word_count * sizeof *table->words);
        table->words = words;
        table->word_room = room;
    }
    return table->words + table->word_count;
}

static void add(struct row_table *table, struct row_slot *slot, uint32_t hash,
                const uint32_t head[ROW_WORDS], const uint32_t *words)
{
    uint32_t *row = row_room(table, head[ROW_SIZE]);

    memcpy(row, head, ROW_WORDS * sizeof *row);
    if (head[ROW_SIZE])
        memcpy(row + ROW_WORDS, words, head[ROW_SIZE] * sizeof *row);
    *slot = (struct row_slot){hash, table->word_count + 1};
    table->word_count += ROW_WORDS + head[ROW_SIZE];
    if (++table->count > table->slot_count / 3 * 2)
        grow(table);
}

uint32_t row_table_find(struct row_table *table, uint32_t key,
                        const uint32_t *words, uint32_t count, uint32_t number)
{
    const uint32_t head[ROW_WORDS] = {
        [ROW_KEY] = key, [ROW_SIZE] = count, [ROW_NUMBER] = number};
    uint32_t hash =
        (uint32_t)XXH3_64bits_withSeed(words, count * sizeof *words, key);
    uint32_t at = hash & (table->slot_count - 1);

    for (; table->slots[at].place; at = (at + 1) & (table->slot_count - 1)) {
        const uint32_t *row = table->words + table->slots[at].place - 1;

        if (table->slots[at].hash == hash && row[ROW_KEY] == key &&
            row[ROW_SIZE] == count &&
            (!count || !memcmp(row + ROW_WORDS, words, count * sizeof *words)))
            return row[ROW_NUMBER];
    }
    add(table, &table->slots[at], hash, head, words);
    return number;
}
