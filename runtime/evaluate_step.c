/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Steps, the innermost loop of a resolver. For nearly all package versions
 * there is no step that could apply, and then nothing is set up at all.
 */
#include "runtime/evaluate_step.h"

#include "grammar/prescription.h"
#include "runtime/ir_table.h"
#include "runtime/status.h"

static bool is_resolved(const struct stepping *stepping, struct thoth_text name)
{
    uint32_t number = catalog_find_name(stepping->catalog, name);

    return number != NATIVE_NONE &&
           native_resolved(stepping->evaluation.frame.state, number) !=
               NATIVE_NONE;
}

static bool is_added(const struct thoth_outcome *outcome, thoth_package package)
{
    for (uint32_t i = 0; i < outcome->effect_count; i++)
        if (outcome->effects[i].kind == THOTH_EFFECT_ADDED &&
            outcome->effects[i].package == package)
            return true;
    return false;
}

/* Adds a package to the unresolved ones, unless one of its name is resolved or
 * the graph does not know it. */
static enum thoth_status add_package(struct stepping *stepping,
                                     const struct pipeline_instance *instance)
{
    struct evaluation *evaluation = &stepping->evaluation;
    const struct thoth_graph *graph = stepping->graph;
    struct evaluation_locked locked = evaluation_locked(
        evaluation->pipeline->bundle, instance->unit, IR_OP_ADD_PACKAGE);
    enum thoth_status status;
    thoth_package added;

    if (is_resolved(stepping, locked.name))
        return THOTH_OK;
    if (locked.version.at == NULL)
        return status_report_unit(evaluation->error, THOTH_E_RULE,
                                  instance->unit,
                                  "a package to add has no version");
    if (!evaluation->pipeline->python_known)
        return status_report_unit(
            evaluation->error, THOTH_E_RULE, instance->unit,
            "a package cannot be added: the request has no Python version");
    if (graph == NULL ||
        !graph->knows(graph->user, locked.name, locked.version, locked.index))
        return THOTH_OK;
    status = evaluation_apply(evaluation, instance, stepping->package);
    if (status != THOTH_OK || evaluation->outcome->verdict != THOTH_ACCEPTED)
        return status;
    status =
        thoth_catalog_register(stepping->catalog, locked.name, locked.version,
                               locked.index, locked.extra, &added);
    evaluation_refresh(evaluation);
    if (status != THOTH_OK || is_added(evaluation->outcome, added))
        return status;
    return outcome_add(evaluation->outcome, THOTH_EFFECT_ADDED, instance->unit,
                       locked.node, added);
}

enum thoth_status stepping_apply(struct stepping *stepping,
                                 const struct pipeline_instance *instance)
{
    struct evaluation *evaluation = &stepping->evaluation;
    uint32_t type = instance->flags & PIPELINE_TYPE;
    enum thoth_status status;

    if (type == UNIT_TYPE_STEP_ADD_PACKAGE)
        return add_package(stepping, instance);
    status = evaluation_apply(evaluation, instance, stepping->package);
    if (type == UNIT_TYPE_STEP_SKIP_PACKAGE && status == THOTH_OK) {
        evaluation->outcome->verdict = THOTH_SKIPPED;
        evaluation->outcome->unit = instance->unit;
    }
    return status;
}

enum thoth_status stepping_run(struct stepping *stepping,
                               struct pipeline_range steps)
{
    struct evaluation *evaluation = &stepping->evaluation;
    enum thoth_status status = THOTH_OK;

    for (const struct pipeline_instance *at = steps.first;
         at < steps.end && status == THOTH_OK &&
         evaluation->outcome->verdict == THOTH_ACCEPTED;
         at++) {
        int holds;

        if (stepping->resolved && !(at->flags & PIPELINE_MULTI))
            continue;
        holds = evaluation_match(evaluation, at, stepping->package);
        if (holds < 0)
            status = evaluation_fail(evaluation, at->unit, holds);
        else if (holds == 1)
            status = stepping_apply(stepping, at);
    }
    return status;
}

/* A step that ends early adds nothing to the state. What was added by
 * step.AddPackage before a skip stays. */
void stepping_take_back(struct thoth_outcome *outcome)
{
    uint32_t kinds = 1u << THOTH_EFFECT_JUSTIFICATION;

    if (outcome->verdict == THOTH_ACCEPTED)
        return;
    if (outcome->verdict != THOTH_SKIPPED)
        kinds |= 1u << THOTH_EFFECT_ADDED;
    outcome->score = 0;
    outcome_drop(outcome, kinds);
}

enum thoth_status stepping_close(struct stepping *stepping,
                                 enum thoth_status status)
{
    stepping_take_back(stepping->evaluation.outcome);
    return evaluation_close(&stepping->evaluation, status);
}

/* Leaves out the instances in front that the filter refuses. */
static struct pipeline_range trim(struct pipeline_range steps,
                                  const struct native_fact *facts,
                                  thoth_package package,
                                  const struct native_state *state)
{
    while (steps.first < steps.end &&
           filter_refuses(&steps.first->filter, facts, package, state))
        steps.first++;
    return steps;
}

enum thoth_status
thoth_step(const struct thoth_pipeline *pipeline, struct thoth_run *run,
           struct thoth_catalog *catalog, const struct thoth_state *state,
           thoth_package package, const struct thoth_graph *graph,
           struct thoth_outcome *outcome, struct thoth_error *error)
{
    const struct native_fact *facts = catalog->facts;
    struct pipeline_range named, generic;
    struct stepping stepping;
    enum thoth_status status;
    uint32_t name;

    if (package >= catalog->count)
        return evaluation_of_nothing(outcome, error);
    name = facts[package].name;
    named = trim(pipeline_range(pipeline, name, THOTH_STEP), facts, package,
                 &state->view);
    generic = trim(pipeline_range(pipeline, 0, THOTH_STEP), facts, package,
                   &state->view);
    if (named.first == named.end && generic.first == generic.end) {
        outcome_start(outcome);
        return status_ok(error);
    }
    evaluation_open(&stepping.evaluation, pipeline, run, catalog, state,
                    outcome, error);
    stepping.catalog = catalog;
    stepping.graph = graph;
    stepping.package = package;
    stepping.resolved = native_resolved(&state->view, name) != NATIVE_NONE;
    status = stepping_run(&stepping, named);
    if (status == THOTH_OK && outcome->verdict == THOTH_ACCEPTED)
        status = stepping_run(&stepping, generic);
    return stepping_close(&stepping, status);
}
