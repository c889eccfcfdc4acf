/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A counting sort: members in the order of inclusion, one kind after the other,
 * are dealt out to their packages, so that each package keeps that order.
 */
#include "runtime/pipeline_group.h"

#include "runtime/ir_table.h"

#include <string.h>

/* Chosen members by kind, without those of late units. */
static void count_kinds(struct thoth_pipeline *pipeline,
                        const struct inclusion_plan *plan)
{
    const struct thoth_bundle *bundle = pipeline->bundle;
    uint32_t counts[THOTH_KINDS] = {0};

    for (uint32_t unit = 0; unit < bundle->unit_count; unit++)
        if (plan->chosen[unit] != INCLUSION_NO)
            counts[bundle_kind_of(bundle, unit)] +=
                bundle_unit_members(bundle, unit).count;
    for (uint32_t kind = 0; kind < THOTH_KINDS; kind++)
        pipeline->kind_first[kind + 1] =
            pipeline->kind_first[kind] + counts[kind];
}

static void order_unit(struct thoth_pipeline *pipeline, uint32_t unit,
                       uint32_t next[THOTH_KINDS])
{
    struct bundle_members members = bundle_unit_members(pipeline->bundle, unit);
    uint32_t *at = &next[bundle_kind_of(pipeline->bundle, unit)];

    for (uint32_t i = 0; i < members.count; i++)
        pipeline->order[(*at)++] = members.first + i;
}

static void fill_order(struct thoth_pipeline *pipeline,
                       const struct inclusion_plan *plan)
{
    uint32_t next[THOTH_KINDS];

    memcpy(next, pipeline->kind_first, sizeof next);
    for (uint32_t unit = 0; unit < pipeline->bundle->unit_count; unit++)
        if (plan->chosen[unit] == INCLUSION_YES)
            order_unit(pipeline, unit, next);
    for (uint32_t i = 0; i < plan->late_count; i++)
        order_unit(pipeline, plan->late[i], next);
}

/* Does a match hold for everything? */
static bool always_holds(const struct thoth_bundle *bundle, uint32_t number)
{
    const struct bundle_shape *shape = &bundle->shapes[number];
    uint32_t root = bundle->shape_code[shape->code + shape->root];

    return shape->state == BUNDLE_NONE && BUNDLE_NODE_OP(root) == IR_OP_ALWAYS;
}

/* What is known of a MATCH shape. */
struct match_facts {
    struct filter_columns columns;
    bool always;
};

/* A pipeline whose packages are being filled. */
struct grouping {
    struct thoth_pipeline *pipeline;
    struct match_facts *matches; /* by shape */
};

static struct pipeline_instance make_instance(const struct grouping *grouping,
                                              uint32_t member)
{
    const struct thoth_bundle *bundle = grouping->pipeline->bundle;
    uint32_t unit = bundle_member_unit(bundle, member);
    const struct bundle_pattern *pattern = bundle_pattern_of(bundle, unit);
    struct bundle_match match = bundle_member_match(bundle, member);
    const struct match_facts *facts = &grouping->matches[match.shape];
    struct pipeline_instance instance = {
        .unit = unit,
        .shape = match.shape,
        .row = (uint32_t)(match.row - bundle->rows),
        .flags = pattern->type,
        .filter = filter_make(bundle, &facts->columns, match.row),
    };

    if (pattern->flags & BUNDLE_PATTERN_MULTI)
        instance.flags |= PIPELINE_MULTI;
    if (facts->always)
        instance.flags |= PIPELINE_ALWAYS;
    if (member < bundle->unit_count)
        instance.flags |= PIPELINE_ONLY;
    return instance;
}

