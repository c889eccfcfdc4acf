/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where a clause may change its mind: marks on the universe of versions. They
 * are what a grid (version_set_grid.h) is cut along. Between its marks a
 * clause treats all versions of a class alike; what must hold is spelled out
 * for each operator in version_set_mark.c.
 */
#ifndef RUNTIME_VERSION_SET_MARK_H
#define RUNTIME_VERSION_SET_MARK_H

#include "runtime/pep440_clause.h"
#include "runtime/version_set_base.h"
#include "runtime/version_set_suffix.h"

/* A local segment. */
struct version_local {
    struct thoth_text text; /* as written, without its plus sign */
    struct thoth_text key;  /* equal for equal segments */
};

enum version_mark_kind {
    MARK_BASE,   /* versions of the base are not like those around it */
    MARK_SUFFIX, /* at `suffix`, and not at the one below, something begins */
    MARK_LENGTH, /* from `length` numbers in the release on */
    MARK_LOCALS, /* versions with a local segment are not like those without */
    MARK_LOCAL   /* nor are those with `local` like those with another */
};

struct version_mark {
    const struct version_base *base;
    enum version_mark_kind kind;
    struct version_suffix suffix;
    size_t length;
    struct version_local local;
};

struct version_marks {
    struct version_arena *arena; /* where the list and what it names live */
    struct version_mark *list;
    size_t count, room;
};

void version_marks_start(struct version_marks *marks,
                         struct version_arena *arena);

/* When memory is short the mark is lost, and arena->failed says so. */
void version_marks_add(struct version_marks *marks, struct version_mark mark);

/* Adds the marks of a clause; what it has written is copied. */
void version_marks_add_clause(struct version_marks *marks,
                              const struct pep440_clause *clause);

#endif
