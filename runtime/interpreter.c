/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A recursive walk over nodes. Operands that are predicates are offsets from
 * the shape's code, constants are columns of the row. Failures are negative
 * and pass through every predicate; the verifier keeps them away from numbers.
 */
#include "runtime/interpreter.h"

#include "runtime/ir_table.h"

/* What a walk takes along unchanged. */
struct walk {
    const struct native_frame *frame;
    const uint32_t *code;
    const uint32_t *row;
};

static int predicate(const struct walk *walk, uint32_t node, uint32_t it);
static double number(const struct walk *walk, uint32_t node, uint32_t it);

static uint32_t column(const struct walk *walk, uint32_t operand)
{
    return walk->row[BUNDLE_OPERAND_VALUE(operand)];
}

/* Most conjunctions end at a question about the package version, so those are
 * answered without another call. */
static int conjunct(const struct walk *walk, uint32_t offset, uint32_t it)
{
    const uint32_t *node = walk->code + offset;

    switch (BUNDLE_NODE_OP(*node)) {
    case IR_OP_INDEX_IS:
        return native_index_is(walk->frame, column(walk, node[1]), it);
    case IR_OP_VERSION_IN:
        return native_version_in(walk->frame, column(walk, node[1]), it,
                                 BUNDLE_NODE_IMMEDIATE(*node) & IR_PRERELEASES);
    default:
        return predicate(walk, offset, it);
    }
}

static int conjunction(const struct walk *walk, const uint32_t *node,
                       uint32_t it)
{
    uint32_t count = BUNDLE_NODE_OPERANDS(*node);

    for (uint32_t i = 1; i <= count; i++) {
        int holds = conjunct(walk, BUNDLE_OPERAND_VALUE(node[i]), it);

        if (holds != 1)
            return holds;
    }
    return 1;
}

static int disjunction(const struct walk *walk, const uint32_t *node,
                       uint32_t it)
{
    uint32_t count = BUNDLE_NODE_OPERANDS(*node);

    for (uint32_t i = 1; i <= count; i++) {
        int holds = predicate(walk, BUNDLE_OPERAND_VALUE(node[i]), it);

        if (holds != 0)
            return holds;
    }
    return 0;
}

static int negation(const struct walk *walk, const uint32_t *node, uint32_t it)
{
    int holds = predicate(walk, BUNDLE_OPERAND_VALUE(node[1]), it);

    return holds < 0 ? holds : !holds;
}

/* The package that `resolved` or `from` found, when its predicate holds. */
static int resolved(const struct walk *walk, const uint32_t *node,
                    uint32_t *found)
{
    *found = native_resolved(walk->frame->state, column(walk, node[1]));
    if (*found == NATIVE_NONE)
        return 0;
    return predicate(walk, BUNDLE_OPERAND_VALUE(node[2]), *found);
}

static int dependents(const struct walk *walk, const uint32_t *node,
                      uint32_t it)
{
    uint32_t count = BUNDLE_NODE_OPERANDS(*node);
    uint32_t left[BUNDLE_MOST_OPERANDS];

    for (uint32_t i = 0; i < count; i++) {
        int holds = resolved(
            walk, walk->code + BUNDLE_OPERAND_VALUE(node[1 + i]), &left[i]);

        if (holds != 1)
            return holds;
        if (!native_is_dependent(walk->frame, it, left[i], left, i))
            return 0;
    }
    return (BUNDLE_NODE_IMMEDIATE(*node) & IR_OTHERS) ||
           !native_others_resolved(walk->frame, it, left, count);
}

/* An operation on the request that needs a call, with or without a constant. */
static int of_request(const struct walk *walk, const uint32_t *node)
{
    const struct native_frame *frame = walk->frame;
    uint32_t immediate = BUNDLE_NODE_IMMEDIATE(*node);
    uint32_t constant =
        BUNDLE_NODE_OPERANDS(*node) ? column(walk, node[1]) : immediate;

    return frame->calls->context(frame, BUNDLE_NODE_OP(*node), immediate,
                                 constant);
}

/* Operand `place` of a node, a number itself. */
static double number_at(const struct walk *walk, const uint32_t *node,
                        uint32_t place, uint32_t it)
{
    return number(walk, BUNDLE_OPERAND_VALUE(node[1 + place]), it);
}

static int comparison(const struct walk *walk, const uint32_t *node,
                      uint32_t it)
{
    return native_compare(BUNDLE_NODE_IMMEDIATE(*node),
                          number_at(walk, node, 0, it),
                          number_at(walk, node, 1, it));
}

