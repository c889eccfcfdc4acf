/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Builds pipelines, in three stages: inclusion decides which units take part
 * (pipeline_include.h), grouping arranges them (pipeline_group.h), and what
 * evaluation will ask of the request is kept.
 */
#include "runtime/pipeline.h"

#include "runtime/pipeline_group.h"
#include "runtime/pipeline_include.h"
#include "runtime/status.h"

/* Registered package versions are not asked for by conditions. */
static const struct native_calls condition_calls = {.context =
                                                        condition_decide};

void thoth_pipeline_release(struct thoth_pipeline *pipeline)
{
    if (pipeline == NULL)
        return;
    pipeline_specs_release(&pipeline->specs, pipeline->allocator);
    pipeline_labels_release(&pipeline->labels, pipeline->allocator);
    thoth_release(pipeline->allocator, pipeline->memory);
    thoth_release(pipeline->allocator, pipeline);
}

/* Has the native code a function for each predicate of each shape? */
static bool is_complete(const struct engine *engine)
{
    for (uint32_t i = 0; i < engine->bundle->shape_count; i++) {
        const struct bundle_shape *shape = &engine->bundle->shapes[i];
        const struct native_shape *native = &engine->native[i];

        if ((shape->kind == BUNDLE_SHAPE_WHEN && native->when == NULL) ||
            (shape->kind == BUNDLE_SHAPE_MATCH && native->match == NULL) ||
            (shape->state != BUNDLE_NONE && native->state == NULL))
            return false;
    }
    return true;
}

/* The native code that an engine stands for, or NULL. */
static const struct native_module *find_code(const struct thoth_bundle *bundle,
                                             enum thoth_engine engine)
{
    switch (engine) {
    case THOTH_ENGINE_AUTO:
        return bundle->native != NULL ? bundle->native : bundle->compiled;
    case THOTH_ENGINE_NATIVE:
        return bundle->native;
    case THOTH_ENGINE_JIT:
        return bundle->compiled;
    default:
        return NULL;
    }
}

static enum thoth_status choose_engine(struct thoth_pipeline *pipeline,
                                       enum thoth_engine engine,
                                       struct thoth_error *error)
{
    const struct native_module *native = find_code(pipeline->bundle, engine);

    pipeline->engine.bundle = pipeline->bundle;
    if (native == NULL &&
        (engine == THOTH_ENGINE_NATIVE || engine == THOTH_ENGINE_JIT))
        return status_report(error, THOTH_E_ENGINE,
                             engine == THOTH_ENGINE_JIT
                                 ? "the bundle has not been compiled"
                                 : "the bundle has no native code");
    if (native == NULL)
        return THOTH_OK;
    pipeline->engine.native = native->shapes;
    if (!is_complete(&pipeline->engine))
        return status_report(error, THOTH_E_ENGINE,
                             "the bundle's native code is incomplete");
    return THOTH_OK;
}

/* Says why a unit could not be decided. */
static enum thoth_status report_failure(const struct inclusion_plan *plan,
                                        const struct condition_memory *memory,
                                        struct thoth_error *error)
{
    uint32_t unit = plan->failed_unit;

    switch (plan->failure) {
    case NATIVE_UNTAGGED:
        return status_report_unit(error, THOTH_E_BASE_IMAGE, unit,
                                  "the base image of the request has no tag");
    case NATIVE_VERSION:
        return status_report_unit(
            error, THOTH_E_VERSION, unit,
            "a version in the runtime environment is not PEP 440");
    case NATIVE_PATTERN: {
        struct thoth_text name =
            bundle_text(plan->bundle, plan->bundle->units[unit].name);

        return status_report_unit(error, THOTH_E_PATTERN, unit,
                                  "unit %.*s, pattern of a location: %s",
                                  (int)(name.length < 100 ? name.length : 100),
                                  name.at, memory->fault);
    }
    default:
        return status_report_unit(error, THOTH_E_RULE, unit,
                                  "the condition of a unit cannot be decided");
    }
}

/* Decides which units take part, and arranges them. */
static enum thoth_status take_units(struct thoth_pipeline *pipeline,
                                    const struct thoth_context *context,
                                    uint8_t *chosen, struct thoth_error *error)
{
    const struct thoth_bundle *bundle = pipeline->bundle;
    const struct thoth_allocator *allocator = pipeline->allocator;
    struct condition_memory memory = {.pattern_count = 0};
    struct condition condition = {
        bundle,    context, &pipeline->specs,
        allocator, &memory, context_is_analysed(context)};
    struct native_frame frame = {
        .specs = bundle->specs,
        .numbers = bundle->numbers,
        .request = &context->request,
        .calls = &condition_calls,
        .owner = &condition,
    };
    struct inclusion_plan plan = {
        .bundle = bundle,
        .engine = &pipeline->engine,
        .frame = &frame,
        .allocator = allocator,
        .chosen = chosen,
    };
    enum thoth_status status = inclusion_decide(&plan);

    if (status == THOTH_E_RULE)
        status = report_failure(&plan, &memory, error);
    if (status == THOTH_OK)
        status = pipeline_group(pipeline, &plan, context->requirements.count);
    condition_memory_release(&memory, allocator);
    thoth_release(allocator, plan.late);
    return status;
}

