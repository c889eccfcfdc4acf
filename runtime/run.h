/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Run-once flags: the set of units that have run. An evaluation looks at them
 * through a run_view, which serves a caller without a run as well: then the set
 * is empty at first, lives as long as the view, and what an evaluation says
 * once it still says once. A view costs nothing until a unit is marked.
 */
#ifndef RUNTIME_RUN_H
#define RUNTIME_RUN_H

#include "runtime/allocator.h"
#include "runtime/thoth.h"

#define RUN_SET_FEW 24

/* Units by number. Up to RUN_SET_FEW lie in `few` in order of arrival; more of
 * them in `slots`, open addressing, as unit + 1, 0 for a free slot. */
struct run_set {
    uint32_t count;
    uint32_t shift;  /* of the hash: there are 2^(32 - shift) slots */
    uint32_t *slots; /* NULL: they are in `few` */
    uint32_t few[RUN_SET_FEW];
};

struct thoth_run {
    const struct thoth_allocator *allocator;
    struct run_set set;
};

bool run_set_has(const struct run_set *set, uint32_t unit);

/* Adds a unit that may be there already. THOTH_OK or THOTH_E_MEMORY. */
int run_set_add(struct run_set *set, uint32_t unit,
                const struct thoth_allocator *allocator);

struct run_view {
    struct run_set *set; /* of the run, or `own` */
    const struct thoth_allocator *allocator;
    struct run_set own;
};

/* `run` may be NULL; the allocator is for that case. */
static inline void run_view_open(struct run_view *view, struct thoth_run *run,
                                 const struct thoth_allocator *allocator)
{
    view->set = run != NULL ? &run->set : &view->own;
    view->allocator = run != NULL ? run->allocator : allocator;
    view->own.count = 0;
    view->own.slots = NULL;
}

static inline void run_view_close(struct run_view *view)
{
    if (view->own.slots != NULL)
        thoth_release(view->allocator, view->own.slots);
}

static inline bool run_view_has(const struct run_view *view, uint32_t unit)
{
    return view->set->count != 0 && run_set_has(view->set, unit);
}

/* THOTH_OK or THOTH_E_MEMORY. */
static inline int run_view_mark(struct run_view *view, uint32_t unit)
{
    return run_set_add(view->set, unit, view->allocator);
}

#endif
