/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sieves. The reference chains generators, so each version goes through all
 * sieves before the next one does; that orders what is said. A unit that skips
 * the package decides before any version moves.
 */
#include "runtime/evaluate.h"

#include "grammar/prescription.h"

/* The sieves of a package, then those of any. */
struct sieves {
    struct pipeline_range ranges[2];
};

static const struct pipeline_instance *find_skip(const struct sieves *sieves)
{
    for (unsigned i = 0; i < 2; i++)
        for (const struct pipeline_instance *at = sieves->ranges[i].first;
             at < sieves->ranges[i].end; at++)
            if ((at->flags & PIPELINE_TYPE) == UNIT_TYPE_SIEVE_SKIP_PACKAGE)
                return at;
    return NULL;
}

/* Lets one version through, or not. */
static enum thoth_status sieve_one(struct evaluation *evaluation,
                                   const struct sieves *sieves,
                                   thoth_package package)
{
    struct thoth_outcome *outcome = evaluation->outcome;

    for (unsigned i = 0; i < 2; i++)
        for (const struct pipeline_instance *at = sieves->ranges[i].first;
             at < sieves->ranges[i].end; at++) {
            int holds = evaluation_match(evaluation, at, package);

            if (holds < 0)
                return evaluation_fail(evaluation, at->unit, holds);
            if (holds == 1)
                return evaluation_apply(evaluation, at, package);
        }
    outcome->survivors[outcome->survivor_count++] = package;
    return THOTH_OK;
}

static enum thoth_status sieve_all(struct evaluation *evaluation,
                                   const thoth_package *packages,
                                   uint32_t count)
{
    const struct thoth_pipeline *pipeline = evaluation->pipeline;
    uint32_t name = evaluation->catalog->facts[packages[0]].name;
    const struct sieves sieves = {{pipeline_range(pipeline, name, THOTH_SIEVE),
                                   pipeline_range(pipeline, 0, THOTH_SIEVE)}};
    const struct pipeline_instance *skip = find_skip(&sieves);
    enum thoth_status status;

    if (skip != NULL) {
        status = evaluation_apply(evaluation, skip, packages[0]);
        evaluation->outcome->verdict = THOTH_SKIPPED;
        evaluation->outcome->unit = skip->unit;
        return status;
    }
    status = outcome_survivors(evaluation->outcome, count);
    for (uint32_t i = 0; i < count && status == THOTH_OK; i++)
        status = sieve_one(evaluation, &sieves, packages[i]);
    return status;
}

enum thoth_status thoth_sieve(const struct thoth_pipeline *pipeline,
                              struct thoth_run *run,
                              const struct thoth_catalog *catalog,
                              const thoth_package *packages, uint32_t count,
                              struct thoth_outcome *outcome,
                              struct thoth_error *error)
{
    struct evaluation evaluation;
    enum thoth_status status = THOTH_OK;

    for (uint32_t i = 0; i < count; i++)
        if (packages[i] >= catalog->count)
            return evaluation_of_nothing(outcome, error);
    evaluation_open(&evaluation, pipeline, run, catalog, NULL, outcome, error);
    evaluation.repeats = true;
    if (count != 0)
        status = sieve_all(&evaluation, packages, count);
    return evaluation_close(&evaluation, status);
}
