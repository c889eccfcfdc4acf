/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sets of units that have run. A stack's run holds few of them, so that few are
 * cheap: an array that is searched from end to end, a table only beyond it.
 */
#include "runtime/run.h"

#include <string.h>

#define FIRST_SHIFT 26 /* 64 slots, for more than RUN_SET_FEW units */
#define SPREAD 2654435769u

static uint32_t slot_count(uint32_t shift)
{
    return UINT32_C(1) << (32 - shift);
}

/* The slot of a unit: its own, or the free one where it belongs. */
static uint32_t *find_slot(uint32_t *slots, uint32_t shift, uint32_t unit)
{
    uint32_t last = UINT32_MAX >> shift;
    uint32_t at = (uint32_t)(unit * SPREAD) >> shift;

    while (slots[at] != 0 && slots[at] != unit + 1)
        at = (at + 1) & last;
    return &slots[at];
}

bool run_set_has(const struct run_set *set, uint32_t unit)
{
    if (set->slots != NULL)
        return *find_slot(set->slots, set->shift, unit) != 0;
    for (uint32_t i = 0; i < set->count; i++)
        if (set->few[i] == unit)
            return true;
    return false;
}

/* Moves the units to a table with 2^(32 - shift) slots. */
static bool set_move(struct run_set *set, uint32_t shift,
                     const struct thoth_allocator *allocator)
{
    size_t size = slot_count(shift) * sizeof(uint32_t);
    uint32_t *slots = thoth_allocate(allocator, size);

    if (slots == NULL)
        return false;
    memset(slots, 0, size);
    if (set->slots == NULL) {
        for (uint32_t i = 0; i < set->count; i++)
            *find_slot(slots, shift, set->few[i]) = set->few[i] + 1;
    } else {
        for (uint32_t i = 0; i < slot_count(set->shift); i++)
            if (set->slots[i] != 0)
                *find_slot(slots, shift, set->slots[i] - 1) = set->slots[i];
        thoth_release(allocator, set->slots);
    }
    set->slots = slots;
    set->shift = shift;
    return true;
}

/* Makes room for one unit more; at least half of a table stays free. */
static bool set_make_room(struct run_set *set,
                          const struct thoth_allocator *allocator)
{
    if (set->slots == NULL)
        return set->count < RUN_SET_FEW ||
               set_move(set, FIRST_SHIFT, allocator);
    return set->count < slot_count(set->shift) / 2 ||
           set_move(set, set->shift - 1, allocator);
}

int run_set_add(struct run_set *set, uint32_t unit,
                const struct thoth_allocator *allocator)
{
    if (run_set_has(set, unit))
        return THOTH_OK;
    if (!set_make_room(set, allocator))
        return THOTH_E_MEMORY;
    if (set->slots == NULL)
        set->few[set->count] = unit;
    else
        *find_slot(set->slots, set->shift, unit) = unit + 1;
    set->count++;
    return THOTH_OK;
}

static struct thoth_run *run_allocate(const struct thoth_allocator *allocator)
{
    struct thoth_run *run = thoth_allocate(allocator, sizeof(*run));

    if (run == NULL)
        return NULL;
    run->allocator = allocator;
    run->set.count = 0;
    run->set.slots = NULL;
    return run;
}

enum thoth_status thoth_run_create(const struct thoth_pipeline *pipeline,
                                   const struct thoth_allocator *allocator,
                                   struct thoth_run **run)
{
    (void)pipeline; /* units are those of its bundle */
    *run = run_allocate(allocator);
    return *run != NULL ? THOTH_OK : THOTH_E_MEMORY;
}

enum thoth_status thoth_run_clone(const struct thoth_run *run,
                                  struct thoth_run **clone)
{
    const struct run_set *set = &run->set;
    size_t size;

    *clone = run_allocate(run->allocator);
    if (*clone == NULL)
        return THOTH_E_MEMORY;
    (*clone)->set = *set;
    if (set->slots == NULL)
        return THOTH_OK;
    size = slot_count(set->shift) * sizeof(*set->slots);
    (*clone)->set.slots = thoth_allocate(run->allocator, size);
    if ((*clone)->set.slots == NULL) {
        thoth_release(run->allocator, *clone);
        *clone = NULL;
        return THOTH_E_MEMORY;
    }
    memcpy((*clone)->set.slots, set->slots, size);
    return THOTH_OK;
}

void thoth_run_reset(struct thoth_run *run)
{
    thoth_release(run->allocator, run->set.slots);
    run->set.count = 0;
    run->set.slots = NULL;
}

void thoth_run_release(struct thoth_run *run)
{
    if (run == NULL)
        return;
    thoth_release(run->allocator, run->set.slots);
    thoth_release(run->allocator, run);
}
