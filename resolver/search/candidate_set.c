/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sets of versions of packages with many versions. Each distinct set is held
 * once, found by a hash of its words, so a search that comes to the same sets
 * again and again takes no more memory for them.
 */
#include "resolver/search/candidate_set.h"

#include <stdlib.h>
#include <string.h>

void set_pool_release(struct set_pool *pool)
{
    free(pool->words);
    free(pool->sets);
    free(pool->table);
    free(pool->scratch);
    memset(pool, 0, sizeof(*pool));
}

static uint32_t hash_words(uint32_t package, const uint64_t *words,
                           uint32_t count)
{
    uint64_t hash = package * UINT64_C(0x9e3779b97f4a7c15);

    for (uint32_t i = 0; i < count; i++) {
        hash = (hash ^ words[i]) * UINT64_C(0xff51afd7ed558ccd);
        hash ^= hash >> 32;
    }
    return (uint32_t)hash;
}

/* The slot of a set: its own, or the free one where it belongs. */
static uint32_t find_slot(const struct set_pool *pool, uint32_t package,
                          const uint64_t *words, uint32_t count)
{
    uint32_t last = pool->table_size - 1;
    uint32_t slot = hash_words(package, words, count) & last;

    while (pool->table[slot] != 0) {
        const struct wide_set *set = &pool->sets[pool->table[slot] - 1];

        if (set->package == package && set->words == count &&
            memcmp(pool->words + set->at, words, count * sizeof(*words)) == 0)
            break;
        slot = (slot + 1) & last;
    }
    return slot;
}

static bool grow_table(struct set_pool *pool)
{
    uint32_t size = pool->table_size == 0 ? 256 : pool->table_size * 2;
    uint32_t *table;

    if (size > UINT32_MAX / 4)
        return false;
    table = calloc(size, sizeof(*table));
    if (table == NULL)
        return false;
    free(pool->table);
    pool->table = table;
    pool->table_size = size;
    for (uint32_t i = 0; i < pool->set_count; i++) {
        const struct wide_set *set = &pool->sets[i];

        table[find_slot(pool, set->package, pool->words + set->at,
                        set->words)] = i + 1;
    }
    return true;
}

static bool grow_sets(struct set_pool *pool)
{
    uint32_t room = pool->set_room == 0 ? 64 : pool->set_room * 2;
    struct wide_set *sets = realloc(pool->sets, room * sizeof(*sets));

    if (sets == NULL)
        return false;
    pool->sets = sets;
    pool->set_room = room;
    return true;
}

static bool grow_words(struct set_pool *pool, uint32_t more)
{
    size_t room = pool->word_room == 0 ? 1024 : pool->word_room * 2;
    uint64_t *words;

    while (room < pool->word_count + more)
        room *= 2;
    words = realloc(pool->words, room * sizeof(*words));
    if (words == NULL)
        return false;
    pool->words = words;
    pool->word_room = room;
    return true;
}

/* Room for one more set of `count` words. */
static bool make_room(struct set_pool *pool, uint32_t count)
{
    if (pool->set_count >= pool->table_size / 2 && !grow_table(pool))
        return false;
    if (pool->set_count == pool->set_room && !grow_sets(pool))
        return false;
    return pool->word_count + count <= pool->word_room ||
           grow_words(pool, count);
}

static uint32_t count_words(const uint64_t *words, uint32_t count)
{
    uint32_t versions = 0;

    for (uint32_t i = 0; i < count; i++)
        versions += (uint32_t)__builtin_popcountll(words[i]);
    return versions;
}

/* The set of these words, which must not lie in the pool. */
static candidate_set intern(struct set_pool *pool, uint32_t package,
                            const uint64_t *words, uint32_t count)
{
    uint32_t versions = count_words(words, count);
    uint32_t slot;

    if (versions == 0)
        return set_none(package);
    if (!make_room(pool, count)) {
        pool->failed = true;
        return set_none(package);
    }
    slot = find_slot(pool, package, words, count);
    if (pool->table[slot] == 0) {
        pool->sets[pool->set_count] =
            (struct wide_set){pool->word_count, count, versions, package};
        memcpy(pool->words + pool->word_count, words, count * sizeof(*words));
        pool->word_count += count;
        pool->table[slot] = ++pool->set_count;
    }
    return set_none(package) | SET_WIDE | (pool->table[slot] - 1);
}

static uint64_t *scratch_of(struct set_pool *pool, uint32_t count)
{
    uint64_t *scratch;

    if (count <= pool->scratch_room)
        return pool->scratch;
    scratch = realloc(pool->scratch, count * sizeof(*scratch));
    if (scratch == NULL) {
        pool->failed = true;
        return NULL;
    }
    pool->scratch = scratch;
    pool->scratch_room = count;
    return scratch;
}

candidate_set set_of_words(struct set_pool *pool, uint32_t package,
                           uint32_t versions, const uint64_t *words)
{
    uint32_t count = versions / 64 + (versions % 64 != 0);
    uint64_t *scratch;

    if (versions == 0)
        return set_none(package);
    if (versions <= SET_NARROW)
        return set_none(package) | (words[0] & ((UINT64_C(1) << versions) - 1));
    scratch = scratch_of(pool, count);
    if (scratch == NULL)
        return set_none(package);
    memcpy(scratch, words, count * sizeof(*words));
    if (versions % 64 != 0)
        scratch[count - 1] &= (UINT64_C(1) << versions % 64) - 1;
    return intern(pool, package, scratch, count);
}