static void take_requirements(struct thoth_pipeline *pipeline,
                              const struct thoth_context *context)
{
    const struct context_requirement *given = context->requirements.at;

    for (uint32_t i = 0; i < context->requirements.count; i++) {
        uint32_t package = bundle_find_package(pipeline->bundle, given[i].name);

        if (package != BUNDLE_NONE)
            pipeline->requirements[pipeline->requirement_count++] =
                (struct pipeline_requirement){package, given[i].develop};
    }
}

static enum thoth_status build(struct thoth_pipeline *pipeline,
                               const struct thoth_context *context,
                               enum thoth_engine engine,
                               struct thoth_error *error)
{
    enum thoth_status status = choose_engine(pipeline, engine, error);
    uint8_t *chosen;

    if (status != THOTH_OK)
        return status;
    if (context->system_version.at != NULL && context->system_name.at == NULL)
        return status_report(
            error, THOTH_E_SYSTEM,
            "the request has the version of an operating system without name");
    status = pipeline_specs_make(&pipeline->specs, pipeline->bundle,
                                 pipeline->allocator);
    if (status != THOTH_OK)
        return status_report(error, status, "a specifier set cannot be parsed");
    if (pipeline_labels_make(&pipeline->labels, pipeline->bundle, context,
                             pipeline->allocator) != THOTH_OK)
        return status_report_memory(error);
    chosen = thoth_allocate(pipeline->allocator,
                            (size_t)pipeline->bundle->unit_count + 1);
    if (chosen == NULL)
        return status_report_memory(error);
    status = take_units(pipeline, context, chosen, error);
    thoth_release(pipeline->allocator, chosen);
    if (status == THOTH_E_MEMORY)
        return status_report_memory(error);
    if (status == THOTH_OK) {
        pipeline->python_known = context->versions[THOTH_PYTHON].at != NULL;
        take_requirements(pipeline, context);
    }
    return status;
}

enum thoth_status thoth_pipeline_build(const struct thoth_bundle *bundle,
                                       const struct thoth_context *context,
                                       enum thoth_engine engine,
                                       const struct thoth_allocator *allocator,
                                       struct thoth_pipeline **pipeline,
                                       struct thoth_error *error)
{
    struct thoth_pipeline *built;
    enum thoth_status status;

    *pipeline = NULL;
    built = thoth_allocate(allocator, sizeof *built);
    if (built == NULL)
        return status_report_memory(error);
    *built = (struct thoth_pipeline){.bundle = bundle, .allocator = allocator};
    status = build(built, context, engine, error);
    if (status != THOTH_OK) {
        thoth_pipeline_release(built);
        return status;
    }
    *pipeline = built;
    return status_ok(error);
}

enum thoth_engine thoth_pipeline_engine(const struct thoth_pipeline *pipeline)
{
    const struct native_module *compiled = pipeline->bundle->compiled;

    if (pipeline->engine.native == NULL)
        return THOTH_ENGINE_INTERP;
    return compiled != NULL && pipeline->engine.native == compiled->shapes
               ? THOTH_ENGINE_JIT
               : THOTH_ENGINE_NATIVE;
}

uint32_t thoth_pipeline_count(const struct thoth_pipeline *pipeline,
                              enum thoth_kind kind)
{
    if ((unsigned)kind >= THOTH_KINDS)
        return 0;
    return pipeline->kind_first[kind + 1] - pipeline->kind_first[kind];
}

uint32_t thoth_pipeline_unit(const struct thoth_pipeline *pipeline,
                             enum thoth_kind kind, uint32_t number)
{
    if (number >= thoth_pipeline_count(pipeline, kind))
        return THOTH_NO_UNIT;
    return bundle_member_unit(
        pipeline->bundle, pipeline->order[pipeline->kind_first[kind] + number]);
}

struct thoth_text thoth_pipeline_package(const struct thoth_pipeline *pipeline,
                                         enum thoth_kind kind, uint32_t number)
{
    const struct thoth_bundle *bundle = pipeline->bundle;
    uint32_t member;

    if (number >= thoth_pipeline_count(pipeline, kind))
        return (struct thoth_text){NULL, 0};
    member = pipeline->order[pipeline->kind_first[kind] + number];
    return bundle_text_or_none(
        bundle, bundle->packages[bundle->package_of[member]].name);
}
