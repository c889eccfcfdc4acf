/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Orders what was measured by cost, and names units by their rules.
 */
#include "compiler/driver/bench_report.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/base/visible_text.h"
#include "compiler/driver/command.h"
#include "runtime/unit_print.h"

#include <stdio.h>
#include <stdlib.h>

/* A shape and what its instances take together. */
struct shape_cost {
    const struct bench_instance *dearest;
    double seconds;
    uint32_t count;
};

static void print_expression(const struct thoth_bundle *bundle,
                             const struct bench_instance *at, uint32_t node)
{
    const uint32_t *row = bundle->rows + at->instance->row;
    uint32_t shape = at->instance->shape;
    size_t size =
        unit_print_expression(bundle, shape, node, row, at->package, NULL, 0) +
        1;
    char *text = memory_allocate(size);

    unit_print_expression(bundle, shape, node, row, at->package, text, size);
    visible_print(stdout, (struct thoth_text){text, size - 1});
    free(text);
}

static void print_match(const struct thoth_bundle *bundle,
                        const struct bench_instance *at)
{
    const struct bundle_shape *shape = &bundle->shapes[at->instance->shape];

    print_expression(bundle, at, shape->root);
    if (shape->state != BUNDLE_NONE) {
        fputs(" and ", stdout);
        print_expression(bundle, at, shape->state);
    }
}

static void print_unit(const struct thoth_bundle *bundle, uint32_t number)
{
    struct thoth_unit unit;

    if (thoth_unit_describe(bundle, number, &unit) != THOTH_OK)
        return;
    command_print_name(&unit);
    fputs("  ", stdout);
    command_print_place(bundle, &unit);
}

static int by_shape_cost(const void *left, const void *right)
{
    double a = ((const struct shape_cost *)left)->seconds;
    double b = ((const struct shape_cost *)right)->seconds;

    return (a < b) - (a > b);
}

static int by_cost(const void *left, const void *right)
{
    const struct bench_instance *a =
        *(const struct bench_instance *const *)left;
    const struct bench_instance *b =
        *(const struct bench_instance *const *)right;

    if (a->seconds != b->seconds)
        return a->seconds < b->seconds ? 1 : -1;
    return (a->instance > b->instance) - (a->instance < b->instance);
}

void bench_report_shapes(const struct bench_world *world, uint32_t top)
{
    const struct thoth_bundle *bundle = world->bundle;
    struct shape_cost *costs =
        memory_cleared((size_t)bundle->shape_count + 1, sizeof *costs);

    for (uint32_t i = 0; i < world->count; i++) {
        const struct bench_instance *at = &world->instances[i];
        struct shape_cost *cost = &costs[at->instance->shape];

        if (at->it == NATIVE_NONE)
            continue;
        cost->seconds += at->seconds;
        cost->count++;
        if (cost->dearest == NULL || at->seconds > cost->dearest->seconds)
            cost->dearest = at;
    }
    qsort(costs, bundle->shape_count, sizeof *costs, by_shape_cost);
    puts("\nshapes, by all their matches, with an example each:");
    for (uint32_t i = 0; i < top && i < bundle->shape_count && costs[i].count;
         i++) {
        printf("%9.1f us  %7u x %6.1f ns  ", costs[i].seconds * 1e6,
               costs[i].count, costs[i].seconds * 1e9 / costs[i].count);
        print_match(bundle, costs[i].dearest);
        putchar('\n');
    }
    free(costs);
}

void bench_report_units(const struct bench_world *world, uint32_t top)
{
    const struct bench_instance **order =
        memory_cleared((size_t)world->count + 1, sizeof *order);
    uint32_t count = 0;

    for (uint32_t i = 0; i < world->count; i++)
        if (world->instances[i].it != NATIVE_NONE)
            order[count++] = &world->instances[i];
    qsort(order, count, sizeof *order, by_cost);
    puts("\nunits, by one match:");
    for (uint32_t i = 0; i < top && i < count; i++) {
        printf("%9.1f ns  ", order[i]->seconds * 1e9);
        print_unit(world->bundle, order[i]->instance->unit);
        putchar('\n');
    }
    free(order);
}

/* The entry of an instance in the plan of its package version, or NULL. */
static const struct plan_entry *find_entry(const struct bench_world *world,
                                           const struct bench_instance *at)
{
    const struct plan *plan =
        at->kind == THOTH_STEP ? plans_find(world->plans, at->it) : NULL;

    if (plan == NULL)
        return NULL;
    for (uint32_t i = 0; i < plan->count; i++) {
        const struct plan_entry *entry =
            &world->plans->entries[plan->first + i];

        if (entry->instance == at->instance && (entry->flags & PLAN_STATE))
            return entry;
    }
    return NULL;
}

static void print_reason(const struct bench_world *world,
                         const struct bench_instance *at,
                         const struct plan_entry *entry)
{
    const struct thoth_bundle *bundle = world->bundle;
    const struct bundle_shape *shape = &bundle->shapes[at->instance->shape];

    fputs("      ", stdout);
    if (shape->state != BUNDLE_NONE)
        print_expression(bundle, at, shape->state);
    else if (entry->flags & PLAN_LIVE)
        print_expression(bundle, at, shape->root);
    else if (entry->flags & PLAN_SCORES)
        fputs("its score depends on the state", stdout);
    else
        fputs("adds a package unless one of its name is resolved", stdout);
    putchar('\n');
}

void bench_report_loop(const struct bench_world *world, uint32_t top)
{
    uint32_t steps = 0, left = 0;

    for (uint32_t i = 0; i < world->count; i++) {
        steps += world->instances[i].kind == THOTH_STEP;
        left += find_entry(world, &world->instances[i]) != NULL;
    }
    printf("\ninner loop: %u of %u matches of steps are left to the state\n",
           left, steps);
    for (uint32_t i = 0; i < world->count && top > 0; i++) {
        const struct bench_instance *at = &world->instances[i];
        const struct plan_entry *entry = find_entry(world, at);

        if (entry == NULL)
            continue;
        fputs("  ", stdout);
        print_unit(world->bundle, at->instance->unit);
        putchar('\n');
        print_reason(world, at, entry);
        top--;
    }
}
