/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What follows the release in a public version: its pre-, post- and
 * development release segments. The suffixes of one base are well-ordered:
 * each but the last one of a stretch has a next one, and of any stretch there
 * is a least one, of each class, too. So a stretch of suffixes is written as
 * the least suffix in it and the least one beyond it, and is never empty.
 */
#ifndef RUNTIME_VERSION_SET_SUFFIX_H
#define RUNTIME_VERSION_SET_SUFFIX_H

#include "runtime/pep440_key.h"
#include "runtime/version_set_arena.h"

struct version_suffix {
    enum pep440_pre pre;
    bool has_post, has_dev;
    /* Digits without leading zeros: "" is 0, and what an absent one has. */
    struct thoth_text pre_number, post_number, dev_number;
    struct thoth_text key; /* orders suffixes, by thoth_text_order */
};

/* What clauses ask of a suffix next to its place; bits of one number. */
enum version_class {
    VERSION_IS_PRE = 1,  /* a pre- or development release */
    VERSION_IS_POST = 2, /* a post-release */
    VERSION_CLASSES = 4
};

/* All that follow write numbers and keys to the arena. */

struct version_suffix version_suffix_of(struct version_arena *arena,
                                        const struct pep440_parts *parts);
struct version_suffix version_suffix_copy(struct version_arena *arena,
                                          const struct version_suffix *suffix);

/* The same suffix with its key. */
struct version_suffix version_suffix_keyed(struct version_arena *arena,
                                           const struct version_suffix *suffix);

/* `.dev0`, which no suffix is below. */
struct version_suffix version_suffix_lowest(struct version_arena *arena);

/* The suffix of a final release: none. */
struct version_suffix version_suffix_final(struct version_arena *arena);

/* The least suffix above this one. */
struct version_suffix version_suffix_next(struct version_arena *arena,
                                          const struct version_suffix *suffix);

/* The suffix just below, when there is one: `1.0a1` has none. */
bool version_suffix_previous(struct version_arena *arena,
                             const struct version_suffix *suffix,
                             struct version_suffix *previous);

/* The least suffix that begins with the pre- and post-release segments of this
 * one, and the least one above all that do. */
struct version_suffix version_suffix_floor(struct version_arena *arena,
                                           const struct version_suffix *suffix);
struct version_suffix
version_suffix_ceiling(struct version_arena *arena,
                       const struct version_suffix *suffix);

enum version_class version_suffix_class(const struct version_suffix *suffix);

/* The least suffix of a class that is not below `from`; false when all of the
 * class are below. */
bool version_suffix_least(struct version_arena *arena, enum version_class class,
                          const struct version_suffix *from,
                          struct version_suffix *least);

/* Does any lie in the stretch? `to` may be NULL: no end. */
bool version_suffix_exists(struct version_arena *arena,
                           enum version_class class,
                           const struct version_suffix *from,
                           const struct version_suffix *to);

/* Bytes of the normal form, and writing it; returns the end. */
size_t version_suffix_length(const struct version_suffix *suffix);
char *version_suffix_write(char *out, const struct version_suffix *suffix);

/* Decimal digits plus 1, without leading zeros; and less 1, for what is not
 * zero. */
struct thoth_text version_number_next(struct version_arena *arena,
                                      struct thoth_text digits);
struct thoth_text version_number_previous(struct version_arena *arena,
                                          struct thoth_text digits);

#endif
