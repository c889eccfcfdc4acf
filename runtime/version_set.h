/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The inside of a set of versions: a grid, and for each of its cells the bands
 * of the legacy order whose versions are in the set. Without legacy clauses
 * there is one band, and a cell is in the set or not. Cells without versions
 * have no band. The grid is no finer than the set needs it.
 */
#ifndef RUNTIME_VERSION_SET_H
#define RUNTIME_VERSION_SET_H

#include "runtime/version_set_legacy.h"

struct thoth_version_set {
    struct version_arena arena; /* all below lives there */
    struct version_grid grid;
    struct version_cuts cuts;
    version_bands *held; /* by cell */
};

/*
 * Makes a set that coarsens a grid and what is held of it. Nothing of these is
 * kept; *set is NULL unless THOTH_OK is returned.
 */
enum thoth_status version_set_make(const struct version_grid *grid,
                                   const struct version_cuts *cuts,
                                   const version_bands *held,
                                   const struct thoth_allocator *allocator,
                                   struct thoth_version_set **set);

/* Does any version lie in the bands held? */
enum thoth_status version_cells_empty(const struct version_grid *grid,
                                      const struct version_cuts *cuts,
                                      const version_bands *held,
                                      const struct thoth_allocator *allocator,
                                      enum thoth_answer *empty);

/* The ways to put two sets together; bit 2 * L + R: is a version in the result
 * that the left set has (L is 1) or not (0), and the right set R? */
enum version_set_operation {
    SET_INTERSECTION = 1u << 3,
    SET_UNION = 1u << 3 | 1u << 2 | 1u << 1,
    SET_DIFFERENCE = 1u << 2,
    SET_SYMMETRIC_DIFFERENCE = 1u << 2 | 1u << 1
};

#endif
