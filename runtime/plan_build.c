/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The package stage: decides for a package version what its steps ask of it
 * alone, and tries out what those do that are left.
 */
#include "runtime/evaluate_step.h"
#include "runtime/growth.h"
#include "runtime/plan_facts.h"

#include "grammar/prescription.h"
#include "runtime/status.h"

/* A plan being made; its entries go to the end of the array. */
struct planning {
    struct thoth_plans *plans;
    struct stepping stepping;
    struct plan plan;
    bool ended; /* what comes behind is never reached */
};

static bool make_room(void **array, size_t size, uint32_t count, uint32_t *room,
                      uint32_t needed, const struct thoth_allocator *allocator)
{
    uint32_t more;
    void *grown;

    if (needed <= *room)
        return true;
    if (!growth_room(*room, needed, &more))
        return false;
    grown = growth_move(allocator, *array, count * size, more * size);
    if (grown == NULL)
        return false;
    *array = grown;
    *room = more;
    return true;
}

/* Room for a plan of the package version. */
static bool plan_room(struct thoth_plans *plans, thoth_package package)
{
    void *array = plans->plans;
    uint32_t room = plans->room;

    if (!make_room(&array, sizeof(*plans->plans), plans->count, &room,
                   package + 1, plans->allocator))
        return false;
    plans->plans = array;
    plans->room = room;
    if (package < plans->count)
        return true;
    memset(plans->plans + plans->count, 0,
           (package + 1 - plans->count) * sizeof(*plans->plans));
    plans->count = package + 1;
    return true;
}

/* Room for one more entry, and for its effects. */
static bool entry_room(struct thoth_plans *plans, uint32_t effects)
{
    void *array = plans->entries;
    bool done;

    done =
        make_room(&array, sizeof(*plans->entries), plans->entry_count,
                  &plans->entry_room, plans->entry_count + 1, plans->allocator);
    plans->entries = array;
    if (!done || effects == 0)
        return done;
    array = plans->effects;
    done = make_room(&array, sizeof(*plans->effects), plans->effect_count,
                     &plans->effect_room, plans->effect_count + effects,
                     plans->allocator);
    plans->effects = array;
    return done;
}

/* Keeps what the entry did when it was tried out. */
static enum thoth_status take_trial(struct planning *planning,
                                    struct plan_entry *entry)
{
    struct thoth_plans *plans = planning->plans;
    const struct thoth_outcome *trial = &plans->trial;

    if (trial->effect_count > UINT16_MAX ||
        !entry_room(plans, trial->effect_count))
        return THOTH_E_MEMORY;
    entry->endings = (uint8_t)PLAN_ENDING(trial->verdict);
    entry->effect = plans->effect_count;
    entry->effect_count = (uint16_t)trial->effect_count;
    if (trial->verdict == THOTH_ACCEPTED) {
        entry->score = trial->score;
    } else {
        entry->flags |= PLAN_STOPS;
        entry->message =
            plan_stop_message(plans->pipeline->bundle, entry->instance->unit);
    }
    if (trial->effect_count != 0)
        entry->flags |= PLAN_SAYS;
    for (uint32_t i = 0; i < trial->effect_count; i++)
        plans->effects[plans->effect_count++] = trial->effects[i];
    return THOTH_OK;
}

/* Finds out what an instance does if its match holds. A package to be added
 * depends on state and graph, and so does all that comes with it. */
static enum thoth_status try_out(struct planning *planning,
                                 struct plan_entry *entry)
{
    const struct pipeline_instance *instance = entry->instance;
    struct thoth_plans *plans = planning->plans;
    struct evaluation *evaluation = &planning->stepping.evaluation;
    uint32_t type = instance->flags & PIPELINE_TYPE;
    struct plan_effects facts =
        plan_effects_of(plans->pipeline->bundle, instance->unit);
    enum thoth_status status;

    if (type == UNIT_TYPE_STEP_ADD_PACKAGE || facts.ask_state) {
        if (type != UNIT_TYPE_STEP_ADD_PACKAGE && !(entry->flags & PLAN_STATE))
            entry->flags |= PLAN_APPLIES;
        entry->flags |= PLAN_CALL | PLAN_STATE;
        entry->endings = facts.endings;
        if (facts.score)
            entry->flags |= PLAN_SCORES;
        if (type == UNIT_TYPE_STEP_ADD_PACKAGE)
            entry->flags |= PLAN_MAY_FAIL;
        else if (type == UNIT_TYPE_STEP_SKIP_PACKAGE)
            entry->endings |= PLAN_ENDING(THOTH_SKIPPED);
        return entry_room(plans, 0) ? THOTH_OK : THOTH_E_MEMORY;
    }
    outcome_start(&plans->trial);
    run_view_close(&evaluation->run);
    run_view_open(&evaluation->run, NULL, plans->allocator);
    status = stepping_apply(&planning->stepping, instance);
    return status == THOTH_OK ? take_trial(planning, entry) : status;
}