static int predicate(const struct walk *walk, uint32_t offset, uint32_t it)
{
    const struct native_frame *frame = walk->frame;
    const uint32_t *node = walk->code + offset;
    uint32_t immediate = BUNDLE_NODE_IMMEDIATE(*node), found;

    switch (BUNDLE_NODE_OP(*node)) {
    case IR_OP_VERSION_IN:
        return native_version_in(frame, column(walk, node[1]), it,
                                 immediate & IR_PRERELEASES);
    case IR_OP_AND:
        return conjunction(walk, node, it);
    case IR_OP_INDEX_IS:
        return native_index_is(frame, column(walk, node[1]), it);
    case IR_OP_DEVELOP:
        return native_develop(frame, it);
    case IR_OP_NOT:
        return negation(walk, node, it);
    case IR_OP_RESOLVED:
        return resolved(walk, node, &found);
    case IR_OP_DEPENDENTS:
        return dependents(walk, node, it);
    case IR_OP_ALWAYS:
        return 1;
    case IR_OP_NEVER:
        return 0;
    case IR_OP_OR:
        return disjunction(walk, node, it);
    case IR_OP_FAIL:
        return NATIVE_FAILS;
    case IR_OP_ADVISER:
        return frame->request->adviser != 0;
    case IR_OP_MONKEY:
        return frame->request->adviser == 0;
    case IR_OP_RECOMMENDS:
        return (frame->request->recommendation & immediate) != 0;
    case IR_OP_DECIDES:
        return (frame->request->decision & immediate) != 0;
    case IR_OP_AUTHENTICATED:
        return frame->request->authenticated != 0;
    case IR_OP_NAMED:
        return native_named(frame, column(walk, node[1]), it);
    case IR_OP_RELEASE_IS:
        return native_release_is(frame, immediate, it);
    case IR_OP_COMPARE:
        return comparison(walk, node, it);
    default:
        return of_request(walk, node);
    }
}

/* An operation on any number of numbers, from left to right. */
static double chain(const struct walk *walk, const uint32_t *node, uint32_t it)
{
    uint32_t count = BUNDLE_NODE_OPERANDS(*node);
    double result = number_at(walk, node, 0, it);

    for (uint32_t i = 1; i < count; i++) {
        double next = number_at(walk, node, i, it);

        switch (BUNDLE_NODE_OP(*node)) {
        case IR_OP_ADD:
            result += next;
            break;
        case IR_OP_MULTIPLY:
            result *= next;
            break;
        case IR_OP_MINIMUM:
            result = native_minimum(result, next);
            break;
        default:
            result = native_maximum(result, next);
        }
    }
    return result;
}

static double clamp(const struct walk *walk, const uint32_t *node, uint32_t it)
{
    double least = native_maximum(number_at(walk, node, 0, it),
                                  number_at(walk, node, 1, it));

    return native_minimum(least, number_at(walk, node, 2, it));
}

static double choose(const struct walk *walk, const uint32_t *node, uint32_t it)
{
    int holds = predicate(walk, BUNDLE_OPERAND_VALUE(node[1]), it);

    return number_at(walk, node, holds == 1 ? 1 : 2, it);
}

static double number(const struct walk *walk, uint32_t offset, uint32_t it)
{
    const struct native_frame *frame = walk->frame;
    const uint32_t *node = walk->code + offset;
    uint32_t op = BUNDLE_NODE_OP(*node);

    switch (op) {
    case IR_OP_CONSTANT:
        return frame->numbers[column(walk, node[1])];
    case IR_OP_ADD:
    case IR_OP_MULTIPLY:
    case IR_OP_MINIMUM:
    case IR_OP_MAXIMUM:
        return chain(walk, node, it);
    case IR_OP_SUBTRACT:
        return number_at(walk, node, 0, it) - number_at(walk, node, 1, it);
    case IR_OP_DIVIDE:
        return native_divide(number_at(walk, node, 0, it),
                             frame->numbers[column(walk, node[2])]);
    case IR_OP_NEGATE:
        return 0 - number_at(walk, node, 0, it);
    case IR_OP_ABSOLUTE:
        return native_absolute(number_at(walk, node, 0, it));
    case IR_OP_CLAMP:
        return clamp(walk, node, it);
    case IR_OP_CHOOSE:
        return choose(walk, node, it);
    case IR_OP_STACK_SIZE:
        return native_stack_size(frame);
    default:
        return frame->calls->number(frame, op, it);
    }
}

int interpreter_predicate(const struct native_frame *frame,
                          const uint32_t *code, uint32_t node,
                          const uint32_t *row, uint32_t it)
{
    struct walk walk = {frame, code, row};

    return predicate(&walk, node, it);
}

double interpreter_number(const struct native_frame *frame,
                          const uint32_t *code, uint32_t node,
                          const uint32_t *row, uint32_t it)
{
    struct walk walk = {frame, code, row};

    /* Nearly all scores are constants. */
    if (BUNDLE_NODE_OP(code[node]) == IR_OP_CONSTANT)
        return frame->numbers[row[BUNDLE_OPERAND_VALUE(code[node + 1])]];
    return number(&walk, node, it);
}
