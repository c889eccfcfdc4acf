/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Specifier sets as intervals of the version order, which turns evaluation
 * into comparing positions. A set is regular when, once pre-releases are
 * allowed, it takes a version or not by the place of the version's public key
 * alone. Nearly all sets are. The others depend on how a version is spelled:
 *
 *   ===V, legacy clauses, ==V and !=V with a local segment;
 *   <V of a post-release (pre-releases between post-releases are out), >V of
 *   any pre- or post-release (a local version of its base is out);
 *   V.* when V is no plain release, ends in .0 (1.0rc1 is in 1.0.*, the equal
 *   1rc1 is not) or has an epoch and one number, and ~= with such a prefix
 *   unless its version excludes what makes the difference.
 */
#ifndef RUNTIME_PEP440_INTERVAL_H
#define RUNTIME_PEP440_INTERVAL_H

#include "runtime/pep440.h"

/*
 * low <= public key < high, by thoth_text_order. A boundary is a byte string
 * that compares with all public keys and is not always one itself. There is
 * a version between any two different boundaries, so no interval is empty.
 */
struct pep440_interval {
    struct thoth_text low;  /* the empty key: no lower bound */
    struct thoth_text high; /* empty when is_unbounded */
    bool is_unbounded;      /* no upper bound */
};

/* Immutable; the keys lie in the same block. */
struct pep440_intervals {
    bool regular;      /* if not, ask pep440_contains; the list is empty */
    bool prereleases;  /* the set by itself allows them */
    bool takes_legacy; /* a regular set takes legacy versions: all or none */
    size_t count;
    struct pep440_interval list[]; /* ascending, disjoint, none adjacent */
};

/*
 * The intervals of a set, as few as there can be. PEP440_E_MEMORY when memory
 * is short; *intervals is then NULL. The set is not needed afterwards.
 * Released with pep440_intervals_free and the same allocator.
 */
int pep440_intervals(const struct pep440_specifier *specifier,
                     const struct thoth_allocator *allocator,
                     struct pep440_intervals **intervals);
void pep440_intervals_free(struct pep440_intervals *intervals,
                           const struct thoth_allocator *allocator);

/*
 * Does some interval hold the key? A whole key does as well as a public one:
 * no boundary parts a version from its local versions.
 */
bool pep440_intervals_hold(const struct pep440_intervals *intervals,
                           struct thoth_text key);

#endif
