/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The memory of outcomes. Zero bytes are an outcome without any.
 */
#include "runtime/outcome.h"

#include <string.h>

#define EFFECTS_LEAST 32

void thoth_outcome_release(struct thoth_outcome *outcome)
{
    if (outcome == NULL)
        return;
    thoth_release(outcome->allocator, outcome->effects);
    thoth_release(outcome->allocator, outcome->survivors);
    *outcome = (struct thoth_outcome){.allocator = outcome->allocator,
                                      .watch = outcome->watch};
}

enum thoth_status outcome_grow(struct thoth_outcome *outcome)
{
    uint32_t room =
        outcome->effect_room ? outcome->effect_room * 2 : EFFECTS_LEAST;
    struct thoth_effect *grown;

    if (outcome->effect_room > UINT32_MAX / 2)
        return THOTH_E_MEMORY;
    grown = thoth_allocate(outcome->allocator, room * sizeof *grown);
    if (grown == NULL)
        return THOTH_E_MEMORY;
    if (outcome->effect_count)
        memcpy(grown, outcome->effects, outcome->effect_count * sizeof *grown);
    thoth_release(outcome->allocator, outcome->effects);
    outcome->effects = grown;
    outcome->effect_room = room;
    return THOTH_OK;
}

void outcome_drop(struct thoth_outcome *outcome, uint32_t kinds)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < outcome->effect_count; i++)
        if (!(kinds >> outcome->effects[i].kind & 1))
            outcome->effects[kept++] = outcome->effects[i];
    outcome->effect_count = kept;
}

enum thoth_status outcome_survivors(struct thoth_outcome *outcome,
                                    uint32_t count)
{
    thoth_package *grown;

    if (count <= outcome->survivor_room)
        return THOTH_OK;
    grown = thoth_allocate(outcome->allocator, count * sizeof *grown);
    if (grown == NULL)
        return THOTH_E_MEMORY;
    thoth_release(outcome->allocator, outcome->survivors);
    outcome->survivors = grown;
    outcome->survivor_room = count;
    return THOTH_OK;
}
