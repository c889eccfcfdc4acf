/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Distinct texts by number, the number found again by hashing. What a catalog
 * knows of names and index URLs beyond its bundle.
 */
#ifndef RUNTIME_CATALOG_TEXTS_H
#define RUNTIME_CATALOG_TEXTS_H

#include "runtime/allocator.h"
#include "runtime/thoth.h"

/* Zero bytes are valid: no texts. */
struct catalog_texts {
    struct thoth_text *at;
    uint32_t count, room;
    uint32_t *slots; /* number + 1 of a text, 0: free; open addressing */
    uint32_t slot_count;
};

/* The number of a text, or UINT32_MAX. */
uint32_t catalog_texts_find(const struct catalog_texts *texts,
                            struct thoth_text text);

/* Copies a text that is not there yet; its number is the count before. False
 * when memory is short. */
bool catalog_texts_add(struct catalog_texts *texts, struct thoth_text text,
                       const struct thoth_allocator *allocator);

void catalog_texts_release(struct catalog_texts *texts,
                           const struct thoth_allocator *allocator);

/* A copy of the allocator's; `at` is NULL when memory is short. */
struct thoth_text catalog_text_copy(struct thoth_text text,
                                    const struct thoth_allocator *allocator);

/* A table of words with twice the slots, or the first one: `count` entries, of
 * which entry i is hashed by `hash`, are put in anew as i + 1. False when
 * memory is short. */
bool catalog_slots_grow(uint32_t **slots, uint32_t *slot_count, uint32_t count,
                        uint32_t (*hash)(const void *user, uint32_t entry),
                        const void *user,
                        const struct thoth_allocator *allocator);

/* Does one entry more need a larger table? A quarter of it stays free. */
static inline bool catalog_slots_full(uint32_t count, uint32_t slot_count)
{
    return count + 1 > slot_count - slot_count / 4;
}

/* Puts an entry into the first free slot of its hash. */
static inline void catalog_slots_put(uint32_t *slots, uint32_t slot_count,
                                     uint32_t hash, uint32_t entry)
{
    uint32_t at = hash & (slot_count - 1);

    while (slots[at] != 0)
        at = (at + 1) & (slot_count - 1);
    slots[at] = entry + 1;
}

#endif
