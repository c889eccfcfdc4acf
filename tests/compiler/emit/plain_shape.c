/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A plain evaluation of shapes, as grammar/ir_ops.def words it: by recursion,
 * by linear searches, and with nothing of what makes the others fast.
 */
#include "tests/compiler/emit/plain_shape.h"

#include "runtime/ir_table.h"

#include <math.h>

/* A package version that is looked at; `dependents` are those still left. */
struct place {
    const struct random_world *world;
    const uint32_t *code;
    uint32_t it;
};

static int value_of(struct place place, uint32_t at);
static double number_of(struct place place, uint32_t at);

static uint32_t word_of(struct place place, uint32_t at, uint32_t number)
{
    return BUNDLE_OPERAND_VALUE(place.code[at + 1 + number]);
}

static uint32_t constant_of(struct place place, uint32_t at, uint32_t number)
{
    return place.world->row[word_of(place, at, number)];
}

static uint32_t find_resolved(struct place place, uint32_t name)
{
    for (uint32_t i = 0; i < place.world->state.count; i++)
        if (place.world->facts[place.world->resolved[i]].name == name)
            return place.world->resolved[i];
    return NATIVE_NONE;
}

static int version_in(struct place place, uint32_t at)
{
    uint32_t constant = constant_of(place, at, 0);
    const uint32_t *spec = place.world->specs + constant;
    const struct native_fact *fact = &place.world->facts[place.it];
    uint32_t allowed = BUNDLE_NODE_IMMEDIATE(place.code[at]) & IR_PRERELEASES;

    if (spec[1] & BUNDLE_SPEC_IRREGULAR || fact->flags & NATIVE_LEGACY)
        return world_answer(constant, place.it, allowed, 2);
    if (fact->flags & NATIVE_PRERELEASE && !allowed &&
        !(spec[1] & BUNDLE_SPEC_PRERELEASES))
        return 0;
    for (uint32_t i = 0; i < BUNDLE_SPEC_COUNT(spec[1]); i++)
        if (fact->position >= spec[2 + 2 * i] &&
            fact->position < spec[3 + 2 * i])
            return 1;
    return 0;
}

static int resolved(struct place place, uint32_t at, uint32_t *found)
{
    *found = find_resolved(place, constant_of(place, at, 0));
    if (*found == NATIVE_NONE)
        return 0;
    place.it = *found;
    return value_of(place, word_of(place, at, 1));
}

static int dependents(struct place place, uint32_t at)
{
    struct native_dependents of = place.world->dependents_of[place.it];
    const uint32_t *all = place.world->dependents + of.first;
    bool left[WORLD_PACKAGES] = {false};

    for (uint32_t i = 0; i < of.count; i++)
        left[all[i]] = true;
    for (uint32_t i = 0; i < BUNDLE_NODE_OPERANDS(place.code[at]); i++) {
        uint32_t found;
        int holds = resolved(place, word_of(place, at, i), &found);

        if (holds != 1)
            return holds;
        if (!left[found])
            return 0;
        left[found] = false;
    }
    if (BUNDLE_NODE_IMMEDIATE(place.code[at]) & IR_OTHERS)
        return 1;
    for (uint32_t i = 0; i < WORLD_PACKAGES; i++)
        if (left[i] && find_resolved(place, place.world->facts[i].name) == i)
            return 0;
    return 1;
}

static int logic(struct place place, uint32_t at, int go_on)
{
    for (uint32_t i = 0; i < BUNDLE_NODE_OPERANDS(place.code[at]); i++) {
        int holds = value_of(place, word_of(place, at, i));

        if (holds != go_on)
            return holds;
    }
    return go_on;
}

static int context(struct place place, uint32_t at)
{
    uint32_t op = BUNDLE_NODE_OP(place.code[at]);
    uint32_t immediate = BUNDLE_NODE_IMMEDIATE(place.code[at]);
    const struct native_request *request = &place.world->request;

    switch (op) {
    case IR_OP_ADVISER:
        return request->adviser == 1;
    case IR_OP_MONKEY:
        return request->adviser == 0;
    case IR_OP_RECOMMENDS:
        return (request->recommendation & immediate) != 0;
    case IR_OP_DECIDES:
        return (request->decision & immediate) != 0;
    case IR_OP_AUTHENTICATED:
        return request->authenticated == 1;
    default:
        return world_answer(op, immediate,
                            BUNDLE_NODE_OPERANDS(place.code[at])
                                ? constant_of(place, at, 0)
                                : immediate,
                            1);
    }
}

static int comparison(struct place place, uint32_t at)
{
    double left = number_of(place, word_of(place, at, 0));
    double right = number_of(place, word_of(place, at, 1));
    uint32_t outcomes = BUNDLE_NODE_IMMEDIATE(place.code[at]);

    return (outcomes & IR_LESS && left < right) ||
           (outcomes & IR_EQUAL && left == right) ||
           (outcomes & IR_GREATER && left > right);
}

