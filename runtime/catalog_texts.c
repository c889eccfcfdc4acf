/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Distinct texts by number, and the open-addressing tables of catalogs.
 */
#include "runtime/catalog_texts.h"

#include "runtime/growth.h"
#include "runtime/text.h"

#include <xxhash.h>

#define FIRST_SLOTS 64

static uint32_t text_hash(struct thoth_text text)
{
    return (uint32_t)XXH3_64bits(text.at, text.length);
}

static uint32_t hash_of(const void *user, uint32_t entry)
{
    const struct catalog_texts *texts = user;

    return text_hash(texts->at[entry]);
}

bool catalog_slots_grow(uint32_t **slots, uint32_t *slot_count, uint32_t count,
                        uint32_t (*hash)(const void *user, uint32_t entry),
                        const void *user,
                        const struct thoth_allocator *allocator)
{
    uint32_t size = *slot_count == 0 ? FIRST_SLOTS : *slot_count * 2;
    uint32_t *grown;

    if (*slot_count > UINT32_MAX / 4)
        return false;
    grown = thoth_allocate(allocator, (size_t)size * sizeof(*grown));
    if (grown == NULL)
        return false;
    memset(grown, 0, (size_t)size * sizeof(*grown));
    for (uint32_t i = 0; i < count; i++)
        catalog_slots_put(grown, size, hash(user, i), i);
    thoth_release(allocator, *slots);
    *slots = grown;
    *slot_count = size;
    return true;
}

uint32_t catalog_texts_find(const struct catalog_texts *texts,
                            struct thoth_text text)
{
    uint32_t last = texts->slot_count - 1;

    if (texts->slot_count == 0)
        return UINT32_MAX;
    for (uint32_t at = text_hash(text) & last; texts->slots[at] != 0;
         at = (at + 1) & last)
        if (thoth_text_equal(texts->at[texts->slots[at] - 1], text))
            return texts->slots[at] - 1;
    return UINT32_MAX;
}

struct thoth_text catalog_text_copy(struct thoth_text text,
                                    const struct thoth_allocator *allocator)
{
    char *copy = thoth_allocate(allocator, text.length + 1);

    if (copy != NULL && text.length > 0)
        memcpy(copy, text.at, text.length);
    return (struct thoth_text){copy, text.length};
}

static bool texts_make_room(struct catalog_texts *texts,
                            const struct thoth_allocator *allocator)
{
    struct thoth_text *grown;
    uint32_t room;

    if (texts->count == texts->room) {
        if (!growth_room(texts->room, texts->count + 1, &room))
            return false;
        grown = growth_move(allocator, texts->at,
                            (size_t)texts->count * sizeof(*grown),
                            (size_t)room * sizeof(*grown));
        if (grown == NULL)
            return false;
        texts->at = grown;
        texts->room = room;
    }
    return !catalog_slots_full(texts->count, texts->slot_count) ||
           catalog_slots_grow(&texts->slots, &texts->slot_count, texts->count,
                              hash_of, texts, allocator);
}

bool catalog_texts_add(struct catalog_texts *texts, struct thoth_text text,
                       const struct thoth_allocator *allocator)
{
    struct thoth_text copy;

    if (!texts_make_room(texts, allocator))
        return false;
    copy = catalog_text_copy(text, allocator);
    if (copy.at == NULL)
        return false;
    texts->at[texts->count] = copy;
    catalog_slots_put(texts->slots, texts->slot_count, text_hash(copy),
                      texts->count);
    texts->count++;
    return true;
}

void catalog_texts_release(struct catalog_texts *texts,
                           const struct thoth_allocator *allocator)
{
    for (uint32_t i = 0; i < texts->count; i++)
        thoth_release(allocator, (void *)(uintptr_t)texts->at[i].at);
    thoth_release(allocator, texts->at);
    thoth_release(allocator, texts->slots);
}
