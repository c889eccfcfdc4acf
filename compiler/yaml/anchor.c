/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A chained hash table of anchors that doubles when it is full. Outgrown bucket
 * arrays stay in the arena.
 */
#include "compiler/yaml/anchor.h"

enum { FIRST_BUCKETS = 16 };

/* FNV-1a */
static uint32_t hash_name(struct thoth_text name)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < name.length; i++)
        hash = (hash ^ (unsigned char)name.at[i]) * 16777619u;
    return hash;
}

struct anchor *anchor_find(const struct anchor_table *table,
                           struct thoth_text name)
{
    uint32_t hash = hash_name(name);
    struct anchor *anchor;

    if (table->count == 0)
        return NULL;
    anchor = table->buckets[hash & (table->bucket_count - 1)];
    while (anchor &&
           (anchor->hash != hash || !thoth_text_equal(anchor->name, name)))
        anchor = anchor->next;
    return anchor;
}

static void insert(struct anchor_table *table, struct anchor *anchor)
{
    struct anchor **bucket =
        &table->buckets[anchor->hash & (table->bucket_count - 1)];

    anchor->next = *bucket;
    *bucket = anchor;
}

static void grow(struct anchor_table *table, struct arena *arena)
{
    struct anchor_table larger = {.count = table->count};

    larger.bucket_count =
        table->bucket_count ? table->bucket_count * 2 : FIRST_BUCKETS;
    larger.buckets =
        ARENA_NEW_ARRAY(arena, struct anchor *, larger.bucket_count);
    for (uint32_t i = 0; i < table->bucket_count; i++)
        for (struct anchor *anchor = table->buckets[i], *next; anchor;
             anchor = next) {
            next = anchor->next;
            insert(&larger, anchor);
        }
    *table = larger;
}

struct anchor *anchor_add(struct anchor_table *table, struct arena *arena,
                          struct thoth_text name)
{
    struct anchor *anchor = ARENA_NEW(arena, struct anchor);

    if (table->count >= table->bucket_count)
        grow(table, arena);
    anchor->name = arena_copy_text(arena, name);
    anchor->hash = hash_name(name);
    insert(table, anchor);
    table->count++;
    return anchor;
}
