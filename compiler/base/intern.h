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

#endif
