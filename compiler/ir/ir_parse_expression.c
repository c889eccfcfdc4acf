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

/* `named`: the operand may be the package name of the instance. */
static bool parse_operand(struct ir_parser *parser, struct shape_writer *writer,
                          enum ir_op op, uint32_t number, unsigned depth,
                          bool named, uint32_t *operand)
{
    char letter = ir_operand_letter(op, number);
    enum ir_type type = ir_operand_type(letter);
    uint32_t constant;

    if (!ir_types[type].column)
        return ir_parse_expression(parser, writer, letter, depth + 1, operand);
    if (named && ir_accept(parser, "subject")) {
        parser->place.names_package = true;
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
    bool found = op == IR_OP_RESOLVED || op == IR_OP_FROM;
    bool number = ir_ops[op].result == IR_TYPE_F64;
    bool names = op == IR_OP_JUSTIFY && (immediate & IR_JUSTIFY_PACKAGE_NAME);

    parser->place.found += found;
    parser->place.numbers += number;
    for (*count = 0; !ir_token_is(parser, ")"); ++*count) {
        if (*count == BUNDLE_MOST_OPERANDS ||
            (!arity.open && *count == arity.minimum))
            return ir_expected(parser, "no further operand");
        if (!parse_operand(parser, writer, op, *count, depth,
                           names && *count == 2, &operands[*count]))
            return false;
    }
    parser->place.found -= found;
    parser->place.numbers -= number;
    return *count >= arity.minimum || ir_expected(parser, "another operand");
}

/* Does an operation say nothing but its name? */
static bool is_plain(enum ir_op op)
{
    return ir_ops[op].immediate == IR_IMMEDIATE_NONE &&
           !ir_op_arity(op, 0).minimum;
}

/* The operation at hand, if it may stand there, without parentheses if it is
 * `bare`. */
static bool parse_op(struct ir_parser *parser, char letter, unsigned depth,
                     bool bare, enum ir_op *op)
{
    enum ir_type type = ir_operand_type(letter);
    const char *what = type == IR_TYPE_BOOL   ? "a predicate"
                       : type == IR_TYPE_VOID ? "an effect"
                                              : "a number";

    if (depth > BUNDLE_MOST_NESTING)
        return ir_expected(parser, "less nesting");
    *op = (enum ir_op)find_op(parser);
    if (*op < IR_OP_COUNT && ir_ops[*op].result == type)
        what = ir_place_enter(&parser->place, *op, letter, depth);
    if (what)
        return ir_expected(parser, what);
    if (bare && !is_plain(*op))
        return ir_expected(parser, "parentheses around this operation");
    ir_next_token(parser);
    return true;
}

bool ir_parse_expression(struct ir_parser *parser, struct shape_writer *writer,
                         char letter, unsigned depth, uint32_t *operand)
{
    uint32_t operands[BUNDLE_MOST_OPERANDS];
    uint32_t immediate = 0, count = 0;
    bool bare = !ir_accept(parser, "(");
    const char *what;
    enum ir_op op = IR_OP_ALWAYS;

    if (!parse_op(parser, letter, depth, bare, &op))
        return false;
    if (!bare && !parse_immediate(parser, ir_ops[op].immediate, &immediate))
        return false;
    what = ir_place_immediate(op, immediate);
    if (what)
        return ir_expected(parser, what);
    if (!bare && (!parse_operands(parser, writer, op, immediate, depth,
                                  operands, &count) ||
                  !ir_expect(parser, ")")))
        return false;
    *operand = shape_node(writer, op, immediate, operands, count);
    return true;
}
