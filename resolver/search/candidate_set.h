/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sets of versions of one package, as one word each: a state of the search is
 * little more than an array of them. The word holds the package's number and
 * either the versions themselves, as a mask, or, for packages with more
 * versions than fit, the number of a set in a pool. A pool holds each set
 * once, so that equal sets are equal words, whichever way they came about.
 */
#ifndef RESOLVER_SEARCH_CANDIDATE_SET_H
#define RESOLVER_SEARCH_CANDIDATE_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint64_t candidate_set;

#define SET_PACKAGE_SHIFT 48
#define SET_PACKAGES 65535
#define SET_NARROW 47 /* versions that fit into the word */
#define SET_WIDE (UINT64_C(1) << SET_NARROW)
#define SET_MASK (SET_WIDE - 1)

struct wide_set {
    size_t at; /* first of its words in the pool */
    uint32_t words;
    uint32_t count; /* versions in it, at least 1 */
    uint32_t package;
};

struct set_pool {
    uint64_t *words;
    size_t word_count, word_room;
    struct wide_set *sets;
    uint32_t set_count, set_room;
    uint32_t *table; /* set + 1 by hash of package and words; 0: free */
    uint32_t table_size;
    uint64_t *scratch; /* of the widest set so far */
    uint32_t scratch_room;
    bool failed; /* memory was short; sets made since are empty */
};

void set_pool_release(struct set_pool *pool);

static inline uint32_t set_package(candidate_set set)
{
    return (uint32_t)(set >> SET_PACKAGE_SHIFT);
}

static inline candidate_set set_none(uint32_t package)
{
    return (uint64_t)package << SET_PACKAGE_SHIFT;
}

static inline bool set_is_wide(candidate_set set)
{
    return (set & SET_WIDE) != 0;
}

/* No wide set is empty. */
static inline bool set_is_empty(candidate_set set)
{
    return (set & (SET_WIDE | SET_MASK)) == 0;
}

/* The set with the versions whose bits are set; `words` has room for all
 * `versions` of the package. */
candidate_set set_of_words(struct set_pool *pool, uint32_t package,
                           uint32_t versions, const uint64_t *words);
candidate_set set_of_one(struct set_pool *pool, uint32_t package,
                         uint32_t versions, uint32_t version);

/* The reverse: fills THOTH_SPACE_WORDS(versions) words. */
void set_to_words(const struct set_pool *pool, candidate_set set,
                  uint32_t versions, uint64_t *words);

candidate_set set_wide_meet(struct set_pool *pool, candidate_set a,
                            candidate_set b);
candidate_set set_wide_join(struct set_pool *pool, candidate_set a,
                            candidate_set b);
candidate_set set_wide_without(struct set_pool *pool, candidate_set set,
                               uint32_t version);
uint32_t set_wide_at(const struct set_pool *pool, candidate_set set,
                     uint32_t place);
bool set_wide_has(const struct set_pool *pool, candidate_set set,
                  uint32_t version);
/* The first version of the set from `version` on, or UINT32_MAX. */
uint32_t set_wide_next(const struct set_pool *pool, candidate_set set,
                       uint32_t version);

static inline candidate_set set_meet(struct set_pool *pool, candidate_set a,
                                     candidate_set b)
{
    return set_is_wide(a & b) ? set_wide_meet(pool, a, b) : a & b;
}

static inline candidate_set set_join(struct set_pool *pool, candidate_set a,
                                     candidate_set b)
{
    return set_is_wide(a) && set_is_wide(b) ? set_wide_join(pool, a, b)
           : set_is_wide(a)                 ? a
           : set_is_wide(b)                 ? b
                                            : a | b;
}

static inline candidate_set set_without(struct set_pool *pool,
                                        candidate_set set, uint32_t version)
{
    return set_is_wide(set) ? set_wide_without(pool, set, version)
                            : set & ~(UINT64_C(1) << version);
}

static inline bool set_has(const struct set_pool *pool, candidate_set set,
                           uint32_t version)
{
    if (set_is_wide(set))
        return set_wide_has(pool, set, version);
    return version < SET_NARROW && (set >> version & 1) != 0;
}

static inline uint32_t set_size(const struct set_pool *pool, candidate_set set)
{
    if (set_is_wide(set))
        return pool->sets[(uint32_t)set].count;
    return (uint32_t)__builtin_popcountll(set & SET_MASK);
}

/* Version number `place` of the set in order; there must be so many. */
static inline uint32_t set_at(const struct set_pool *pool, candidate_set set,
                              uint32_t place)
{
    uint64_t mask = set & SET_MASK;

    if (set_is_wide(set))
        return set_wide_at(pool, set, place);
    while (place-- > 0)
        mask &= mask - 1;
    return (uint32_t)__builtin_ctzll(mask);
}

/* The first version of the set from `version` on, or UINT32_MAX. */
static inline uint32_t set_next(const struct set_pool *pool, candidate_set set,
                                uint32_t version)
{
    uint64_t mask;

    if (set_is_wide(set))
        return set_wide_next(pool, set, version);
    if (version >= SET_NARROW)
        return UINT32_MAX;
    mask = (set & SET_MASK) >> version;
    return mask == 0 ? UINT32_MAX : version + (uint32_t)__builtin_ctzll(mask);
}

static inline uint32_t set_first(const struct set_pool *pool, candidate_set set)
{
    return set_next(pool, set, 0);
}

/* Whether the set has exactly one version; it must not be empty. */
static inline bool set_is_single(const struct set_pool *pool, candidate_set set)
{
    uint64_t mask = set & SET_MASK;

    if (set_is_wide(set))
        return pool->sets[(uint32_t)set].count == 1;
    return (mask & (mask - 1)) == 0;
}

/* The first `count` versions of a set. */
candidate_set set_head(struct set_pool *pool, candidate_set set,
                       uint32_t count);

#endif
