/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every number has a range (runtime/expression_range.h). Since facts and
 * constants are bounded, it is finite but for products that grow beyond what a
 * double holds; those are refused, so that no number is ever infinite or none
 * at all.
 */
#include "compiler/lower/lower_number.h"

#include "compiler/check/field.h"
#include "compiler/lower/constant.h"
#include "compiler/lower/lower_condition.h"
#include "runtime/expression_range.h"
#include "runtime/ir_table.h"

#include <math.h>

static struct lowered_number constant_of(double value)
{
    return (struct lowered_number){.constant = true, .value = value};
}

uint32_t lowered_operand(struct lowering *lowering,
                         const struct lowered_number *number)
{
    uint32_t column;

    if (!number->constant)
        return number->operand;
    column = shape_column(lowering->writer, IR_TYPE_NUMBER,
                          constant_number(lowering, number->value));
    return shape_node(lowering->writer, IR_OP_CONSTANT, 0, &column, 1);
}

static double column_number(const void *user, uint32_t column)
{
    const struct lowering *lowering = user;
    const void *text =
        intern_text(lowering->session->lists, lowering->writer->row[column]).at;

    return *(const double *)text;
}

static struct expression_range range_of(const struct lowering *lowering,
                                        const struct lowered_number *number)
{
    struct expression expression = {lowering->writer->nodes, column_number,
                                    lowering, NULL};

    if (number->constant)
        return (struct expression_range){number->value, number->value};
    return expression_range(&expression, BUNDLE_OPERAND_VALUE(number->operand));
}

/* The number itself, or 0 after a report. */
static struct lowered_number limited(struct lowering *lowering,
                                     const struct ast_node *node,
                                     struct lowered_number number)
{
    struct expression_range range = range_of(lowering, &number);

    if (isfinite(range.low) && isfinite(range.high))
        return number;
    diagnostic_report(lowering->diagnostics, DIAG_NUMBER_UNBOUNDED, node->span,
                      "this number may become too large to be computed");
    return constant_of(0);
}

/* One step of an operation on any number of numbers. */
static double combine(unsigned op, double left, double right)
{
    switch (op) {
    case IR_OP_ADD:
        return left + right;
    case IR_OP_SUBTRACT:
        return left - right;
    case IR_OP_MULTIPLY:
        return left * right;
    case IR_OP_DIVIDE:
        return native_divide(left, right);
    case IR_OP_MINIMUM:
        return native_minimum(left, right);
    default:
        return native_maximum(left, right);
    }
}

/* An operation on a list of numbers, folded if all are constants. */
static struct lowered_number lower_operation(struct lowering *lowering,
                                             unsigned op,
                                             const struct ast_node *list,
                                             enum version_rule rule)
{
    struct lowered_number numbers[BUNDLE_MOST_OPERANDS], result;
    uint32_t operands[BUNDLE_MOST_OPERANDS], count = list->sequence.count;
    bool constant = true;

    numbers[0] = constant_of(0);
    for (uint32_t i = 0; i < count; i++) {
        numbers[i] = lower_number(lowering, list->sequence.items[i], rule);
        constant &= numbers[i].constant;
    }
    if (!constant) {
        for (uint32_t i = 0; i < count; i++)
            operands[i] = lowered_operand(lowering, &numbers[i]);
        return (struct lowered_number){
            .operand = shape_node(lowering->writer, op, 0, operands, count)};
    }
    result = numbers[0];
    for (uint32_t i = 1; i < count; i++)
        result.value = combine(op, result.value, numbers[i].value);
    return result;
}

static struct lowered_number lower_quotient(struct lowering *lowering,
                                            const struct ast_node *list,
                                            enum version_rule rule)
{
    struct lowered_number number =
        lower_number(lowering, list->sequence.items[0], rule);
    double by = check_number_value(list->sequence.items[1]);
    uint32_t operands[2];

    if (number.constant)
        return constant_of(native_divide(number.value, by));
    operands[0] = number.operand;
    operands[1] = shape_column(lowering->writer, IR_TYPE_NUMBER,
                               constant_number(lowering, by));
    return (struct lowered_number){
        .operand = shape_node(lowering->writer, IR_OP_DIVIDE, 0, operands, 2)};
}

/* `negative` and `absolute` */
static struct lowered_number lower_sign(struct lowering *lowering, unsigned op,
                                        const struct ast_node *operand,
                                        enum version_rule rule)
{
    struct lowered_number number = lower_number(lowering, operand, rule);

    if (number.constant)
        return constant_of(op == IR_OP_NEGATE ? 0 - number.value
                                              : native_absolute(number.value));
    return (struct lowered_number){
        .operand = shape_node(lowering->writer, op, 0, &number.operand, 1)};
}

