/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Frames of evaluations and the effects of units.
 */
#include "runtime/evaluate.h"

#include "runtime/catalog_number.h"
#include "runtime/ir_table.h"
#include "runtime/status.h"

#include <math.h>

/* Nothing is resolved. The verifier keeps matches that ask for the state away
 * from where there is none; this is for native code that comes without one. */
static const struct native_slot no_slots[2] = {{0, NATIVE_NONE},
                                               {0, NATIVE_NONE}};
static const struct native_state no_state = {.slots = no_slots, .shift = 31};

/* Scores ask for labels, which were looked at when the pipeline was built, and
 * for nothing else of the request. */
static int of_request(const struct native_frame *frame, uint32_t op,
                      uint32_t immediate, uint32_t constant)
{
    const struct evaluation *evaluation = frame->owner;

    (void)immediate;
    if (op != IR_OP_LABELLED)
        return NATIVE_FAILS;
    return pipeline_labels_hold(&evaluation->pipeline->labels, constant);
}

static double number_of(const struct native_frame *frame, uint32_t op,
                        uint32_t package)
{
    const struct evaluation *evaluation = frame->owner;

    return catalog_number(evaluation->catalog, (enum ir_op)op, package);
}

static int in_irregular(const struct native_frame *frame, uint32_t spec,
                        uint32_t package, uint32_t prereleases)
{
    const struct evaluation *evaluation = frame->owner;

    return pipeline_specs_contain(&evaluation->pipeline->specs, spec,
                                  catalog_version(evaluation->catalog, package),
                                  prereleases != 0);
}

static const struct native_request no_request;
static const struct native_calls evaluation_calls = {
    .context = of_request,
    .irregular = in_irregular,
    .number = number_of,
};

void evaluation_refresh(struct evaluation *evaluation)
{
    evaluation->frame.facts = evaluation->catalog->facts;
    evaluation->frame.dependents_of = evaluation->catalog->dependents_of;
    evaluation->frame.dependents = evaluation->catalog->dependents;
}

void evaluation_open(struct evaluation *evaluation,
                     const struct thoth_pipeline *pipeline,
                     struct thoth_run *run, const struct thoth_catalog *catalog,
                     const struct thoth_state *state,
                     struct thoth_outcome *outcome, struct thoth_error *error)
{
    const struct thoth_bundle *bundle = pipeline->bundle;

    evaluation->frame = (struct native_frame){
        .specs = bundle->specs,
        .numbers = bundle->numbers,
        .state = state != NULL ? &state->view : &no_state,
        .request = &no_request,
        .calls = &evaluation_calls,
        .owner = evaluation,
    };
    evaluation->pipeline = pipeline;
    evaluation->catalog = catalog;
    evaluation->outcome = outcome;
    evaluation->error = error;
    evaluation->repeats = false;
    run_view_open(&evaluation->run, run, outcome->allocator);
    if (catalog != NULL)
        evaluation_refresh(evaluation);
    outcome_start(outcome);
}

enum thoth_status evaluation_of_nothing(struct thoth_outcome *outcome,
                                        struct thoth_error *error)
{
    outcome_start(outcome);
    return status_report(error, THOTH_E_ARGUMENT,
                         "the catalog has no such package version");
}

enum thoth_status evaluation_close(struct evaluation *evaluation,
                                   enum thoth_status status)
{
    run_view_close(&evaluation->run);
    if (status == THOTH_OK)
        return status_ok(evaluation->error);
    if (status == THOTH_E_MEMORY)
        return status_report_memory(evaluation->error);
    return status;
}

enum thoth_status evaluation_fail(struct evaluation *evaluation, uint32_t unit,
                                  int failure)
{
    const struct thoth_bundle *bundle = evaluation->pipeline->bundle;
    struct thoth_text name = bundle_text(bundle, bundle->units[unit].name);

    if (failure == NATIVE_MEMORY)
        return THOTH_E_MEMORY;
    return status_report_unit(
        evaluation->error, THOTH_E_RULE, unit, "unit %.*s cannot be evaluated",
        (int)(name.length < 200 ? name.length : 200), name.at);
}

/* Says something once. */
static enum thoth_status say(struct evaluation *evaluation, uint32_t unit,
                             uint32_t op, uint32_t part, uint32_t it)
{
    enum thoth_effect_kind kind =
        op == IR_OP_LOG               ? THOTH_EFFECT_LOG
        : op == IR_OP_STACK_INFO      ? THOTH_EFFECT_STACK_INFO
        : op == IR_OP_ADVISE_MANIFEST ? THOTH_EFFECT_MANIFEST
                                      : THOTH_EFFECT_JUSTIFICATION;

    return outcome_add(evaluation->outcome, kind, unit, part, it);
}

