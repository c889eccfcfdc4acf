/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The life of plans: an object that holds those of one catalog's package
 * versions, in arrays that grow.
 */
#include "runtime/plan.h"

#include <string.h>

enum thoth_status thoth_plans_create(const struct thoth_pipeline *pipeline,
                                     struct thoth_catalog *catalog,
                                     const struct thoth_allocator *allocator,
                                     struct thoth_plans **result)
{
    struct thoth_plans *plans;

    *result = NULL;
    if (pipeline->bundle != catalog->bundle)
        return THOTH_E_ARGUMENT;
    plans = thoth_allocate(allocator, sizeof(*plans));
    if (plans == NULL)
        return THOTH_E_MEMORY;
    memset(plans, 0, sizeof(*plans));
    plans->pipeline = pipeline;
    plans->catalog = catalog;
    plans->allocator = allocator;
    plans->trial.allocator = allocator;
    plans->changes = catalog->changes;
    *result = plans;
    return THOTH_OK;
}

void thoth_plans_release(struct thoth_plans *plans)
{
    if (plans == NULL)
        return;
    thoth_outcome_release(&plans->trial);
    thoth_release(plans->allocator, plans->effects);
    thoth_release(plans->allocator, plans->entries);
    thoth_release(plans->allocator, plans->plans);
    thoth_release(plans->allocator, plans);
}

void plans_forget_changed(struct thoth_plans *plans)
{
    const struct native_fact *facts = plans->catalog->facts;

    for (uint32_t i = 0; i < plans->count; i++) {
        struct plan *plan = &plans->plans[i];

        if ((plan->flags & PLAN_MADE) &&
            !(plan->flags & PLAN_DEVELOP) != !(facts[i].flags & NATIVE_DEVELOP))
            *plan = (struct plan){.names = 0};
    }
    plans->changes = plans->catalog->changes;
}

bool thoth_plans_have(struct thoth_plans *plans, thoth_package package)
{
    return plans_find(plans, package) != NULL;
}
