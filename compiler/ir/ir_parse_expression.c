/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Expressions of the text form, checked against the table of operations: which
 * operands an operation takes, of which types, and what its immediate may be.
 */
#include "compiler/ir/ir_token.h"
#include "runtime/ir_table.h"

#include <string.h>

static unsigned find_op(const struct ir_parser *parser)
{
    unsigned op = 0;

    while (op < IR_OP_COUNT && !ir_token_is(parser, ir_ops[op].name))
        op++;
    return op;
}

static bool named_in(const struct ir_parser *parser, const char *const *names,
                     unsigned count, uint32_t *number)
{
    for (*number = 0; *number < count; ++*number)
        if (ir_token_is(parser, names[*number]))
            return true;
    return false;
}

static bool parse_bits(struct ir_parser *parser, enum ir_immediate meaning,
                       uint32_t *value)
{
    while (!ir_token_is(parser, "}")) {
        unsigned bit = 0;

        while (bit < 16 && !(ir_bit_name(meaning, bit) &&
                             ir_token_is(parser, ir_bit_name(meaning, bit))))
            bit++;
        if (bit == 16)
            return ir_expected(parser, "a name that this operation knows");
        *value |= 1u << bit;
        ir_next_token(parser);
    }
    return true;
}

static bool parse_immediate(struct ir_parser *parser, enum ir_immediate meaning,
                            uint32_t *value)
{
    uint32_t number;

    *value = 0;
    if (meaning == IR_IMMEDIATE_NONE)
        return true;
    if (!ir_expect(parser, "{"))
        return false;
    if (meaning == IR_IMMEDIATE_COMPONENT) {
        if (!named_in(parser, ir_components, THOTH_COMPONENTS, value))
            return ir_expected(parser, "a component");
        ir_next_token(parser);
        return ir_expect(parser, "}");
    }
    if (meaning == IR_IMMEDIATE_SEVERITY ||
        meaning == IR_IMMEDIATE_SEVERITY_AND_PARTS) {
        if (!named_in(parser, ir_severities, IR_SEVERITY_COUNT, &number))
            return ir_expected(parser, "INFO, WARNING or ERROR");
        *value = number << 8;
        ir_next_token(parser);
    }
    return parse_bits(parser, meaning, value) && ir_expect(parser, "}");
}

static bool parse_operand(struct ir_parser *parser, struct shape_writer *writer,
                          enum ir_op op, uint32_t number, unsigned depth,
                          uint32_t *operand)
{
    enum ir_type type = ir_operand_type(ir_operand_letter(op, number));
    uint32_t constant;

    if (!ir_types[type].column)
        return ir_parse_expression(parser, writer, type, depth + 1, operand);
    if (op == IR_OP_JUSTIFY && number == 2 && ir_accept(parser, "subject")) {
        *operand = shape_subject();
        return true;
    }
    if (!ir_parse_constant(parser, type, &constant))
        return false;
    *operand = shape_column(writer, type, constant);
    return true;
}

/* Operands up to the closing parenthesis, which is left. */
static bool parse_operands(struct ir_parser *parser,
                           struct shape_writer *writer, enum ir_op op,
                           uint32_t immediate, unsigned depth,
                           uint32_t *operands, uint32_t *count)
{
    struct ir_arity arity = ir_op_arity(op, immediate);

    for (*count = 0; !ir_token_is(parser, ")"); ++*count) {
        if (*count == BUNDLE_MOST_OPERANDS ||
            (!arity.open && *count == arity.minimum))
            return ir_expected(parser, "no further operand");
        if (!parse_operand(parser, writer, op, *count, depth,
                           &operands[*count]))
            return false;
    }
    return *count >= arity.minimum || ir_expected(parser, "another operand");
}

bool ir_parse_expression(struct ir_parser *parser, struct shape_writer *writer,
                         unsigned type, unsigned depth, uint32_t *operand)
{
    uint32_t operands[BUNDLE_MOST_OPERANDS];
    uint32_t immediate = 0, count = 0;
    bool bare = !ir_accept(parser, "(");
    unsigned op = find_op(parser);

    if (depth > BUNDLE_MOST_NESTING)
        return ir_expected(parser, "less nesting");
    if (op == IR_OP_COUNT || ir_ops[op].result != type)
        return ir_expected(parser, type == IR_TYPE_BOOL   ? "a predicate"
                                   : type == IR_TYPE_VOID ? "an effect"
                                                          : "a number");
    ir_next_token(parser);
    if (!bare) {
        if (!parse_immediate(parser, ir_ops[op].immediate, &immediate) ||
            !parse_operands(parser, writer, (enum ir_op)op, immediate, depth,
                            operands, &count) ||
            !ir_expect(parser, ")"))
            return false;
    } else if (ir_op_arity((enum ir_op)op, 0).minimum) {
        return ir_expected(parser, "operands, in parentheses");
    }
    *operand = shape_node(writer, op, immediate, operands, count);
    return true;
}
