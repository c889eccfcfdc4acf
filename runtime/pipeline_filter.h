/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the match of an instance certainly asks for, told apart when a pipeline
 * is built: an index, a range of versions, a resolved package. Most instances
 * fail one of these, which is then seen without running any code of a shape. A
 * filter only ever refuses what the match would refuse.
 */
#ifndef RUNTIME_PIPELINE_FILTER_H
#define RUNTIME_PIPELINE_FILTER_H

#include "runtime/bundle.h"

/* Of an instance. Numbers as in native_fact; NATIVE_NONE where nothing is asked
 * for, positions from 0 to NATIVE_NONE. */
struct pipeline_filter {
    uint32_t index;
    uint32_t low, high; /* positions of versions: low <= position < high */
    uint32_t resolved;  /* the name of a package that has to be resolved */
};

/* Of a shape: the columns that hold these, or NATIVE_NONE. */
struct filter_columns {
    uint32_t index, version, resolved;
};

/* Is there anything in a MATCH shape that cannot be decided? */
bool filter_may_fail(const struct thoth_bundle *bundle, uint32_t shape);

/* The columns of a MATCH shape. */
struct filter_columns filter_columns_of(const struct thoth_bundle *bundle,
                                        uint32_t shape);

/* Those of one predicate in the code of a shape. */
struct filter_columns filter_columns_within(const uint32_t *code,
                                            uint32_t node);

struct pipeline_filter filter_make(const struct thoth_bundle *bundle,
                                   const struct filter_columns *columns,
                                   const uint32_t *row);

/* Can a package version not match, whatever the state? */
static inline bool filter_refuses_version(const struct pipeline_filter *filter,
                                          const struct native_fact *fact)
{
    if (filter->index != NATIVE_NONE && fact->index != filter->index)
        return true;
    return (filter->low != 0 || filter->high != NATIVE_NONE) &&
           !(fact->flags & NATIVE_LEGACY) &&
           (fact->position < filter->low || fact->position >= filter->high);
}

/* Can package version `it`, which must be there if the filter asks about one,
 * not match? */
static inline bool filter_refuses(const struct pipeline_filter *filter,
                                  const struct native_fact *facts, uint32_t it,
                                  const struct native_state *state)
{
    if (filter->index != NATIVE_NONE && facts[it].index != filter->index)
        return true;
    if ((filter->low != 0 || filter->high != NATIVE_NONE) &&
        !(facts[it].flags & NATIVE_LEGACY) &&
        (facts[it].position < filter->low ||
         facts[it].position >= filter->high))
        return true;
    return filter->resolved != NATIVE_NONE &&
           native_resolved(state, filter->resolved) == NATIVE_NONE;
}

#endif
