/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers for texts: a hash table from byte strings to numbers that its owner
 * chooses. Keys are copied to the arena; the table itself is released.
 */
#ifndef RESOLVER_BASE_TEXT_TABLE_H
#define RESOLVER_BASE_TEXT_TABLE_H

#include "compiler/base/arena.h"

#include <stdbool.h>

struct text_entry;

/* All zero but for `arena`: an empty table. */
struct text_table {
    struct arena *arena;
    struct text_entry *entries;
    uint32_t count, room; /* room: 0 or a power of two */
};

void text_table_release(struct text_table *table);

/* The number of a key, or NULL. The pointer holds until the next addition. */
uint32_t *text_table_find(const struct text_table *table,
                          struct thoth_text key);

/* Likewise; a key that is not there gets `number`, and *added is true. */
uint32_t *text_table_add(struct text_table *table, struct thoth_text key,
                         uint32_t number, bool *added);

#endif
