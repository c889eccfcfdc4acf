/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Makes package versions and states up from the matches of a pipeline.
 */
#include "compiler/driver/bench_world.h"

#include "compiler/base/out_of_memory.h"
#include "runtime/ir_table.h"

#include <stdlib.h>
#include <string.h>

static const char any_version[] = "1.0";
static const char any_index[] = "https://pypi.org/simple";

/* What a predicate about one package version asks for. */
struct wish {
    uint32_t spec;  /* offset in specs, or BUNDLE_NONE */
    uint32_t index; /* record, or BUNDLE_NONE */
};

/* A version that a specifier set takes, if one is known. */
static char *version_within(struct thoth_text specifier)
{
    struct thoth_version_set *set;
    struct thoth_version *version = NULL;
    struct thoth_text text = {any_version, sizeof any_version - 1};
    char *copy;

    if (thoth_version_set_of_specifier(specifier, false, NULL, &set) ==
        THOTH_OK) {
        if (thoth_version_set_witness(set, &version) == THOTH_OK && version)
            text = thoth_version_text(version);
        thoth_version_set_release(set);
    }
    copy = memory_allocate(text.length + 1);
    memcpy(copy, text.at, text.length);
    copy[text.length] = '\0';
    thoth_version_release(version);
    return copy;
}

static const char *version_for(struct bench_world *world, uint32_t spec)
{
    const struct thoth_bundle *bundle = world->bundle;

    if (spec == BUNDLE_NONE)
        return any_version;
    if (world->versions[spec] == NULL)
        world->versions[spec] =
            version_within(bundle_text(bundle, bundle->specs[spec]));
    return world->versions[spec];
}

static thoth_package package_for(struct bench_world *world, uint32_t package,
                                 const struct wish *wish)
{
    const struct thoth_bundle *bundle = world->bundle;
    const char *version = version_for(world, wish->spec);
    struct thoth_text index = {any_index, sizeof any_index - 1};
    thoth_package made;

    if (wish->index != BUNDLE_NONE)
        index = bundle_text(bundle, bundle->indexes[wish->index]);
    if (thoth_catalog_register(
            world->catalog, bundle_text(bundle, bundle->packages[package].name),
            (struct thoth_text){version, strlen(version)}, index, false,
            &made) != THOTH_OK)
        memory_ran_out();
    return made;
}

/* Takes what a conjunction asks of the package version at hand. */
static void take_wish(const uint32_t *code, uint32_t node, const uint32_t *row,
                      struct wish *wish)
{
    const uint32_t *head = code + node;

    switch (BUNDLE_NODE_OP(*head)) {
    case IR_OP_AND:
        for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(*head); i++)
            take_wish(code, BUNDLE_OPERAND_VALUE(head[i]), row, wish);
        break;
    case IR_OP_VERSION_IN:
        wish->spec = row[BUNDLE_OPERAND_VALUE(head[1])];
        break;
    case IR_OP_INDEX_IS:
        wish->index = row[BUNDLE_OPERAND_VALUE(head[1])];
        break;
    default:
        break;
    }
}

/* Resolves what a predicate asks of a state. */
static void meet(struct bench_world *world, const uint32_t *code, uint32_t node,
                 const uint32_t *row)
{
    const uint32_t *head = code + node;
    uint32_t op = BUNDLE_NODE_OP(*head);
    struct wish wish = {BUNDLE_NONE, BUNDLE_NONE};

    if (op == IR_OP_RESOLVED || op == IR_OP_FROM) {
        take_wish(code, BUNDLE_OPERAND_VALUE(head[2]), row, &wish);
        if (thoth_state_resolve(world->met,
                                package_for(world,
                                            row[BUNDLE_OPERAND_VALUE(head[1])],
                                            &wish)) != THOTH_OK)
            memory_ran_out();
        return;
    }
    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(*head); i++)
        if (BUNDLE_OPERAND_TAG(head[i]) == BUNDLE_OPERAND_NODE)
            meet(world, code, BUNDLE_OPERAND_VALUE(head[i]), row);
}

static void take_instance(struct bench_world *world, uint32_t package,
                          enum thoth_kind kind,
                          const struct pipeline_instance *instance)
{
    const struct thoth_bundle *bundle = world->bundle;
    const struct bundle_shape *shape = &bundle->shapes[instance->shape];
    const uint32_t *code = bundle->shape_code + shape->code;
    const uint32_t *row = bundle->rows + instance->row;
    struct wish wish = {BUNDLE_NONE, BUNDLE_NONE};
    struct bench_instance *made = &world->instances[world->count++];

    take_wish(code, shape->root, row, &wish);
    *made = (struct bench_instance){
        .instance = instance,
        .kind = kind,
        .package = package,
        .it = package != 0 ? package_for(world, package, &wish) : NATIVE_NONE,
    };
    if (shape->state != BUNDLE_NONE && kind == THOTH_STEP)
        meet(world, code, shape->state, row);
}

static void take_instances(struct bench_world *world)
{
    const struct thoth_pipeline *pipeline = world->pipeline;

    world->instances =
        memory_cleared((size_t)pipeline->kind_first[THOTH_KINDS] + 1,
                       sizeof *world->instances);
    for (uint32_t package = 0; package < world->bundle->package_count;
         package++)
        for (int kind = THOTH_SIEVE; kind < THOTH_KINDS; kind++) {
            struct pipeline_range range =
                pipeline_range(pipeline, package, (enum thoth_kind)kind);

            for (const struct pipeline_instance *at = range.first;
                 at < range.end; at++)
                take_instance(world, package, (enum thoth_kind)kind, at);
        }
}

enum thoth_status bench_world_open(struct bench_world *world,
                                   const struct thoth_bundle *bundle,
                                   struct thoth_pipeline *pipeline,
                                   struct thoth_error *error)
{
    enum thoth_status status;

    *world = (struct bench_world){.bundle = bundle, .pipeline = pipeline};
    world->versions =
        memory_cleared((size_t)bundle->spec_words + 1, sizeof *world->versions);
    if (thoth_catalog_create(bundle, NULL, &world->catalog) != THOTH_OK ||
        thoth_state_create(world->catalog, NULL, &world->none) != THOTH_OK ||
        thoth_state_create(world->catalog, NULL, &world->met) != THOTH_OK ||
        thoth_plans_create(pipeline, world->catalog, NULL, &world->plans) !=
            THOTH_OK)
        memory_ran_out();
    take_instances(world);
    for (uint32_t i = 0; i < world->count; i++) {
        const struct bench_instance *at = &world->instances[i];

        if (at->kind != THOTH_STEP || at->it == NATIVE_NONE)
            continue;
        status = thoth_plans_add(world->plans, at->it, error);
        if (status != THOTH_OK)
            return status;
    }
    return THOTH_OK;
}

void bench_world_release(struct bench_world *world)
{
    if (world->versions != NULL)
        for (uint32_t i = 0; i < world->bundle->spec_words; i++)
            free(world->versions[i]);
    free(world->versions);
    free(world->instances);
    thoth_plans_release(world->plans);
    thoth_state_release(world->met);
    thoth_state_release(world->none);
    thoth_catalog_release(world->catalog);
    thoth_pipeline_release(world->pipeline);
}