/* Adds the entry to the plan and to what is known of it as a whole. */
static void append(struct planning *planning, const struct plan_entry *entry)
{
    struct thoth_plans *plans = planning->plans;
    struct plan *plan = &planning->plan;

    plans->entries[plans->entry_count++] = *entry;
    plan->count++;
    if (entry->flags & PLAN_STATE) {
        if (entry->name == NATIVE_NONE)
            plan->flags |= PLAN_BUSY;
        else
            plan->names |= state_name_bit(entry->name);
        return;
    }
    if (entry->flags & (PLAN_CALL | PLAN_STOPS | PLAN_FAILS | PLAN_SAYS))
        plan->flags |= PLAN_BUSY;
    else
        plan->score += entry->score;
    if (!(entry->flags & PLAN_MULTI))
        plan->names |= state_name_bit(
            plans->catalog->facts[planning->stepping.package].name);
    planning->ended = (entry->flags & PLAN_MULTI) &&
                      ((entry->flags & PLAN_FAILS) ||
                       !(entry->endings & PLAN_ENDING(THOTH_ACCEPTED)));
}

static enum thoth_status plan_instance(struct planning *planning,
                                       const struct pipeline_instance *instance)
{
    const struct thoth_pipeline *pipeline = planning->plans->pipeline;
    const struct native_frame *frame = &planning->stepping.evaluation.frame;
    struct plan_entry entry = {.instance = instance, .name = NATIVE_NONE};
    thoth_package package = planning->stepping.package;
    enum thoth_status status;
    bool live = plan_match_is_live(pipeline->bundle, instance->shape);
    int holds = 1;

    if (filter_refuses_version(&instance->filter, &frame->facts[package]))
        return THOTH_OK;
    if (live)
        entry.flags |= PLAN_STATE | PLAN_LIVE;
    else if (!(instance->flags & PIPELINE_ALWAYS))
        holds = engine_match_package(&pipeline->engine, frame, instance->shape,
                                     pipeline->bundle->rows + instance->row,
                                     package);
    if (holds == 0)
        return THOTH_OK;
    if (holds == 1 &&
        pipeline->bundle->shapes[instance->shape].state != BUNDLE_NONE)
        entry.flags |= PLAN_STATE;
    if ((entry.flags & PLAN_STATE) &&
        filter_may_fail(pipeline->bundle, instance->shape))
        entry.flags |= PLAN_MAY_FAIL;
    if (instance->flags & PIPELINE_MULTI)
        entry.flags |= PLAN_MULTI;
    if (instance->flags & PIPELINE_ONLY)
        entry.flags |= PLAN_ONLY;
    if (holds < 0) {
        entry.flags |= PLAN_FAILS;
        entry.failure = (int8_t)holds;
        status = entry_room(planning->plans, 0) ? THOTH_OK : THOTH_E_MEMORY;
    } else {
        plan_entry_ask(pipeline->bundle, &entry);
        status = try_out(planning, &entry);
    }
    if (status == THOTH_OK)
        append(planning, &entry);
    return status;
}

static enum thoth_status plan_range(struct planning *planning,
                                    struct pipeline_range range)
{
    enum thoth_status status = THOTH_OK;

    for (const struct pipeline_instance *at = range.first;
         at < range.end && status == THOTH_OK && !planning->ended; at++)
        status = plan_instance(planning, at);
    return status;
}

static enum thoth_status make(struct planning *planning)
{
    struct thoth_plans *plans = planning->plans;
    const struct thoth_pipeline *pipeline = plans->pipeline;
    thoth_package package = planning->stepping.package;
    const struct native_fact *fact = &plans->catalog->facts[package];
    uint32_t effects = plans->effect_count;
    enum thoth_status status;

    planning->plan = (struct plan){
        .first = plans->entry_count,
        .flags = PLAN_MADE | (fact->flags & NATIVE_DEVELOP ? PLAN_DEVELOP : 0)};
    status =
        plan_range(planning, pipeline_range(pipeline, fact->name, THOTH_STEP));
    if (status == THOTH_OK)
        status = plan_range(planning, pipeline_range(pipeline, 0, THOTH_STEP));
    if (status == THOTH_OK) {
        plans->plans[package] = planning->plan;
    } else {
        plans->entry_count = planning->plan.first;
        plans->effect_count = effects;
    }
    return status;
}

enum thoth_status thoth_plans_add(struct thoth_plans *plans,
                                  thoth_package package,
                                  struct thoth_error *error)
{
    struct planning planning = {.plans = plans};
    struct stepping *stepping = &planning.stepping;

    if (package >= plans->catalog->count)
        return status_report(error, THOTH_E_ARGUMENT,
                             "the catalog has no such package version");
    if (plans_find(plans, package) != NULL)
        return status_ok(error);
    if (!plan_room(plans, package))
        return status_report_memory(error);
    evaluation_open(&stepping->evaluation, plans->pipeline, NULL,
                    plans->catalog, NULL, &plans->trial, error);
    stepping->catalog = plans->catalog;
    stepping->package = package;
    return evaluation_close(&stepping->evaluation, make(&planning));
}