static struct lowered_number clamp(struct lowering *lowering,
                                   const struct lowered_number numbers[3])
{
    uint32_t operands[3];

    if (numbers[0].constant && numbers[1].constant && numbers[2].constant)
        return constant_of(
            native_minimum(native_maximum(numbers[0].value, numbers[1].value),
                           numbers[2].value));
    for (int i = 0; i < 3; i++)
        operands[i] = lowered_operand(lowering, &numbers[i]);
    return (struct lowered_number){
        .operand = shape_node(lowering->writer, IR_OP_CLAMP, 0, operands, 3)};
}

static struct lowered_number lower_clamp(struct lowering *lowering,
                                         const struct ast_node *list,
                                         enum version_rule rule)
{
    struct lowered_number numbers[3];

    for (uint32_t i = 0; i < 3; i++)
        numbers[i] = lower_number(lowering, list->sequence.items[i], rule);
    return clamp(lowering, numbers);
}

static struct lowered_number lower_choice(struct lowering *lowering,
                                          const struct ast_node *choice,
                                          enum version_rule rule)
{
    uint32_t operands[3];
    struct lowered_number number;

    operands[0] =
        lower_condition(lowering, field_value(choice, FIELD_CHOOSE_IF), rule);
    number =
        lower_number(lowering, field_value(choice, FIELD_CHOOSE_THEN), rule);
    operands[1] = lowered_operand(lowering, &number);
    number =
        lower_number(lowering, field_value(choice, FIELD_CHOOSE_ELSE), rule);
    operands[2] = lowered_operand(lowering, &number);
    return (struct lowered_number){
        .operand = shape_node(lowering->writer, IR_OP_CHOOSE, 0, operands, 3)};
}

static struct lowered_number lower_fact(struct lowering *lowering,
                                        const struct ast_node *fact)
{
    unsigned op;

    switch ((int)choice_find(CHOICE_SET_FACT, fact->text)) {
    case CHOICE_FACT_VERSION_EPOCH:
        op = IR_OP_VERSION_EPOCH;
        break;
    case CHOICE_FACT_VERSION_MAJOR:
        op = IR_OP_VERSION_MAJOR;
        break;
    case CHOICE_FACT_VERSION_MINOR:
        op = IR_OP_VERSION_MINOR;
        break;
    case CHOICE_FACT_VERSION_PATCH:
        op = IR_OP_VERSION_PATCH;
        break;
    case CHOICE_FACT_VERSION_AGE:
        op = IR_OP_VERSION_AGE;
        break;
    default:
        op = IR_OP_STACK_SIZE;
    }
    return (struct lowered_number){
        .operand = shape_node(lowering->writer, op, 0, NULL, 0)};
}

static struct lowered_number lower_computed(struct lowering *lowering,
                                            const struct ast_entry *entry,
                                            enum version_rule rule)
{
    const struct ast_node *value = entry->value;

    switch (entry->field) {
    case FIELD_NUMBER_SUM:
        return lower_operation(lowering, IR_OP_ADD, value, rule);
    case FIELD_NUMBER_DIFFERENCE:
        return lower_operation(lowering, IR_OP_SUBTRACT, value, rule);
    case FIELD_NUMBER_PRODUCT:
        return lower_operation(lowering, IR_OP_MULTIPLY, value, rule);
    case FIELD_NUMBER_MINIMUM:
        return lower_operation(lowering, IR_OP_MINIMUM, value, rule);
    case FIELD_NUMBER_MAXIMUM:
        return lower_operation(lowering, IR_OP_MAXIMUM, value, rule);
    case FIELD_NUMBER_QUOTIENT:
        return lower_quotient(lowering, value, rule);
    case FIELD_NUMBER_NEGATIVE:
        return lower_sign(lowering, IR_OP_NEGATE, value, rule);
    case FIELD_NUMBER_ABSOLUTE:
        return lower_sign(lowering, IR_OP_ABSOLUTE, value, rule);
    case FIELD_NUMBER_CLAMP:
        return lower_clamp(lowering, value, rule);
    case FIELD_NUMBER_CHOOSE:
        return lower_choice(lowering, value, rule);
    default:
        return lower_fact(lowering, value);
    }
}

struct lowered_number lower_number(struct lowering *lowering,
                                   const struct ast_node *number,
                                   enum version_rule rule)
{
    if (check_is_number(number))
        return constant_of(check_number_value(number));
    return limited(lowering, number,
                   lower_computed(lowering, &number->mapping.entries[0], rule));
}

uint32_t lower_score_number(struct lowering *lowering,
                            const struct ast_node *score)
{
    struct lowered_number numbers[3] = {
        lower_number(lowering, score, VERSION_IF_FILLED), constant_of(-1),
        constant_of(1)};
    struct expression_range range = range_of(lowering, &numbers[0]);

    if (!check_is_number(score) && (range.low < -1 || range.high > 1)) {
        diagnostic_report(lowering->diagnostics, DIAG_SCORE_CLAMPED,
                          score->span,
                          "this score may be from %g to %g; it is clamped to "
                          "-1.0 to 1.0",
                          range.low + 0.0, range.high + 0.0); /* no -0 */
        numbers[0] = clamp(lowering, numbers);
    }
    return lowered_operand(lowering, &numbers[0]);
}
