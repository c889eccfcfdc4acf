/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A version out of each cell: any one, to ask clauses about, or the one that
 * people would name, to show.
 */
#ifndef RUNTIME_VERSION_SET_SAMPLE_H
#define RUNTIME_VERSION_SET_SAMPLE_H

#include "runtime/version_set_grid.h"

enum version_taste {
    TASTE_PLAIN, /* a suffix that looks familiar */
    TASTE_LEAST, /* the least suffix: quick */
    TASTE_EPOCH, /* in the last gap: of an epoch above all others */
    TASTES
};

struct version_sample {
    struct thoth_text text; /* in the arena */
    unsigned int rank;      /* the lower the plainer; 0: a final release */
};

/* A version in a cell that has versions. The text is empty when memory is short
 * or the cell has nothing of this taste. */
struct version_sample version_cell_sample(const struct version_grid *grid,
                                          const struct version_cell *cell,
                                          enum version_taste taste,
                                          struct version_arena *arena);

/*
 * The object of a sample, in the arena, not to be freed; NULL when memory is
 * short.
 */
struct pep440_version *version_sample_parse(struct thoth_text text,
                                            struct version_arena *arena);

/* The text of a version whose base is spelled with `length` numbers; the local
 * segment may be empty. */
struct thoth_text version_text_of(struct version_arena *arena,
                                  const struct version_base *base,
                                  size_t length,
                                  const struct version_suffix *suffix,
                                  struct thoth_text local);

#endif
