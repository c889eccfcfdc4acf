/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Strides and wraps look at a whole stack: for each resolved package, in the
 * state's order, the instances of its name, then those of none. An instance is
 * named by the first package it asks for, so `it` is that one's version; the
 * others need only be resolved.
 */
#include "runtime/evaluate.h"

#include "runtime/status.h"

static enum thoth_status run_instances(struct evaluation *evaluation,
                                       struct pipeline_range range, uint32_t it)
{
    enum thoth_status status = THOTH_OK;

    for (const struct pipeline_instance *at = range.first;
         at < range.end && status == THOTH_OK &&
         evaluation->outcome->verdict == THOTH_ACCEPTED;
         at++) {
        int holds = evaluation_match(evaluation, at, it);

        if (holds < 0)
            status = evaluation_fail(evaluation, at->unit, holds);
        else if (holds == 1)
            status = evaluation_apply(evaluation, at, it);
    }
    return status;
}

static enum thoth_status run_stack(struct evaluation *evaluation,
                                   enum thoth_kind kind)
{
    const struct thoth_pipeline *pipeline = evaluation->pipeline;
    const struct native_state *state = evaluation->frame.state;
    const struct native_fact *facts = evaluation->frame.facts;
    enum thoth_status status = THOTH_OK;

    for (uint32_t i = 0; i < state->count && status == THOTH_OK &&
                         evaluation->outcome->verdict == THOTH_ACCEPTED;
         i++) {
        uint32_t package = state->resolved[i];

        status = run_instances(
            evaluation, pipeline_range(pipeline, facts[package].name, kind),
            package);
    }
    if (status != THOTH_OK || evaluation->outcome->verdict != THOTH_ACCEPTED)
        return status;
    return run_instances(evaluation, pipeline_range(pipeline, 0, kind),
                         NATIVE_NONE);
}

enum thoth_status thoth_stride(const struct thoth_pipeline *pipeline,
                               struct thoth_run *run,
                               const struct thoth_catalog *catalog,
                               const struct thoth_state *state,
                               struct thoth_outcome *outcome,
                               struct thoth_error *error)
{
    struct evaluation evaluation;

    evaluation_open(&evaluation, pipeline, run, catalog, state, outcome, error);
    return evaluation_close(&evaluation, run_stack(&evaluation, THOTH_STRIDE));
}

enum thoth_status
thoth_wrap(const struct thoth_pipeline *pipeline, struct thoth_run *run,
           const struct thoth_catalog *catalog, const struct thoth_state *state,
           struct thoth_outcome *outcome, struct thoth_error *error)
{
    struct evaluation evaluation;

    evaluation_open(&evaluation, pipeline, run, catalog, state, outcome, error);
    return evaluation_close(&evaluation, run_stack(&evaluation, THOTH_WRAP));
}
