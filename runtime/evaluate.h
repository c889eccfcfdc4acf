/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What evaluations of all kinds share: the frame the engines look through, the
 * run-once flags, and the effects of a unit that applies. An evaluation goes
 * over instances, those that name the package first, asks evaluation_match and
 * calls evaluation_apply for the ones that match.
 */
#ifndef RUNTIME_EVALUATE_H
#define RUNTIME_EVALUATE_H

#include "runtime/catalog.h"
#include "runtime/outcome.h"
#include "runtime/pipeline.h"
#include "runtime/run.h"
#include "runtime/state.h"

struct evaluation {
    struct native_frame frame; /* its owner is the evaluation */
    const struct thoth_pipeline *pipeline;
    const struct thoth_catalog *catalog; /* NULL for boots */
    struct thoth_outcome *outcome;
    struct thoth_error *error;
    double added; /* by the scores of the unit that applies */
    bool repeats; /* an instance may apply more than once */
    struct run_view run;
};

/* Starts an evaluation and its outcome. `state` is NULL where there is none.
 * It does not move: the frame points to it. */
void evaluation_open(struct evaluation *evaluation,
                     const struct thoth_pipeline *pipeline,
                     struct thoth_run *run, const struct thoth_catalog *catalog,
                     const struct thoth_state *state,
                     struct thoth_outcome *outcome, struct thoth_error *error);

/* An evaluation of a package version that the catalog does not have. */
enum thoth_status evaluation_of_nothing(struct thoth_outcome *outcome,
                                        struct thoth_error *error);

/* Ends it: a status other than THOTH_OK has been reported, or is THOTH_E_MEMORY
 * and is reported here. */
enum thoth_status evaluation_close(struct evaluation *evaluation,
                                   enum thoth_status status);

/* To be called after a registration, which moves the catalog's arrays. */
void evaluation_refresh(struct evaluation *evaluation);

/* Reports that a unit cannot be decided. */
enum thoth_status evaluation_fail(struct evaluation *evaluation, uint32_t unit,
                                  int failure);

/* Has the unit not run yet? */
static inline bool evaluation_clear(const struct evaluation *evaluation,
                                    uint32_t unit)
{
    return !run_view_has(&evaluation->run, unit);
}

/* 1, 0 or a negative native_failure; `it` is the package version at hand, or
 * NATIVE_NONE. */
static inline int evaluation_match(const struct evaluation *evaluation,
                                   const struct pipeline_instance *instance,
                                   uint32_t it)
{
    const struct thoth_pipeline *pipeline = evaluation->pipeline;

    if (instance->flags & PIPELINE_ALWAYS)
        return 1;
    if (filter_refuses(&instance->filter, evaluation->frame.facts, it,
                       evaluation->frame.state))
        return 0;
    return engine_match(&pipeline->engine, &evaluation->frame, instance->shape,
                        pipeline->bundle->rows + instance->row, it);
}

/* Carries out the effects of a unit in their order: what is said once, unless
 * it has been, stops, score. A stop or an invalid score sets the outcome's
 * verdict and ends it. THOTH_OK or THOTH_E_MEMORY. */
enum thoth_status evaluation_apply(struct evaluation *evaluation,
                                   const struct pipeline_instance *instance,
                                   uint32_t it);

/* The effects of a unit. Operand I of the run node is at operands[I]. */
struct evaluation_run {
    const uint32_t *code; /* of the shape */
    const uint32_t *operands;
    uint32_t count;
    const uint32_t *row;
    uint32_t shape;
};

static inline struct evaluation_run
evaluation_run_of(const struct thoth_bundle *bundle, uint32_t unit)
{
    uint32_t number = bundle_pattern_of(bundle, unit)->run;
    const struct bundle_shape *shape = &bundle->shapes[number];
    const uint32_t *code = bundle->shape_code + shape->code;

    return (struct evaluation_run){
        .code = code,
        .operands = code + shape->root + 1,
        .count = BUNDLE_NODE_OPERANDS(code[shape->root]),
        .row = bundle->rows + bundle->units[unit].run,
        .shape = number,
    };
}

/* The offset of an effect by its place in the run. */
static inline uint32_t evaluation_effect(const struct evaluation_run *run,
                                         uint32_t place)
{
    return BUNDLE_OPERAND_VALUE(run->operands[place]);
}

/* The parts of a `yield` or `add_package`; `at` is NULL for one not given. */
struct evaluation_locked {
    struct thoth_text name, version, index;
    uint32_t node; /* offset of the effect */
    bool extra;    /* yield: the matched version; add_package: develop */
};
struct evaluation_locked evaluation_locked(const struct thoth_bundle *bundle,
                                           uint32_t unit, uint32_t op);

#endif
