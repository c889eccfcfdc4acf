/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Open addressing with linear probing, at most three quarters full.
 */
#include "resolver/base/text_table.h"

#include "compiler/base/out_of_memory.h"

#include <stdlib.h>

struct text_entry {
    struct thoth_text key; /* `at` NULL: free */
    uint32_t hash;
    uint32_t number;
};

/* FNV-1a, folded. */
static uint32_t hash_of(struct thoth_text key)
{
    uint64_t hash = 0xcbf29ce484222325u;

    for (size_t i = 0; i < key.length; i++)
        hash = (hash ^ (unsigned char)key.at[i]) * 0x100000001b3u;
    return (uint32_t)(hash ^ hash >> 32);
}

void text_table_release(struct text_table *table)
{
    free(table->entries);
    table->entries = NULL;
    table->count = table->room = 0;
}

/* The entry of the key, or the free one where it belongs. */
static struct text_entry *seek(const struct text_table *table,
                               struct thoth_text key, uint32_t hash)
{
    uint32_t at = hash & (table->room - 1);

    while (table->entries[at].key.at &&
           (table->entries[at].hash != hash ||
            !thoth_text_equal(table->entries[at].key, key)))
        at = (at + 1) & (table->room - 1);
    return &table->entries[at];
}

static void grow(struct text_table *table)
{
    struct text_entry *old = table->entries;
    uint32_t old_room = table->room;

    if (old_room > UINT32_MAX / 4)
        memory_ran_out();
    table->entries =
        memory_cleared(old_room ? 2 * (size_t)old_room : 64, sizeof *old);
    table->room = old_room ? 2 * old_room : 64;
    for (uint32_t i = 0; i < old_room; i++)
        if (old[i].key.at)
            *seek(table, old[i].key, old[i].hash) = old[i];
    free(old);
}

uint32_t *text_table_find(const struct text_table *table, struct thoth_text key)
{
    struct text_entry *entry;

    if (!table->room)
        return NULL;
    entry = seek(table, key, hash_of(key));
    return entry->key.at ? &entry->number : NULL;
}

uint32_t *text_table_add(struct text_table *table, struct thoth_text key,
                         uint32_t number, bool *added)
{
    uint32_t hash = hash_of(key);
    struct text_entry *entry;

    if (table->count >= table->room / 4 * 3)
        grow(table);
    entry = seek(table, key, hash);
    *added = !entry->key.at;
    if (*added) {
        entry->key = (struct thoth_text){
            arena_copy(table->arena, key.at, key.length), key.length};
        entry->hash = hash;
        entry->number = number;
        table->count++;
    }
    return &entry->number;
}
