/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Filling an outcome. Its arrays grow by doubling and are used again by the
 * next evaluation, so that after a while nothing is allocated.
 */
#ifndef RUNTIME_OUTCOME_H
#define RUNTIME_OUTCOME_H

#include "runtime/allocator.h"

/* Accepted, and empty. */
static inline void outcome_start(struct thoth_outcome *outcome)
{
    outcome->verdict = THOTH_ACCEPTED;
    outcome->unit = THOTH_NO_UNIT;
    outcome->message = (struct thoth_text){NULL, 0};
    outcome->score = 0;
    outcome->effect_count = 0;
    outcome->survivor_count = 0;
}

/* Doubles the room for effects. THOTH_OK or THOTH_E_MEMORY. */
enum thoth_status outcome_grow(struct thoth_outcome *outcome);

static inline enum thoth_status outcome_add(struct thoth_outcome *outcome,
                                            enum thoth_effect_kind kind,
                                            uint32_t unit, uint32_t part,
                                            thoth_package package)
{
    if (outcome->effect_count == outcome->effect_room &&
        outcome_grow(outcome) != THOTH_OK)
        return THOTH_E_MEMORY;
    outcome->effects[outcome->effect_count++] =
        (struct thoth_effect){kind, unit, part, package};
    return THOTH_OK;
}

/* Takes away all effects of the kinds in a set of 1 << kind. */
void outcome_drop(struct thoth_outcome *outcome, uint32_t kinds);

/* Room for at least `count` survivors. */
enum thoth_status outcome_survivors(struct thoth_outcome *outcome,
                                    uint32_t count);

#endif
