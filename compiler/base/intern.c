/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A hash table in shards, each with its own lock, so that workers seldom wait
 * for each other. The low bits of an id name the shard. Texts and the chunks of
 * the id index never move, so that reading an id needs no lock.
 */
#include "compiler/base/intern.h"

#include "compiler/base/arena.h"
#include "compiler/base/out_of_memory.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum {
    SHARD_BITS = 6,
    SHARDS = INTERN_SHARDS,
    FIRST_CHUNK = 64, /* texts; each further chunk is twice as large */
    CHUNKS = 20,      /* 64 * (2^20 - 1) texts a shard, 2^32 in all */
    FIRST_SLOTS = 1 << 6,
};

struct slot {
    uint32_t hash;
    uint32_t index; /* within the shard, plus 1; 0: the slot is free */
};

struct shard {
    pthread_mutex_t lock;
    struct slot *slots;
    uint32_t slot_count; /* a power of two */
    _Atomic uint32_t count;
    struct thoth_text *chunks[CHUNKS];
    struct arena texts;
};

struct intern_table {
    struct shard shards[SHARDS];
};

_Static_assert(SHARDS == 1 << SHARD_BITS, "an id's low bits name the shard");

static void shard_start(struct shard *shard)
{
    pthread_mutex_init(&shard->lock, NULL);
    shard->slot_count = FIRST_SLOTS;
    shard->slots = memory_cleared(FIRST_SLOTS, sizeof *shard->slots);
}

struct intern_table *intern_table_create(void)
{
    struct intern_table *table = memory_cleared(1, sizeof *table);

    for (int i = 0; i < SHARDS; i++)
        shard_start(&table->shards[i]);
    return table;
}

void intern_table_release(struct intern_table *table)
{
    if (!table)
        return;
    for (int i = 0; i < SHARDS; i++) {
        struct shard *shard = &table->shards[i];

        pthread_mutex_destroy(&shard->lock);
        for (uint32_t c = 0; c < CHUNKS && shard->chunks[c]; c++)
            free(shard->chunks[c]);
        free(shard->slots);
        arena_release(&shard->texts);
    }
    free(table);
}

/* The chunk that holds a text, and the texts in the chunks before it. */
static uint32_t chunk_of(uint32_t index, uint32_t *before)
{
    uint32_t chunk = 31 - (uint32_t)__builtin_clz(index / FIRST_CHUNK + 1);

    *before = FIRST_CHUNK * ((1u << chunk) - 1);
    return chunk;
}

static struct thoth_text *text_of(const struct shard *shard, uint32_t index)
{
    uint32_t before;
    uint32_t chunk = chunk_of(index, &before);

    return &shard->chunks[chunk][index - before];
}

static void grow(struct shard *shard, uint32_t count)
{
    struct slot *slots = memory_cleared(count, sizeof *slots);

    for (uint32_t i = 0; i < shard->slot_count; i++) {
        struct slot slot = shard->slots[i];
        uint32_t at = slot.hash & (count - 1);

        if (!slot.index)
            continue;
        while (slots[at].index)
            at = (at + 1) & (count - 1);
        slots[at] = slot;
    }
    free(shard->slots);
    shard->slots = slots;
    shard->slot_count = count;
}

/* Keeps a text, wherever its bytes are, as the shard's next one. */
static uint32_t keep(struct shard *shard, struct thoth_text text)
{
    uint32_t index = atomic_load_explicit(&shard->count, memory_order_relaxed);
    uint32_t before;
    uint32_t chunk = chunk_of(index, &before);

    if (chunk == CHUNKS)
        memory_ran_out();
    if (!shard->chunks[chunk])
        shard->chunks[chunk] = memory_allocate((size_t)(before + FIRST_CHUNK) *
                                               sizeof **shard->chunks);
    shard->chunks[chunk][index - before] = text;
    atomic_store_explicit(&shard->count, index + 1, memory_order_release);
    return index;
}

/* Called with the shard's lock held. */
static uint32_t find_or_add(struct shard *shard, uint32_t hash,
                            struct thoth_text text)
{
    uint32_t at = hash & (shard->slot_count - 1);
    uint32_t index;

    for (; shard->slots[at].index; at = (at + 1) & (shard->slot_count - 1)) {
        struct thoth_text other;

        if (shard->slots[at].hash != hash)
            continue;
        other = *text_of(shard, shard->slots[at].index - 1);
        if (other.length == text.length &&
            !memcmp(other.at, text.at, text.length))
            return shard->slots[at].index - 1;
    }
    index = keep(shard, arena_copy_text(&shard->texts, text));
    shard->slots[at] = (struct slot){hash, index + 1};
    if (index > shard->slot_count / 4 * 3)
        grow(shard, shard->slot_count * 2);
    return index;
}

static struct shard *shard_of(struct intern_table *table, uint64_t hash,
                              uint32_t *number)
{
    *number = (uint32_t)(hash >> (64 - SHARD_BITS));
    return &table->shards[*number];
}

