/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Legacy clauses, such as `>=1.*`, in sets of PEP 440 versions. They compare
 * versions in an order of their own (pep440_legacy.h), which has nothing to do
 * with the grid. So next to its cell a version has a band: its place between
 * the cuts that legacy clauses make in that order. Which bands a cell has is
 * not always known; what rests on it is then answered by THOTH_UNKNOWN.
 */
#ifndef RUNTIME_VERSION_SET_LEGACY_H
#define RUNTIME_VERSION_SET_LEGACY_H

#include "runtime/version_set_grid.h"

/* Bands are bits of one number. */
#define VERSION_CUTS_LIMIT 63

struct version_cut {
    struct thoth_text key; /* of a legacy version */
    bool is_above;         /* just above that version, or just below */
};

/* Ascending, all different. Band i is below cut i, the last one above all. */
struct version_cuts {
    struct version_cut *list;
    size_t count;
};

/* Sets of bands. */
typedef uint64_t version_bands;

version_bands version_cuts_all(const struct version_cuts *cuts);

/* The cuts of the legacy ones among clauses; keys are copied to the arena.
 * False when there are too many or memory is short. */
bool version_cuts_of(struct version_cuts *cuts,
                     const struct pep440_clause *const *clauses, size_t count,
                     struct version_arena *arena);

/* The bands that a legacy clause takes whose cuts are among these. */
version_bands version_cuts_taken(const struct version_cuts *cuts,
                                 const struct pep440_clause *clause);

/* The band of a version. */
version_bands version_cuts_band(const struct version_cuts *cuts,
                                const struct pep440_version *version);

/* The cuts of both, sharing their keys; fails as version_cuts_of does. */
bool version_cuts_merge(struct version_cuts *merged,
                        const struct version_cuts *a,
                        const struct version_cuts *b,
                        struct version_arena *arena);

/* Bands between some of the cuts as bands between all of them. */
version_bands version_cuts_refine(const struct version_cuts *cuts,
                                  const struct version_cuts *some,
                                  version_bands bands);

/* A copy, keys included. */
void version_cuts_copy(struct version_cuts *copy,
                       const struct version_cuts *cuts,
                       struct version_arena *arena);

/* What is known of the bands of a cell. Without cuts both are all bands. */
struct version_reach {
    version_bands certain;  /* there are versions in these */
    version_bands possible; /* there are none in any others */
};

struct version_reach version_cell_reach(const struct version_grid *grid,
                                        const struct version_cell *cell,
                                        const struct version_cuts *cuts,
                                        struct version_arena *arena);

#endif