static void stop(struct evaluation *evaluation, enum thoth_verdict verdict,
                 uint32_t unit, struct thoth_text message)
{
    evaluation->outcome->verdict = verdict;
    evaluation->outcome->unit = unit;
    evaluation->outcome->message = message;
}

static void add_clamped(struct evaluation *evaluation, double score)
{
    evaluation->outcome->score += score;
    evaluation->added += score;
}

/* Adds a score, each at most 1 either way. */
static void add_score(struct evaluation *evaluation, uint32_t unit,
                      const struct evaluation_run *run, const uint32_t *node,
                      uint32_t it)
{
    double score =
        engine_score(&evaluation->pipeline->engine, &evaluation->frame,
                     run->shape, BUNDLE_OPERAND_VALUE(node[1]), run->row, it);

    if (!isfinite(score))
        stop(evaluation, THOTH_INVALID_SCORE, unit,
             (struct thoth_text){NULL, 0});
    else
        add_clamped(evaluation, score > 1 ? 1 : score < -1 ? -1 : score);
}

/* Carries out one effect; `*said` is set by one that counts as said once. */
static enum thoth_status carry_out(struct evaluation *evaluation, uint32_t unit,
                                   const struct evaluation_run *run,
                                   uint32_t part, uint32_t it, bool clear,
                                   bool *said)
{
    const uint32_t *node = run->code + part;
    uint32_t op = BUNDLE_NODE_OP(*node);

    switch (op) {
    case IR_OP_SCORE:
        add_score(evaluation, unit, run, node, it);
        return THOTH_OK;
    case IR_OP_NOT_ACCEPTABLE:
    case IR_OP_EAGER_STOP:
        stop(evaluation,
             op == IR_OP_EAGER_STOP ? THOTH_EAGER_STOP : THOTH_NOT_ACCEPTABLE,
             unit,
             bundle_text(evaluation->pipeline->bundle,
                         run->row[BUNDLE_OPERAND_VALUE(node[1])]));
        return THOTH_OK;
    case IR_OP_LOG:
    case IR_OP_STACK_INFO:
    case IR_OP_JUSTIFY:
    case IR_OP_ADVISE_MANIFEST:
    case IR_OP_RELEASE_NOTES:
        *said = true;
        return clear ? say(evaluation, unit, op, part, it) : THOTH_OK;
    default: /* multi_package, yield, add_package: of the kind of unit */
        return THOTH_OK;
    }
}

enum thoth_status evaluation_apply(struct evaluation *evaluation,
                                   const struct pipeline_instance *instance,
                                   uint32_t it)
{
    struct evaluation_run run =
        evaluation_run_of(evaluation->pipeline->bundle, instance->unit);
    bool clear = evaluation_clear(evaluation, instance->unit);
    const struct thoth_watch *watch = evaluation->outcome->watch;
    bool said = false;
    enum thoth_status status = THOTH_OK;

    evaluation->added = 0;
    for (uint32_t i = 0; i < run.count && status == THOTH_OK &&
                         evaluation->outcome->verdict == THOTH_ACCEPTED;
         i++)
        status = carry_out(evaluation, instance->unit, &run,
                           evaluation_effect(&run, i), it, clear, &said);
    if (status == THOTH_OK && watch != NULL)
        watch->applied(watch->user, instance->unit, it, evaluation->added);
    if (!clear || !said || status != THOTH_OK)
        return status;
    if (evaluation->run.set == &evaluation->run.own && !evaluation->repeats &&
        instance->flags & PIPELINE_ONLY)
        return THOTH_OK; /* nobody will ask */
    return run_view_mark(&evaluation->run, instance->unit);
}

struct evaluation_locked evaluation_locked(const struct thoth_bundle *bundle,
                                           uint32_t unit, uint32_t op)
{
    struct evaluation_run run = evaluation_run_of(bundle, unit);
    struct evaluation_locked locked = {.node = BUNDLE_NONE};
    struct thoth_text *const parts[] = {&locked.name, &locked.version,
                                        &locked.index};
    const uint32_t *operand;
    uint32_t immediate;

    for (uint32_t i = 0; i < run.count; i++)
        if (BUNDLE_NODE_OP(run.code[evaluation_effect(&run, i)]) == op)
            locked.node = evaluation_effect(&run, i);
    if (locked.node == BUNDLE_NONE)
        return locked;
    operand = run.code + locked.node;
    immediate = BUNDLE_NODE_IMMEDIATE(*operand++);
    for (uint32_t i = 0; i < 3; i++)
        if (BUNDLE_PARTS(immediate) >> i & 1)
            *parts[i] =
                bundle_text(bundle, run.row[BUNDLE_OPERAND_VALUE(*operand++)]);
    locked.extra = BUNDLE_EXTRA(immediate) != 0;
    return locked;
}
