/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The step of a case: plain, or by a plan that is made on the spot. A plan's
 * bounds are promises, so those of a planned step are held against what it came
 * to; a broken one is a fault of ours and refuses the case.
 */
#include "compiler/driver/case_fields.h"
#include "compiler/driver/case_session.h"

/* Does what the step came to keep the bounds? */
static bool keeps(const struct thoth_bounds *bounds,
                  const struct thoth_outcome *outcome, enum thoth_status status)
{
    if (status != THOTH_OK)
        return status == THOTH_E_MEMORY || bounds->fails;
    if (!(bounds->endings >> outcome->verdict & 1))
        return false;
    return outcome->verdict != THOTH_ACCEPTED ||
           (bounds->lower <= outcome->score && outcome->score <= bounds->upper);
}

bool case_step(struct case_session *session, thoth_package package,
               enum thoth_status *status)
{
    struct thoth_graph graph = case_graph_callbacks(&session->graph);
    struct thoth_state *state = session->state->state;
    struct thoth_bounds bounds;

    if (session->plans == NULL) {
        *status =
            thoth_step(session->pipeline, session->run, session->catalog, state,
                       package, &graph, &session->outcome, &session->error);
        return true;
    }
    if (!case_took(thoth_plans_add(session->plans, package, &session->error),
                   &session->fault) ||
        !case_took(thoth_plans_bounds(session->plans, package, state, &bounds),
                   &session->fault))
        return false;
    *status = thoth_plans_step(session->plans, session->run, state, package,
                               &graph, &session->outcome, &session->error);
    if (keeps(&bounds, &session->outcome, *status))
        return true;
    return case_fault_set(&session->fault,
                          "the step breaks the bounds of its plan");
}
