/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Clauses that may say what a set has: its bounds, and the holes between
 * them. They are read off the grid; whether together they say just that is for
 * the caller to find out.
 */
#ifndef RUNTIME_VERSION_SET_OUTLINE_H
#define RUNTIME_VERSION_SET_OUTLINE_H

#include "runtime/version_set.h"

/* A specifier set being written in an arena. */
struct version_draft {
    struct version_arena *arena;
    char *text;
    size_t length, room;
};

/* Appends a clause, behind a comma if it is not the first one. */
void version_draft_clause(struct version_draft *draft, const char *op,
                          struct thoth_text version, const char *tail);

enum { OUTLINE_BOUNDS = 3 };

/* A clause that bounds a set; the operator is "" where there is no bound. */
struct version_bound {
    const char *op;
    struct thoth_text version;
};

struct version_outline {
    const struct thoth_version_set *set;
    struct version_arena *arena; /* where texts live */
    bool prereleases;            /* the set has some */
    bool is_empty;
    struct version_cell first, last; /* with versions of the set */
    struct version_bound lower[OUTLINE_BOUNDS], upper[OUTLINE_BOUNDS];
    size_t lowers, uppers; /* how many ways to bound it are worth a try */
};

/* Sets without cuts only. */
void version_outline_read(struct version_outline *outline,
                          const struct thoth_version_set *set,
                          struct version_arena *arena);

/* Appends clauses with != for what is missing between the bounds. */
void version_outline_holes(const struct version_outline *outline,
                           struct version_draft *draft);

#endif
