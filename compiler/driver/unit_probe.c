/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Frames for single questions, as pipelines and evaluations set them up.
 */
#include "compiler/driver/unit_probe.h"

#include "compiler/base/out_of_memory.h"
#include "runtime/catalog_number.h"
#include "runtime/engine.h"
#include "runtime/ir_table.h"

static const struct native_slot no_slots[2] = {{0, NATIVE_NONE},
                                               {0, NATIVE_NONE}};
static const struct native_state no_state = {.slots = no_slots, .shift = 31};
static const struct native_request no_request;

static int in_irregular(const struct native_frame *frame, uint32_t spec,
                        uint32_t package, uint32_t prereleases)
{
    const struct unit_probe *probe = frame->owner;

    return pipeline_specs_contain(&probe->specs, spec,
                                  catalog_version(probe->catalog, package),
                                  prereleases != 0);
}

/* Matches do not ask about the request. */
static int of_request(const struct native_frame *frame, uint32_t op,
                      uint32_t immediate, uint32_t constant)
{
    (void)frame;
    (void)op;
    (void)immediate;
    (void)constant;
    return NATIVE_FAILS;
}

static double number_of(const struct native_frame *frame, uint32_t op,
                        uint32_t package)
{
    const struct unit_probe *probe = frame->owner;

    return catalog_number(probe->catalog, (enum ir_op)op, package);
}

static const struct native_calls request_calls = {.context = condition_decide};
static const struct native_calls stack_calls = {
    .context = of_request, .irregular = in_irregular, .number = number_of};

void unit_probe_open(struct unit_probe *probe,
                     const struct thoth_bundle *bundle)
{
    *probe = (struct unit_probe){.bundle = bundle};
    if (pipeline_specs_make(&probe->specs, bundle, NULL) != THOTH_OK)
        memory_ran_out();
}

void unit_probe_release(struct unit_probe *probe)
{
    condition_memory_release(&probe->memory, NULL);
    if (probe->specs.bundle)
        pipeline_specs_release(&probe->specs, NULL);
    *probe = (struct unit_probe){0};
}

void unit_probe_request(struct unit_probe *probe,
                        const struct thoth_context *context)
{
    condition_memory_release(&probe->memory, NULL);
    probe->memory = (struct condition_memory){.pattern_count = 0};
    probe->condition = (struct condition){
        probe->bundle, context,        &probe->specs,
        NULL,          &probe->memory, context_is_analysed(context)};
    probe->request = (struct native_frame){
        .specs = probe->bundle->specs,
        .numbers = probe->bundle->numbers,
        .request = &context->request,
        .calls = &request_calls,
        .owner = &probe->condition,
    };
}

void unit_probe_stack(struct unit_probe *probe,
                      const struct thoth_catalog *catalog,
                      const struct thoth_state *state)
{
    probe->catalog = catalog;
    probe->stack = (struct native_frame){
        .specs = probe->bundle->specs,
        .numbers = probe->bundle->numbers,
        .facts = catalog->facts,
        .dependents_of = catalog->dependents_of,
        .dependents = catalog->dependents,
        .state = state ? &state->view : &no_state,
        .request = &no_request,
        .calls = &stack_calls,
        .owner = probe,
    };
}

int unit_probe_when(const struct unit_probe *probe, uint32_t unit)
{
    const struct thoth_bundle *bundle = probe->bundle;
    const struct bundle_pattern *pattern = bundle_pattern_of(bundle, unit);
    const struct bundle_when *when = &bundle->whens[pattern->when];
    const struct engine engine = {.bundle = bundle};
    int holds;

    if (pattern->flags & BUNDLE_PATTERN_ALWAYS)
        return 1;
    if (pattern->flags & BUNDLE_PATTERN_NEVER)
        return 0;
    holds = engine_when(&engine, &probe->request, when->shape,
                        bundle->rows + when->row);
    if (holds == NATIVE_MEMORY)
        memory_ran_out();
    return holds;
}

int unit_probe_match(const struct unit_probe *probe, uint32_t shape,
                     const uint32_t *row, uint32_t it)
{
    const struct engine engine = {.bundle = probe->bundle};
    int holds = engine_match(&engine, &probe->stack, shape, row, it);

    if (holds == NATIVE_MEMORY)
        memory_ran_out();
    return holds;
}

uint32_t unit_probe_conjuncts(const struct unit_probe *probe, uint32_t unit)
{
    const struct thoth_bundle *bundle = probe->bundle;
    const struct bundle_when *when =
        &bundle->whens[bundle_pattern_of(bundle, unit)->when];
    const struct bundle_shape *shape = &bundle->shapes[when->shape];
    const uint32_t *code = bundle->shape_code + shape->code;
    const uint32_t *node = code + shape->root;
    uint32_t count = 0;

    if (BUNDLE_NODE_OP(*node) != IR_OP_AND)
        return 0;
    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(*node); i++)
        count += interpreter_predicate(
                     &probe->request, code, BUNDLE_OPERAND_VALUE(node[i]),
                     bundle->rows + when->row, NATIVE_NONE) == 1;
    return count;
}
