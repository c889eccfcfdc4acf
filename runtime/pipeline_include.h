/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inclusion: which units of a bundle take part for a request, and which of them
 * had to wait for others. The reference goes over all units, pass after pass,
 * until a pass includes nothing. All but the units with dependencies are
 * settled by the first pass, so later ones look at these alone.
 */
#ifndef RUNTIME_PIPELINE_INCLUDE_H
#define RUNTIME_PIPELINE_INCLUDE_H

#include "runtime/condition.h"
#include "runtime/engine.h"

/* Of a unit, in `chosen`. */
enum inclusion {
    INCLUSION_NO,
    INCLUSION_YES,  /* in the first pass */
    INCLUSION_LATE, /* in a later pass */
};

/* The units of one pipeline being built. */
struct inclusion_plan {
    const struct thoth_bundle *bundle;
    const struct engine *engine;
    const struct native_frame *frame; /* owner: a struct condition */
    const struct thoth_allocator *allocator;
    uint8_t *chosen; /* by unit: enum inclusion; given by the caller */
    uint32_t *late;  /* units in order of inclusion; released by the caller */
    uint32_t late_count;
    /* The first unit, in the order of the reference, that cannot be decided. */
    int failure; /* enum native_failure, or 0 */
    uint32_t failed_unit;
};

/* Fills the plan. THOTH_OK, THOTH_E_MEMORY, or THOTH_E_RULE when `failure` has
 * to say more. */
enum thoth_status inclusion_decide(struct inclusion_plan *plan);

/* The same for the units with dependencies, once `chosen` says of all others
 * whether they are included, and of these whether their conditions hold. */
enum thoth_status inclusion_settle(struct inclusion_plan *plan);

#endif
