/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Few names, versions and numbers, so that coincidences are frequent: packages
 * that are resolved, dependents among them, positions on interval borders.
 */
#include "tests/compiler/emit/random_world.h"

#include "runtime/ir_table.h"

int world_answer(uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    uint32_t mixed = (a * 31 + b) * 31 + c * 7 + d * 131;

    mixed = (mixed ^ mixed >> 7) * 2654435769u >> 20;
    switch (mixed % 32) {
    case 0:
        return NATIVE_PATTERN;
    case 1:
        return NATIVE_VERSION;
    default:
        return mixed % 32 < 20;
    }
}

static int call_context(const struct native_frame *frame, uint32_t op,
                        uint32_t immediate, uint32_t constant)
{
    (void)frame;
    return world_answer(op, immediate, constant, 1);
}

static int call_irregular(const struct native_frame *frame, uint32_t spec,
                          uint32_t package, uint32_t prereleases)
{
    (void)frame;
    return world_answer(spec, package, prereleases, 2);
}

double world_fact(uint32_t op, uint32_t package)
{
    return (op * 7 + package * 5) % 6;
}

static double call_number(const struct native_frame *frame, uint32_t op,
                          uint32_t package)
{
    (void)frame;
    return world_fact(op, package);
}

static const struct native_calls calls = {call_context, call_irregular,
                                          call_number};

static void random_specs(struct dice *dice, struct random_world *world)
{
    for (uint32_t i = 0; i < WORLD_SPECS; i++) {
        uint32_t *spec = world->specs + i * WORLD_SPEC_WORDS;
        uint32_t count = dice_below(dice, 4), at = 0;

        spec[0] = BUNDLE_NONE;
        spec[1] = count;
        if (!dice_below(dice, 3))
            spec[1] |= BUNDLE_SPEC_PRERELEASES;
        if (!dice_below(dice, 6))
            spec[1] = BUNDLE_SPEC_IRREGULAR;
        for (uint32_t k = 0; k < 2 * count; k++)
            spec[2 + k] = at += 1 + dice_below(dice, 4);
    }
}

static void random_packages(struct dice *dice, struct random_world *world)
{
    uint32_t next = 0;

    for (uint32_t i = 0; i < WORLD_PACKAGES; i++) {
        world->facts[i] = (struct native_fact){
            .name = dice_below(dice, WORLD_NAMES),
            .index = dice_below(dice, 3),
            .position = dice_below(dice, 20),
            .flags = dice_below(dice, 8) | dice_below(dice, 16)
                                               << NATIVE_RELEASES,
        };
        world->dependents_of[i] =
            (struct native_dependents){next, dice_below(dice, 5)};
        for (uint32_t k = 0; k < world->dependents_of[i].count; k++)
            world->dependents[next++] = dice_below(dice, WORLD_PACKAGES);
    }
}

static void resolve(struct random_world *world, uint32_t package)
{
    uint32_t name = world->facts[package].name;
    uint32_t at = (uint32_t)(name * NATIVE_SPREAD) >> world->state.shift;

    while (world->slots[at].package != NATIVE_NONE) {
        if (world->slots[at].name == name)
            return;
        at = (at + 1) % WORLD_SLOTS;
    }
    world->slots[at] = (struct native_slot){name, package};
    world->resolved[world->state.count++] = package;
}

void random_world(struct dice *dice, struct random_world *world)
{
    random_specs(dice, world);
    random_packages(dice, world);
    for (uint32_t i = 0; i < WORLD_SLOTS; i++)
        world->slots[i] = (struct native_slot){0, NATIVE_NONE};
    world->state = (struct native_state){world->slots, 28, 0, world->resolved};
    for (uint32_t i = dice_below(dice, 10); i; i--)
        resolve(world, dice_below(dice, WORLD_PACKAGES));
    world->request = (struct native_request){
        dice_below(dice, 2),
        dice_below(dice, 6) ? 1u << dice_below(dice, 5) : 0,
        dice_below(dice, 3) ? 1u << dice_below(dice, 2) : 0,
        dice_below(dice, 2)};
    for (uint32_t i = 0; i < WORLD_NUMBERS; i++)
        world->numbers[i] =
            i ? dice_below(dice, 1000) / 500.0 - 1 : dice_below(dice, 3);
    world->frame = (struct native_frame){world->specs,
                                         world->numbers,
                                         world->facts,
                                         world->dependents_of,
                                         world->dependents,
                                         &world->state,
                                         &world->request,
                                         &calls,
                                         world};
}

void random_row(struct dice *dice, struct random_world *world,
                const struct bundle_shape *shape, const uint32_t *code)
{
    for (uint32_t i = 0; i < shape->columns; i++) {
        switch (code[i]) {
        case IR_TYPE_SPEC:
            world->row[i] = dice_below(dice, WORLD_SPECS) * WORLD_SPEC_WORDS;
            break;
        case IR_TYPE_PACKAGE:
            world->row[i] = dice_below(dice, WORLD_NAMES);
            break;
        case IR_TYPE_INDEX:
            world->row[i] = dice_below(dice, 3);
            break;
        case IR_TYPE_NUMBER:
            world->row[i] = dice_below(dice, WORLD_NUMBERS);
            break;
        default:
            world->row[i] = dice_below(dice, 100);
        }
    }
}
