/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Boots: for each direct requirement the boots of its name, those for
 * development behind the others, then the boots for anything. They apply
 * whenever they are asked, so a requirement in both sections has its boots run
 * twice.
 */
#include "runtime/evaluate.h"

static enum thoth_status run_boots(struct evaluation *evaluation,
                                   uint32_t package)
{
    struct pipeline_range boots =
        pipeline_range(evaluation->pipeline, package, THOTH_BOOT);
    enum thoth_status status = THOTH_OK;

    for (; boots.first < boots.end && status == THOTH_OK &&
           evaluation->outcome->verdict == THOTH_ACCEPTED;
         boots.first++)
        status = evaluation_apply(evaluation, boots.first, NATIVE_NONE);
    return status;
}

enum thoth_status thoth_boot(const struct thoth_pipeline *pipeline,
                             struct thoth_run *run, bool with_develop,
                             struct thoth_outcome *outcome,
                             struct thoth_error *error)
{
    const struct pipeline_requirement *required = pipeline->requirements;
    struct evaluation evaluation;
    enum thoth_status status = THOTH_OK;

    evaluation_open(&evaluation, pipeline, run, NULL, NULL, outcome, error);
    evaluation.repeats = true;
    for (int pass = 0; pass < (with_develop ? 2 : 1); pass++)
        for (uint32_t i = 0;
             i < pipeline->requirement_count && status == THOTH_OK; i++)
            if (required[i].develop == (pass == 1) &&
                outcome->verdict == THOTH_ACCEPTED)
                status = run_boots(&evaluation, required[i].package);
    if (status == THOTH_OK && outcome->verdict == THOTH_ACCEPTED)
        status = run_boots(&evaluation, 0);
    return evaluation_close(&evaluation, status);
}