candidate_set set_of_one(struct set_pool *pool, uint32_t package,
                         uint32_t versions, uint32_t version)
{
    uint32_t count = versions / 64 + (versions % 64 != 0);
    uint64_t *scratch;

    if (versions <= SET_NARROW)
        return set_none(package) | UINT64_C(1) << version;
    scratch = scratch_of(pool, count);
    if (scratch == NULL)
        return set_none(package);
    memset(scratch, 0, count * sizeof(*scratch));
    scratch[version / 64] = UINT64_C(1) << version % 64;
    return intern(pool, package, scratch, count);
}

void set_to_words(const struct set_pool *pool, candidate_set set,
                  uint32_t versions, uint64_t *words)
{
    size_t count = ((size_t)versions + 63) / 64;

    if (count == 0)
        return;
    memset(words, 0, count * sizeof(*words));
    if (set_is_wide(set))
        memcpy(words, pool->words + pool->sets[(uint32_t)set].at,
               count * sizeof(*words));
    else
        words[0] = set & SET_MASK;
}

candidate_set set_wide_meet(struct set_pool *pool, candidate_set a,
                            candidate_set b)
{
    const struct wide_set *left = &pool->sets[(uint32_t)a];
    const struct wide_set *right = &pool->sets[(uint32_t)b];
    uint64_t *scratch;

    if (a == b)
        return a;
    scratch = scratch_of(pool, left->words);
    if (scratch == NULL)
        return set_none(left->package);
    for (uint32_t i = 0; i < left->words; i++)
        scratch[i] = pool->words[left->at + i] & pool->words[right->at + i];
    return intern(pool, left->package, scratch, left->words);
}

candidate_set set_wide_join(struct set_pool *pool, candidate_set a,
                            candidate_set b)
{
    const struct wide_set *left = &pool->sets[(uint32_t)a];
    const struct wide_set *right = &pool->sets[(uint32_t)b];
    uint64_t *scratch = scratch_of(pool, left->words);

    if (scratch == NULL)
        return set_none(left->package);
    for (uint32_t i = 0; i < left->words; i++)
        scratch[i] = pool->words[left->at + i] | pool->words[right->at + i];
    return intern(pool, left->package, scratch, left->words);
}

candidate_set set_wide_without(struct set_pool *pool, candidate_set set,
                               uint32_t version)
{
    const struct wide_set *wide = &pool->sets[(uint32_t)set];
    uint64_t *scratch = scratch_of(pool, wide->words);

    if (scratch == NULL)
        return set_none(wide->package);
    memcpy(scratch, pool->words + wide->at, wide->words * sizeof(*scratch));
    if (version / 64 < wide->words)
        scratch[version / 64] &= ~(UINT64_C(1) << version % 64);
    return intern(pool, wide->package, scratch, wide->words);
}

uint32_t set_wide_at(const struct set_pool *pool, candidate_set set,
                     uint32_t place)
{
    const uint64_t *words = pool->words + pool->sets[(uint32_t)set].at;
    uint32_t word = 0;
    uint64_t mask;

    for (;; word++) {
        uint32_t here = (uint32_t)__builtin_popcountll(words[word]);

        if (place < here)
            break;
        place -= here;
    }
    for (mask = words[word]; place > 0; place--)
        mask &= mask - 1;
    return word * 64 + (uint32_t)__builtin_ctzll(mask);
}

bool set_wide_has(const struct set_pool *pool, candidate_set set,
                  uint32_t version)
{
    const struct wide_set *wide = &pool->sets[(uint32_t)set];

    return version / 64 < wide->words &&
           (pool->words[wide->at + version / 64] >> version % 64 & 1) != 0;
}

uint32_t set_wide_next(const struct set_pool *pool, candidate_set set,
                       uint32_t version)
{
    const struct wide_set *wide = &pool->sets[(uint32_t)set];
    uint64_t mask = UINT64_MAX << version % 64;

    for (uint32_t word = version / 64; word < wide->words; word++) {
        uint64_t here = pool->words[wide->at + word] & mask;

        if (here != 0)
            return word * 64 + (uint32_t)__builtin_ctzll(here);
        mask = UINT64_MAX;
    }
    return UINT32_MAX;
}

candidate_set set_head(struct set_pool *pool, candidate_set set, uint32_t count)
{
    uint32_t package = set_package(set);
    uint64_t *scratch;
    uint32_t after;

    if (set_size(pool, set) <= count)
        return set;
    after = set_at(pool, set, count);
    if (!set_is_wide(set))
        return set & ~(SET_MASK & (UINT64_MAX << after));
    scratch = scratch_of(pool, pool->sets[(uint32_t)set].words);
    if (scratch == NULL)
        return set_none(package);
    memcpy(scratch, pool->words + pool->sets[(uint32_t)set].at,
           pool->sets[(uint32_t)set].words * sizeof(*scratch));
    scratch[after / 64] &= (UINT64_C(1) << after % 64) - 1;
    for (uint32_t i = after / 64 + 1; i < pool->sets[(uint32_t)set].words; i++)
        scratch[i] = 0;
    return intern(pool, package, scratch, pool->sets[(uint32_t)set].words);
}