static bool make_matches(struct grouping *grouping)
{
    const struct thoth_bundle *bundle = grouping->pipeline->bundle;

    grouping->matches = thoth_allocate(
        grouping->pipeline->allocator,
        (size_t)bundle->shape_count * sizeof *grouping->matches + 1);
    if (grouping->matches == NULL)
        return false;
    for (uint32_t i = 0; i < bundle->shape_count; i++)
        if (bundle->shapes[i].kind == BUNDLE_SHAPE_MATCH)
            grouping->matches[i] = (struct match_facts){
                filter_columns_of(bundle, i), always_holds(bundle, i)};
    return true;
}

/* Calls `deal` for the members of the order with the place of their package and
 * kind in package_first. */
static void for_each_place(const struct grouping *grouping,
                           void (*deal)(const struct grouping *grouping,
                                        uint32_t place, uint32_t member))
{
    const struct thoth_pipeline *pipeline = grouping->pipeline;
    const uint32_t *package_of = pipeline->bundle->package_of;

    for (uint32_t kind = 0; kind < THOTH_KINDS; kind++)
        for (uint32_t i = pipeline->kind_first[kind];
             i < pipeline->kind_first[kind + 1]; i++) {
            uint32_t member = pipeline->order[i];

            deal(grouping, package_of[member] * THOTH_KINDS + kind, member);
        }
}

static inline void count_place(const struct grouping *grouping, uint32_t place,
                               uint32_t member)
{
    struct thoth_pipeline *pipeline = grouping->pipeline;

    (void)member;
    pipeline->package_first[place + 2]++;
    pipeline->kinds_of[place / THOTH_KINDS] |=
        (uint8_t)(1u << place % THOTH_KINDS);
}

static inline void fill_place(const struct grouping *grouping, uint32_t place,
                              uint32_t member)
{
    struct thoth_pipeline *pipeline = grouping->pipeline;

    pipeline->instances[pipeline->package_first[place + 1]++] =
        make_instance(grouping, member);
}

/* Counts stand two places ahead of where they belong while they are summed up,
 * and starts one place ahead while they are filled from. */
static void fill_packages(const struct grouping *grouping)
{
    struct thoth_pipeline *pipeline = grouping->pipeline;
    uint32_t *first = pipeline->package_first;
    uint32_t places = pipeline->bundle->package_count * THOTH_KINDS;

    for_each_place(grouping, count_place);
    for (uint32_t i = 2; i < places + 2; i++)
        first[i] += first[i - 1];
    for_each_place(grouping, fill_place);
}

/* The arrays of a pipeline in one block, instances first as they are the
 * widest. */
static bool lay_out(struct thoth_pipeline *pipeline, uint32_t requirements)
{
    size_t members = pipeline->kind_first[THOTH_KINDS];
    size_t packages = pipeline->bundle->package_count;
    size_t instances = members * sizeof(struct pipeline_instance);
    size_t required = requirements * sizeof(struct pipeline_requirement);
    size_t places = (packages * THOTH_KINDS + 2) * sizeof(uint32_t);
    size_t order = members * sizeof(uint32_t);
    char *at = thoth_allocate(pipeline->allocator,
                              instances + required + places + order + packages);

    if (at == NULL)
        return false;
    pipeline->memory = at;
    pipeline->instances = (struct pipeline_instance *)at;
    pipeline->requirements = (struct pipeline_requirement *)(at += instances);
    pipeline->package_first = (uint32_t *)(at += required);
    pipeline->order = (uint32_t *)(at += places);
    pipeline->kinds_of = (uint8_t *)(at += order);
    memset(pipeline->package_first, 0, places);
    memset(pipeline->kinds_of, 0, packages);
    return true;
}

enum thoth_status pipeline_group(struct thoth_pipeline *pipeline,
                                 const struct inclusion_plan *plan,
                                 uint32_t requirements)
{
    struct grouping grouping = {.pipeline = pipeline};

    count_kinds(pipeline, plan);
    if (!lay_out(pipeline, requirements) || !make_matches(&grouping))
        return THOTH_E_MEMORY;
    fill_order(pipeline, plan);
    fill_packages(&grouping);
    thoth_release(pipeline->allocator, grouping.matches);
    return THOTH_OK;
}
