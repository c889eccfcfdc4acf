/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The session's string table: equal byte strings get one id, so that later
 * stages compare and copy numbers. Workers intern concurrently; ids depend on
 * timing and are renumbered in a fixed order when a bundle is linked. Texts
 * stay where they are until the table is released.
 */
#ifndef COMPILER_BASE_INTERN_H
#define COMPILER_BASE_INTERN_H

#include "runtime/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t str_id;

#define STR_NONE UINT32_MAX /* no string, where one may be absent */

struct intern_table;

/* Unwinds when memory is short, as all functions here. */
struct intern_table *intern_table_create(void);
void intern_table_release(struct intern_table *table);

/* The id of a string; the bytes are copied. Thread-safe. */
str_id intern(struct intern_table *table, struct thoth_text text);

/* The text of an id. Thread-safe; valid until the table is released. */
struct thoth_text intern_text(const struct intern_table *table, str_id id);

/* One more than the largest id given so far. Ids may have gaps. */
uint32_t intern_limit(const struct intern_table *table);

/* The bytes of all texts together. */
size_t intern_size(const struct intern_table *table);

/* How many strings there are. */
uint32_t intern_count(const struct intern_table *table);

#define INTERN_SHARDS 64

/* A table as arrays, for a cache: the number of texts in each shard, then for
 * each text, shard by shard, its length; `bytes` are the texts in that order,
 * each padded to a multiple of `alignment`. */
struct intern_image {
    uint32_t *counts; /* INTERN_SHARDS */
    uint32_t *lengths;
    uint32_t length_count;
    char *bytes;
    size_t size;
    uint32_t alignment;
};

/* Makes the image of a table; counts, lengths and bytes are malloc'ed.
 * Thread-safe; texts that others add meanwhile are left out. */
void intern_save(const struct intern_table *table, uint32_t alignment,
                 struct intern_image *image);

/* Fills an empty table; every text gets the id it had. The texts stay where
 * they are in `image->bytes`, which must outlive the table. False when the
 * numbers of the image contradict each other; the table is then of no use. */
bool intern_restore(struct intern_table *table,
                    const struct intern_image *image);

#endif
