/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One state against many candidates, as a resolver expands it. The candidates
 * are mostly versions of one package, and mostly the state has nothing to do
 * with any of them: then each is a comparison of two words and a copy.
 */
#include "runtime/outcome.h"
#include "runtime/plan.h"

#include "runtime/status.h"

/* Moves what one step came to behind what is there. */
static enum thoth_status take_result(struct thoth_step_result *result,
                                     const struct thoth_outcome *from,
                                     struct thoth_outcome *outcome)
{
    enum thoth_status status = THOTH_OK;

    result->score = from->score;
    result->verdict = from->verdict;
    result->unit = from->unit;
    result->message = from->message;
    result->effect = outcome->effect_count;
    result->effect_count = from->effect_count;
    for (uint32_t i = 0; i < from->effect_count && status == THOTH_OK; i++)
        status =
            outcome_add(outcome, from->effects[i].kind, from->effects[i].unit,
                        from->effects[i].part, from->effects[i].package);
    return status;
}

/* Is the result the static one? Then it is all that is left to write. */
static bool is_static(struct thoth_plans *plans,
                      const struct thoth_state *state, thoth_package package,
                      struct thoth_step_result *result)
{
    const struct plan *plan = plans_find(plans, package);

    if (plan == NULL || (plan->flags & PLAN_BUSY) ||
        (plan->names & state->names))
        return false;
    *result = (struct thoth_step_result){
        .score = plan->score, .verdict = THOTH_ACCEPTED, .unit = THOTH_NO_UNIT};
    return true;
}

enum thoth_status
thoth_plans_step_each(struct thoth_plans *plans, struct thoth_run *run,
                      const struct thoth_state *state,
                      const thoth_package *packages, uint32_t count,
                      const struct thoth_graph *graph,
                      struct thoth_step_result *results, uint32_t *done,
                      struct thoth_outcome *outcome, struct thoth_error *error)
{
    enum thoth_status status;

    outcome_start(outcome);
    for (*done = 0; *done < count; ++*done) {
        struct thoth_step_result *result = &results[*done];

        if (is_static(plans, state, packages[*done], result))
            continue;
        status = thoth_plans_step(plans, run, state, packages[*done], graph,
                                  &plans->trial, error);
        if (status != THOTH_OK)
            return status;
        if (take_result(result, &plans->trial, outcome) != THOTH_OK)
            return status_report_memory(error);
    }
    return status_ok(error);
}