static int value_of(struct place place, uint32_t at)
{
    const struct native_fact *fact = &place.world->facts[place.it];
    uint32_t found;
    int holds;

    switch (BUNDLE_NODE_OP(place.code[at])) {
    case IR_OP_ALWAYS:
        return 1;
    case IR_OP_NEVER:
        return 0;
    case IR_OP_FAIL:
        return NATIVE_FAILS;
    case IR_OP_AND:
        return logic(place, at, 1);
    case IR_OP_OR:
        return logic(place, at, 0);
    case IR_OP_NOT:
        holds = value_of(place, word_of(place, at, 0));
        return holds < 0 ? holds : 1 - holds;
    case IR_OP_VERSION_IN:
        return version_in(place, at);
    case IR_OP_INDEX_IS:
        return fact->index == constant_of(place, at, 0);
    case IR_OP_DEVELOP:
        return fact->flags & NATIVE_DEVELOP ? 1 : 0;
    case IR_OP_RESOLVED:
        return resolved(place, at, &found);
    case IR_OP_DEPENDENTS:
        return dependents(place, at);
    case IR_OP_NAMED:
        return fact->name == constant_of(place, at, 0);
    case IR_OP_RELEASE_IS:
        return fact->flags >> NATIVE_RELEASES &
                       BUNDLE_NODE_IMMEDIATE(place.code[at])
                   ? 1
                   : 0;
    case IR_OP_COMPARE:
        return comparison(place, at);
    default:
        return context(place, at);
    }
}

static double less_of(double left, double right)
{
    return left > right ? right : left;
}

static double greater_of(double left, double right)
{
    return left > right ? left : right;
}

/* Operands folded by an operation on two numbers. */
static double chain(struct place place, uint32_t at)
{
    double result = number_of(place, word_of(place, at, 0));

    for (uint32_t i = 1; i < BUNDLE_NODE_OPERANDS(place.code[at]); i++) {
        double next = number_of(place, word_of(place, at, i));

        switch (BUNDLE_NODE_OP(place.code[at])) {
        case IR_OP_ADD:
            result = result + next;
            break;
        case IR_OP_SUBTRACT:
            result = result - next;
            break;
        case IR_OP_MULTIPLY:
            result = result * next;
            break;
        case IR_OP_MINIMUM:
            result = less_of(result, next);
            break;
        default:
            result = greater_of(result, next);
        }
    }
    return result;
}

static double number_of(struct place place, uint32_t at)
{
    double first, by;

    switch (BUNDLE_NODE_OP(place.code[at])) {
    case IR_OP_CONSTANT:
        return place.world->numbers[constant_of(place, at, 0)];
    case IR_OP_DIVIDE:
        by = place.world->numbers[constant_of(place, at, 1)];
        first = number_of(place, word_of(place, at, 0));
        return by == 0 ? 0 : first / by;
    case IR_OP_NEGATE:
        return -number_of(place, word_of(place, at, 0));
    case IR_OP_ABSOLUTE:
        return fabs(number_of(place, word_of(place, at, 0)));
    case IR_OP_CLAMP:
        first = greater_of(number_of(place, word_of(place, at, 0)),
                           number_of(place, word_of(place, at, 1)));
        return less_of(first, number_of(place, word_of(place, at, 2)));
    case IR_OP_CHOOSE:
        if (value_of(place, word_of(place, at, 0)) == 1)
            return number_of(place, word_of(place, at, 1));
        return number_of(place, word_of(place, at, 2));
    case IR_OP_STACK_SIZE:
        return place.world->state.count;
    case IR_OP_ADD:
    case IR_OP_SUBTRACT:
    case IR_OP_MULTIPLY:
    case IR_OP_MINIMUM:
    case IR_OP_MAXIMUM:
        return chain(place, at);
    default:
        return world_fact(BUNDLE_NODE_OP(place.code[at]), place.it);
    }
}

int world_holds(const struct random_world *world, const uint32_t *code,
                uint32_t at, uint32_t it)
{
    return value_of((struct place){world, code, it}, at);
}

bool world_score(const struct random_world *world,
                 const struct bundle_shape *shape, const uint32_t *code,
                 uint32_t it, struct world_score *score)
{
    struct place place = {world, code, it};

    for (uint32_t i = 0; i < BUNDLE_NODE_OPERANDS(code[shape->root]); i++) {
        uint32_t effect = word_of(place, shape->root, i);

        if (BUNDLE_NODE_OP(code[effect]) != IR_OP_SCORE)
            continue;
        score->node = word_of(place, effect, 0);
        score->value = number_of(place, score->node);
        return true;
    }
    return false;
}
