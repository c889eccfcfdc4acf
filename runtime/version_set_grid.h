/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Partitions of the universe of PEP 440 versions into cells. What is a version
 * here: its normal form, so 1.0rc1 and 1rc1 are two, though packaging calls
 * them equal, for prefix matching tells them apart. A version has a base, a
 * suffix, a count of release numbers (its length), and maybe a local segment.
 *
 * A grid has bases in ascending order. Versions of these bases lie in fibres,
 * all others in the gaps between them: gap i is below fibre i, the last gap is
 * above all. A gap has a cell for pre-releases and one for other versions. A
 * fibre has one for each stretch of suffixes, class of suffix, stretch of
 * lengths and kind of local segment, numbered in this order; what class a
 * stretch of suffixes does not have is a cell without versions. No other cell
 * is empty, except for those of the first gap if the first base is lowest.
 */
#ifndef RUNTIME_VERSION_SET_GRID_H
#define RUNTIME_VERSION_SET_GRID_H

#include "runtime/version_set_mark.h"

/* Cells that a grid has at most; more are THOTH_E_LIMIT. */
#define VERSION_GRID_LIMIT 16384

/* Suffixes from `from` up to, and without, the one of the next stretch. */
struct version_stretch {
    struct version_suffix from;
    unsigned int classes; /* bit c: it has suffixes of class c */
};

enum version_local_kind {
    LOCAL_NONE,  /* none; or any, when the fibre does not part them */
    LOCAL_OTHER, /* one that is not listed */
    LOCAL_LISTED /* and above: locals[kind - LOCAL_LISTED] */
};

struct version_fibre {
    struct version_base base;
    struct version_stretch *stretches; /* the first one begins at .dev0 */
    size_t *lengths; /* least ones of stretches; the first is the shortest */
    struct version_local *locals;
    size_t stretch_count, length_count, local_count;
    bool parts_locals;
    size_t first_cell;
};

struct version_grid {
    struct version_fibre *fibres;
    size_t fibre_count;
    size_t cell_count;
};

/* A cell by its coordinates. */
struct version_cell {
    size_t index; /* among all cells of the grid */
    bool in_gap;
    size_t place; /* number of the gap or fibre */
    size_t stretch;
    enum version_class class;
    size_t length;
    size_t local; /* enum version_local_kind and above */
};

/* A version by what decides where it lies. */
struct version_point {
    struct thoth_text base_key;
    bool above;  /* not at the base, but just above it */
    bool lowest; /* not at a base, but below all but the lowest one */
    struct thoth_text suffix_key;
    enum version_class class;
    size_t length;
    bool has_local;
    struct thoth_text local_key; /* empty: one that no grid lists */
};

/*
 * Cuts along the marks, whose order changes. The grid lives in the arena and
 * shares the texts of the marks. False when there are too many cells or, as
 * arena->failed says, memory is short.
 */
bool version_grid_build(struct version_grid *grid, struct version_marks *marks,
                        struct version_arena *arena);

/* Kinds of local segments that a fibre tells apart. */
size_t version_fibre_locals(const struct version_fibre *fibre);

/* Walks all cells that have versions, in order: start, then next until it is
 * false. */
void version_grid_start(struct version_cell *cell);
bool version_grid_next(const struct version_grid *grid,
                       struct version_cell *cell);

/* The cell of a version. */
size_t version_grid_locate(const struct version_grid *grid,
                           const struct version_point *point);

/* A point in a cell; key of its suffix, if need be, in the arena. */
struct version_point version_cell_point(const struct version_grid *grid,
                                        const struct version_cell *cell,
                                        struct version_arena *arena);

struct version_point version_point_of(const struct pep440_version *version);

#endif
