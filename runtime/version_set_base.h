/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The base of a version: its epoch and release, trailing zeros of no account.
 * Bases are dense: between two different ones there is always another.
 */
#ifndef RUNTIME_VERSION_SET_BASE_H
#define RUNTIME_VERSION_SET_BASE_H

#include "runtime/pep440.h"
#include "runtime/version_set_arena.h"

struct version_base {
    struct thoth_text key;     /* orders bases, by thoth_text_order */
    struct thoth_text epoch;   /* digits, "" is 0 */
    struct thoth_text release; /* normal form, no zeros at its end, "" is 0 */
    size_t count;              /* numbers in release */
    size_t spelled;            /* numbers as its author writes it */
};

/* All that make a base write its texts to the arena. */

struct version_base version_base_of(struct version_arena *arena,
                                    const struct pep440_parts *parts);
struct version_base version_base_copy(struct version_arena *arena,
                                      const struct version_base *base);

/* The least base above all whose release begins with that of the parts. */
struct version_base version_base_after(struct version_arena *arena,
                                       const struct pep440_parts *parts);

/*
 * Is `next` the least base above all that begin with the release of `base`
 * when that is spelled with as many numbers as `next` has: 1.2 and 1.3, 1
 * and 1.1, but not 1.2 and 2?
 */
bool version_base_is_prefix(struct version_arena *arena,
                            const struct version_base *base,
                            const struct version_base *next);

/*
 * A short base between two, exclusive. `low` may be NULL: from 0 on, 0
 * included, if `high` is not 0 itself; `high` may be NULL: no end.
 */
struct version_base version_base_between(struct version_arena *arena,
                                         const struct version_base *low,
                                         const struct version_base *high);

/*
 * What is known of the texts of all bases between two, exclusive, which may be
 * NULL as above: up to the number where the two differ, all are between *least
 * and *most. False when there is no such bound, or when that number may have
 * more than `digits` digits.
 */
bool version_base_span(struct version_arena *arena,
                       const struct version_base *low,
                       const struct version_base *high, size_t digits,
                       struct thoth_text *least, struct thoth_text *most);

/* Nothing is below epoch 0, release 0. */
bool version_base_is_lowest(const struct version_base *base);

/* The fewest numbers that spell the release. */
size_t version_base_shortest(const struct version_base *base);

/* Bytes of a base spelled with `count` numbers, which are enough; writes it and
 * returns the end. */
size_t version_base_length(const struct version_base *base, size_t count);
char *version_base_write(char *out, const struct version_base *base,
                         size_t count);

#endif