str_id intern(struct intern_table *table, struct thoth_text text)
{
    uint64_t hash = XXH3_64bits(text.at, text.length);
    uint32_t number;
    struct shard *shard = shard_of(table, hash, &number);
    struct memory_guard guard;
    uint32_t index;

    pthread_mutex_lock(&shard->lock);
    if (MEMORY_GUARD_ENTER(&guard)) {
        pthread_mutex_unlock(&shard->lock);
        memory_ran_out();
    }
    index = find_or_add(shard, (uint32_t)hash, text);
    memory_guard_leave(&guard);
    pthread_mutex_unlock(&shard->lock);
    return index << SHARD_BITS | number;
}

struct thoth_text intern_text(const struct intern_table *table, str_id id)
{
    return *text_of(&table->shards[id & (SHARDS - 1)], id >> SHARD_BITS);
}

uint32_t intern_limit(const struct intern_table *table)
{
    uint32_t most = 0;

    for (int i = 0; i < SHARDS; i++) {
        uint32_t count =
            atomic_load_explicit(&table->shards[i].count, memory_order_acquire);
        if (count > most)
            most = count;
    }
    return most << SHARD_BITS;
}

uint32_t intern_count(const struct intern_table *table)
{
    uint32_t count = 0;

    for (int i = 0; i < SHARDS; i++)
        count +=
            atomic_load_explicit(&table->shards[i].count, memory_order_acquire);
    return count;
}

size_t intern_size(const struct intern_table *table)
{
    size_t size = 0;

    for (int i = 0; i < SHARDS; i++) {
        const struct shard *shard = &table->shards[i];
        uint32_t count =
            atomic_load_explicit(&shard->count, memory_order_acquire);

        for (uint32_t k = 0; k < count; k++)
            size += text_of(shard, k)->length;
    }
    return size;
}

static size_t padded(size_t length, uint32_t alignment)
{
    return (length + alignment - 1) / alignment * alignment;
}

static void measure(const struct intern_table *table,
                    struct intern_image *image)
{
    image->length_count = 0;
    image->size = 0;
    for (int i = 0; i < SHARDS; i++) {
        const struct shard *shard = &table->shards[i];

        image->counts[i] = atomic_load(&shard->count);
        image->length_count += image->counts[i];
        for (uint32_t k = 0; k < image->counts[i]; k++)
            image->size += padded(text_of(shard, k)->length, image->alignment);
    }
}

void intern_save(const struct intern_table *table, uint32_t alignment,
                 struct intern_image *image)
{
    uint32_t *length;
    char *to;

    image->alignment = alignment;
    image->counts = memory_allocate(SHARDS * sizeof *image->counts);
    measure(table, image);
    length = image->lengths =
        memory_allocate(image->length_count * sizeof *image->lengths);
    to = image->bytes = memory_cleared(1, image->size);
    for (int i = 0; i < SHARDS; i++)
        for (uint32_t k = 0; k < image->counts[i]; k++) {
            const struct thoth_text *text = text_of(&table->shards[i], k);

            *length++ = (uint32_t)text->length;
            memcpy(to, text->at, text->length);
            to += padded(text->length, alignment);
        }
}

/* Makes room for so many texts, as adding them one by one would. */
static void reserve(struct shard *shard, uint32_t texts)
{
    uint32_t count = shard->slot_count;

    while (texts > count / 4 * 3)
        count *= 2;
    if (count > shard->slot_count)
        grow(shard, count);
}

/* Adds a text that is not in the shard yet; there is room for it. */
static void restore_text(struct shard *shard, uint32_t hash,
                         struct thoth_text text)
{
    uint32_t at = hash & (shard->slot_count - 1);
    uint32_t index = keep(shard, text);

    while (shard->slots[at].index)
        at = (at + 1) & (shard->slot_count - 1);
    shard->slots[at] = (struct slot){hash, index + 1};
}

/* Do the shards have as many texts as there are lengths? */
static bool counts_fit(const struct intern_image *image)
{
    uint64_t count = 0;

    for (uint32_t i = 0; i < SHARDS; i++)
        count += image->counts[i];
    return count == image->length_count;
}

bool intern_restore(struct intern_table *table,
                    const struct intern_image *image)
{
    const uint32_t *length = image->lengths;
    const char *from = image->bytes;
    size_t left = image->size;

    if (!counts_fit(image))
        return false;
    for (uint32_t i = 0; i < SHARDS; i++) {
        reserve(&table->shards[i], image->counts[i]);
        for (uint32_t k = 0; k < image->counts[i]; k++) {
            struct thoth_text text;
            uint64_t hash;
            uint32_t number;

            if (padded(*length, image->alignment) > left)
                return false;
            text = (struct thoth_text){from, *length};
            from += padded(*length, image->alignment);
            left -= padded(*length++, image->alignment);
            hash = XXH3_64bits(text.at, text.length);
            shard_of(table, hash, &number);
            if (number != i)
                return false;
            restore_text(&table->shards[i], (uint32_t)hash, text);
        }
    }
    return left == 0;
}
