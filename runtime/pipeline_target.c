/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What units bring into a stack that nobody requires: versions that stand for
 * others, and versions that steps add.
 */
#include "runtime/evaluate.h"

#include "runtime/ir_table.h"

bool thoth_pipeline_target(const struct thoth_pipeline *pipeline,
                           enum thoth_kind kind, uint32_t number,
                           struct thoth_target *target)
{
    uint32_t unit = thoth_pipeline_unit(pipeline, kind, number);
    struct evaluation_locked locked;

    *target = (struct thoth_target){.name = {NULL, 0}};
    if (unit == THOTH_NO_UNIT ||
        (kind != THOTH_PSEUDONYM && kind != THOTH_STEP))
        return false;
    locked =
        evaluation_locked(pipeline->bundle, unit,
                          kind == THOTH_STEP ? IR_OP_ADD_PACKAGE : IR_OP_YIELD);
    if (locked.node == BUNDLE_NONE || locked.name.at == NULL)
        return false;
    target->name = locked.name;
    target->index = locked.index;
    if (kind == THOTH_STEP || !locked.extra)
        target->version = locked.version;
    return true;
}
