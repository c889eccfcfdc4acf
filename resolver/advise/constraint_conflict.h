/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Conflicts in which constraints have a part. Versions that they exclude are
 * not loaded with a project, so it is read once more without them, and they
 * take part in the search as if they were requirements.
 */
#ifndef RESOLVER_ADVISE_CONSTRAINT_CONFLICT_H
#define RESOLVER_ADVISE_CONSTRAINT_CONFLICT_H

#include "resolver/advise/advise.h"
#include "resolver/search/conflict.h"

/* A project without its constraints, and what conflicts with which. */
struct constraint_conflict {
    struct thoth_advice
        advise; /* names and numbers of the conflict are of it */
    const struct project_requirement **constraints; /* by number */
    struct conflict conflict;
};

/* Looks for a conflict of the project with its constraints. False if none is
 * found that needs one of them. Release in any case. */
bool constraint_conflict_find(struct constraint_conflict *found,
                              const struct thoth_advice *advise, uint64_t work);
void constraint_conflict_release(struct constraint_conflict *found);

#endif
