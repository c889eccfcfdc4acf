/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Steps by plan: the innermost loop of a resolver. In most states none of the
 * packages is resolved that the entries ask for, and then the sum of the static
 * scores is all there is to say.
 */
#include "runtime/evaluate_step.h"
#include "runtime/plan.h"

#include "runtime/status.h"

/* A step by plan. The frame is set up when an entry is found that needs it. */
struct planned {
    struct stepping stepping;
    const struct thoth_plans *plans;
    const struct thoth_state *state;
};

/* What the unit of an entry says the first time. */
static enum thoth_status say(struct planned *planned,
                             const struct plan_entry *entry)
{
    struct evaluation *evaluation = &planned->stepping.evaluation;
    const struct thoth_effect *said = planned->plans->effects + entry->effect;
    uint32_t unit = entry->instance->unit;
    enum thoth_status status = THOTH_OK;

    if (!evaluation_clear(evaluation, unit))
        return THOTH_OK;
    for (uint32_t i = 0; i < entry->effect_count && status == THOTH_OK; i++)
        status = outcome_add(evaluation->outcome, said[i].kind, unit,
                             said[i].part, said[i].package);
    if (status != THOTH_OK || ((entry->flags & PLAN_ONLY) &&
                               evaluation->run.set == &evaluation->run.own))
        return status;
    return run_view_mark(&evaluation->run, unit);
}

/* One verdict alone is among the endings of an entry that has been tried out.
 */
static void stop(struct planned *planned, const struct plan_entry *entry)
{
    const struct thoth_bundle *bundle = planned->plans->pipeline->bundle;
    struct thoth_outcome *outcome = planned->stepping.evaluation.outcome;

    outcome->verdict = (enum thoth_verdict)__builtin_ctz(entry->endings);
    outcome->unit = entry->instance->unit;
    if (entry->message != BUNDLE_NONE)
        outcome->message = bundle_text(bundle, entry->message);
}

static enum thoth_status apply(struct planned *planned,
                               const struct plan_entry *entry)
{
    if (entry->flags & PLAN_CALL)
        return stepping_apply(&planned->stepping, entry->instance);
    if (entry->flags & PLAN_STOPS)
        stop(planned, entry);
    else
        planned->stepping.evaluation.outcome->score += entry->score;
    return entry->flags & PLAN_SAYS ? say(planned, entry) : THOTH_OK;
}

/* 1, 0 or a negative enum native_failure. */
static inline int entry_holds(const struct planned *planned,
                              const struct plan_entry *entry)
{
    const struct evaluation *evaluation = &planned->stepping.evaluation;
    const struct thoth_pipeline *pipeline = evaluation->pipeline;
    const struct pipeline_instance *instance = entry->instance;

    if (entry->flags & PLAN_FAILS)
        return entry->failure;
    if (!(entry->flags & PLAN_STATE))
        return 1;
    if (plan_entry_refused(entry, planned->state, evaluation->frame.facts))
        return 0;
    if (entry->flags & PLAN_LIVE)
        return engine_match(
            &pipeline->engine, &evaluation->frame, instance->shape,
            pipeline->bundle->rows + instance->row, planned->stepping.package);
    return engine_match_state(
        &pipeline->engine, &evaluation->frame, instance->shape,
        pipeline->bundle->rows + instance->row, planned->stepping.package);
}

/* The instances behind one that has been evaluated. */
static enum thoth_status run_behind(struct stepping *stepping,
                                    const struct pipeline_instance *instance)
{
    const struct evaluation *evaluation = &stepping->evaluation;
    uint32_t name = evaluation->frame.facts[stepping->package].name;
    struct pipeline_range named =
        pipeline_range(evaluation->pipeline, name, THOTH_STEP);
    struct pipeline_range generic =
        pipeline_range(evaluation->pipeline, 0, THOTH_STEP);
    enum thoth_status status = THOTH_OK;

    if (named.first <= instance && instance < named.end) {
        named.first = instance + 1;
        status = stepping_run(stepping, named);
    } else {
        generic.first = instance + 1;
    }
    if (status == THOTH_OK && evaluation->outcome->verdict == THOTH_ACCEPTED)
        status = stepping_run(stepping, generic);
    return status;
}

/* Goes on with the first entry that may apply. A step that changes what is
 * known of package versions makes plans untrue: then the rest is evaluated
 * plainly. */
static enum thoth_status run_entries(struct planned *planned,
                                     const struct plan_entry *at,
                                     const struct plan_entry *end)
{
    struct stepping *stepping = &planned->stepping;
    struct evaluation *evaluation = &stepping->evaluation;
    enum thoth_status status = THOTH_OK;

    for (; at < end && status == THOTH_OK &&
           evaluation->outcome->verdict == THOTH_ACCEPTED;
         at++) {
        int holds;

        if (stepping->resolved && !(at->flags & PLAN_MULTI))
            continue;
        holds = entry_holds(planned, at);
        if (holds < 0)
            status = evaluation_fail(evaluation, at->instance->unit, holds);
        else if (holds == 1)
            status = apply(planned, at);
        if (status == THOTH_OK && (at->flags & PLAN_CALL) &&
            evaluation->outcome->verdict == THOTH_ACCEPTED &&
            stepping->catalog->changes != planned->plans->changes)
            return run_behind(stepping, at->instance);
    }
    return status;
}

/* The first entry that may apply, or the end. */
static const struct plan_entry *skip_refused(const struct plan_entry *at,
                                             const struct plan_entry *end,
                                             const struct thoth_state *state,
                                             const struct native_fact *facts)
{
    while (at < end && (at->flags & PLAN_STATE) &&
           plan_entry_refused(at, state, facts))
        at++;
    return at;
}

enum thoth_status
thoth_plans_step(struct thoth_plans *plans, struct thoth_run *run,
                 const struct thoth_state *state, thoth_package package,
                 const struct thoth_graph *graph, struct thoth_outcome *outcome,
                 struct thoth_error *error)
{
    const struct plan *plan = plans_find(plans, package);
    struct thoth_catalog *catalog = plans->catalog;
    const struct plan_entry *at, *end;
    struct planned planned;

    if (plan == NULL)
        return thoth_step(plans->pipeline, run, catalog, state, package, graph,
                          outcome, error);
    if (!(plan->flags & PLAN_BUSY) && !(plan->names & state->names)) {
        outcome_start(outcome);
        outcome->score = plan->score;
        return status_ok(error);
    }
    at = end = plan_entries(plans, plan);
    if (plan->count)
        end += plan->count;
    at = skip_refused(at, end, state, catalog->facts);
    if (at == end) {
        outcome_start(outcome);
        return status_ok(error);
    }
    planned.plans = plans;
    planned.state = state;
    planned.stepping.catalog = catalog;
    planned.stepping.graph = graph;
    planned.stepping.package = package;
    planned.stepping.resolved =
        native_resolved(&state->view, catalog->facts[package].name) !=
        NATIVE_NONE;
    evaluation_open(&planned.stepping.evaluation, plans->pipeline, run, catalog,
                    state, outcome, error);
    return stepping_close(&planned.stepping, run_entries(&planned, at, end));
}
