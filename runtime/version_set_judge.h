/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Clauses against the cells of the grid that they make: one version of each
 * cell is asked about, since clauses treat all of a cell alike.
 */
#ifndef RUNTIME_VERSION_SET_JUDGE_H
#define RUNTIME_VERSION_SET_JUDGE_H

#include "runtime/version_set_legacy.h"

/* Sets of clauses. */
typedef uint64_t version_clauses;

struct version_verdicts {
    struct version_grid grid;
    struct version_cuts cuts;
    version_clauses *refusing; /* by cell: clauses that are not legacy */
    version_clauses legacy;    /* those that are: they refuse by bands */
};

/*
 * Everything is written to the arena. At most THOTH_CLAUSES_LIMIT clauses.
 * THOTH_OK, THOTH_E_MEMORY or, for too many cells or bands, THOTH_E_LIMIT.
 */
enum thoth_status version_judge(struct version_verdicts *verdicts,
                                const struct pep440_clause *const *clauses,
                                size_t count, struct version_arena *arena);

#endif
