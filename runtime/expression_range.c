/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Interval arithmetic in doubles. An end is rounded like the number that it
 * bounds, by the same operation on ends, so no bound is too narrow: rounding is
 * monotonic, and sums and products are taken in the same order.
 */
#include "runtime/expression_range.h"

#include <math.h>

const struct expression_range EXPRESSION_ANY_FACT = {0, NATIVE_MOST_FACT};

static const struct expression_range ANYTHING = {-INFINITY, INFINITY};

static struct expression_range of(double low, double high)
{
    if (isnan(low) || isnan(high))
        return ANYTHING;
    return (struct expression_range){low, high};
}

static struct expression_range operand(const struct expression *expression,
                                       uint32_t node, uint32_t place)
{
    return expression_range(
        expression, BUNDLE_OPERAND_VALUE(expression->code[node + 1 + place]));
}

static bool ends(struct expression_range range)
{
    return isfinite(range.low) && isfinite(range.high);
}

/* 0 times what has no end may be anything. */
static struct expression_range product(struct expression_range left,
                                       struct expression_range right)
{
    double corners[] = {left.low * right.low, left.low * right.high,
                        left.high * right.low, left.high * right.high};
    struct expression_range range = {corners[0], corners[0]};

    if (!ends(left) || !ends(right))
        return ANYTHING;
    for (int i = 1; i < 4; i++) {
        range.low = native_minimum(range.low, corners[i]);
        range.high = native_maximum(range.high, corners[i]);
    }
    return of(range.low, range.high);
}

static struct expression_range quotient(struct expression_range range,
                                        double by)
{
    double low = native_divide(range.low, by);
    double high = native_divide(range.high, by);

    if (isnan(by))
        return ANYTHING;
    return by < 0 ? of(high, low) : of(low, high);
}

static struct expression_range absolute(struct expression_range range)
{
    if (range.low >= 0)
        return range;
    if (range.high <= 0)
        return of(0 - range.high, 0 - range.low);
    return of(0, native_maximum(0 - range.low, range.high));
}

static struct expression_range least(struct expression_range left,
                                     struct expression_range right)
{
    return of(native_minimum(left.low, right.low),
              native_minimum(left.high, right.high));
}

static struct expression_range greatest(struct expression_range left,
                                        struct expression_range right)
{
    return of(native_maximum(left.low, right.low),
              native_maximum(left.high, right.high));
}

static struct expression_range either(struct expression_range left,
                                      struct expression_range right)
{
    return of(native_minimum(left.low, right.low),
              native_maximum(left.high, right.high));
}

static struct expression_range chain(const struct expression *expression,
                                     uint32_t node)
{
    uint32_t head = expression->code[node];
    struct expression_range range = operand(expression, node, 0);

    for (uint32_t i = 1; i < BUNDLE_NODE_OPERANDS(head); i++) {
        struct expression_range next = operand(expression, node, i);

        switch (BUNDLE_NODE_OP(head)) {
        case IR_OP_ADD:
            range = of(range.low + next.low, range.high + next.high);
            break;
        case IR_OP_MULTIPLY:
            range = product(range, next);
            break;
        case IR_OP_MINIMUM:
            range = least(range, next);
            break;
        default:
            range = greatest(range, next);
        }
    }
    return range;
}

static double constant(const struct expression *expression, uint32_t node,
                       uint32_t place)
{
    return expression->constant(
        expression->user,
        BUNDLE_OPERAND_VALUE(expression->code[node + 1 + place]));
}

/* An operation on two or three numbers. */
static struct expression_range combined(const struct expression *expression,
                                        uint32_t node)
{
    struct expression_range first = operand(expression, node, 0), second;

    switch (BUNDLE_NODE_OP(expression->code[node])) {
    case IR_OP_SUBTRACT:
        second = operand(expression, node, 1);
        return of(first.low - second.high, first.high - second.low);
    case IR_OP_DIVIDE:
        return quotient(first, constant(expression, node, 1));
    case IR_OP_NEGATE:
        return of(0 - first.high, 0 - first.low);
    case IR_OP_ABSOLUTE:
        return absolute(first);
    default:
        second = operand(expression, node, 1);
        return least(greatest(first, second), operand(expression, node, 2));
    }
}

static struct expression_range fact(const struct expression *expression,
                                    enum ir_op op)
{
    const struct expression_facts *facts = expression->facts;

    return facts == NULL ? EXPRESSION_ANY_FACT : facts->range(facts->user, op);
}

struct expression_range expression_range(const struct expression *expression,
                                         uint32_t node)
{
    enum ir_op op = BUNDLE_NODE_OP(expression->code[node]);
    double value;

    switch (op) {
    case IR_OP_CONSTANT:
        value = constant(expression, node, 0);
        return of(value, value);
    case IR_OP_ADD:
    case IR_OP_MULTIPLY:
    case IR_OP_MINIMUM:
    case IR_OP_MAXIMUM:
        return chain(expression, node);
    case IR_OP_CHOOSE:
        return either(operand(expression, node, 1),
                      operand(expression, node, 2));
    case IR_OP_SUBTRACT:
    case IR_OP_DIVIDE:
    case IR_OP_NEGATE:
    case IR_OP_ABSOLUTE:
    case IR_OP_CLAMP:
        return combined(expression, node);
    case IR_OP_VERSION_EPOCH:
    case IR_OP_VERSION_MAJOR:
    case IR_OP_VERSION_MINOR:
    case IR_OP_VERSION_PATCH:
    case IR_OP_VERSION_AGE:
    case IR_OP_STACK_SIZE:
        return fact(expression, op);
    default: /* no number that this version knows */
        return ANYTHING;
    }
}

/* The numbers of a unit's row. */
struct unit_numbers {
    const double *numbers;
    const uint32_t *row;
};

static double unit_number(const void *user, uint32_t column)
{
    const struct unit_numbers *numbers = user;

    return numbers->numbers[numbers->row[column]];
}

struct expression_range
expression_score_range(const struct thoth_bundle *bundle, uint32_t unit,
                       const struct expression_facts *facts)
{
    const struct bundle_shape *shape =
        &bundle->shapes[bundle_pattern_of(bundle, unit)->run];
    const uint32_t *code = bundle->shape_code + shape->code;
    struct unit_numbers numbers = {bundle->numbers,
                                   bundle->rows + bundle->units[unit].run};
    struct expression expression = {code, unit_number, &numbers, facts};
    const uint32_t *run = code + shape->root;

    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(*run); i++) {
        const uint32_t *effect = code + BUNDLE_OPERAND_VALUE(run[i]);
        struct expression_range range;

        if (BUNDLE_NODE_OP(*effect) != IR_OP_SCORE)
            continue;
        range = expression_range(&expression, BUNDLE_OPERAND_VALUE(effect[1]));
        return of(native_minimum(native_maximum(range.low, -1), 1),
                  native_minimum(native_maximum(range.high, -1), 1));
    }
    return (struct expression_range){0, 0};
}
