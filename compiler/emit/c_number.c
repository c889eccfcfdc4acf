/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Chains of calls nest from the left, as they are evaluated.
 */
#include "compiler/emit/c_number.h"

#include "runtime/ir_table.h"

/* The functions of runtime/native_abi.h on two numbers. */
static const char *const functions[IR_OP_COUNT] = {
    [IR_OP_MINIMUM] = "native_minimum",
    [IR_OP_MAXIMUM] = "native_maximum",
};
static const char *const operators[IR_OP_COUNT] = {
    [IR_OP_ADD] = "+",
    [IR_OP_SUBTRACT] = "-",
    [IR_OP_MULTIPLY] = "*",
};

static void write_operand(const struct c_scope *scope, uint32_t at,
                          uint32_t number, uint32_t it)
{
    c_number_write(scope, c_operand(scope->plan, at, number), it, false);
}

/* Operands joined by an operator that C takes from the left, too. */
static void write_sum(const struct c_scope *scope, uint32_t at, uint32_t it)
{
    uint32_t head = scope->plan->code[at];

    fputc('(', scope->out);
    for (uint32_t i = 0; i < BUNDLE_NODE_OPERANDS(head); i++) {
        if (i)
            fprintf(scope->out, " %s\n        ",
                    operators[BUNDLE_NODE_OP(head)]);
        write_operand(scope, at, i, it);
    }
    fputc(')', scope->out);
}

static void write_chain(const struct c_scope *scope, uint32_t at, uint32_t it)
{
    uint32_t head = scope->plan->code[at];
    uint32_t count = BUNDLE_NODE_OPERANDS(head);

    for (uint32_t i = 1; i < count; i++)
        fprintf(scope->out, "%s(", functions[BUNDLE_NODE_OP(head)]);
    write_operand(scope, at, 0, it);
    for (uint32_t i = 1; i < count; i++) {
        fputs(",\n        ", scope->out);
        write_operand(scope, at, i, it);
        fputc(')', scope->out);
    }
}

static void write_clamp(const struct c_scope *scope, uint32_t at, uint32_t it)
{
    fputs("native_minimum(native_maximum(", scope->out);
    write_operand(scope, at, 0, it);
    fputs(",\n        ", scope->out);
    write_operand(scope, at, 1, it);
    fputs("), ", scope->out);
    write_operand(scope, at, 2, it);
    fputc(')', scope->out);
}

/* The verifier sees to it that the predicate cannot fail; a test's double may
 * all the same. */
static void write_choice(const struct c_scope *scope, uint32_t at, uint32_t it)
{
    fputc('(', scope->out);
    c_expression_write(scope, c_operand(scope->plan, at, 0), it, false);
    fputs(scope->plan->nodes[c_operand(scope->plan, at, 0)].sure
              ? "\n        ? "
              : " == 1 ? ",
          scope->out);
    write_operand(scope, at, 1, it);
    fputs("\n        : ", scope->out);
    write_operand(scope, at, 2, it);
    fputc(')', scope->out);
}

static void write_fact(const struct c_scope *scope, uint32_t at, uint32_t it)
{
    static const char *const ids[] = {
#define IR_OP(id, name, result, binding, immediate, operands, description) #id,
#include "grammar/ir_ops.def"
#undef IR_OP
    };
    uint32_t op = BUNDLE_NODE_OP(scope->plan->code[at]);

    if (op == IR_OP_STACK_SIZE) {
        fputs("native_stack_size(frame)", scope->out);
        return;
    }
    fprintf(scope->out, "fact(frame, IR_OP_%s, ", ids[op]);
    c_package_write(scope, it);
    fputc(')', scope->out);
}

static void write_one(const struct c_scope *scope, const char *before,
                      uint32_t at, uint32_t it, const char *behind)
{
    fputs(before, scope->out);
    write_operand(scope, at, 0, it);
    fputs(behind, scope->out);
}

static void write_number(const struct c_scope *scope, uint32_t at, uint32_t it)
{
    switch (BUNDLE_NODE_OP(scope->plan->code[at])) {
    case IR_OP_CONSTANT:
        fprintf(scope->out, "frame->numbers[row[%u]]",
                c_operand(scope->plan, at, 0));
        break;
    case IR_OP_ADD:
    case IR_OP_SUBTRACT:
    case IR_OP_MULTIPLY:
        write_sum(scope, at, it);
        break;
    case IR_OP_MINIMUM:
    case IR_OP_MAXIMUM:
        write_chain(scope, at, it);
        break;
    case IR_OP_DIVIDE:
        write_one(scope, "native_divide(", at, it, ", ");
        fprintf(scope->out, "frame->numbers[row[%u]])",
                c_operand(scope->plan, at, 1));
        break;
    case IR_OP_NEGATE:
        write_one(scope, "(0 - ", at, it, ")");
        break;
    case IR_OP_ABSOLUTE:
        write_one(scope, "native_absolute(", at, it, ")");
        break;
    case IR_OP_CLAMP:
        write_clamp(scope, at, it);
        break;
    case IR_OP_CHOOSE:
        write_choice(scope, at, it);
        break;
    default:
        write_fact(scope, at, it);
    }
}

void c_number_write(const struct c_scope *scope, uint32_t at, uint32_t it,
                    bool whole)
{
    if (scope->plan->nodes[at].part && !whole)
        c_part_write(scope, at, it);
    else
        write_number(scope, at, it);
}

void c_comparison_write(const struct c_scope *scope, uint32_t at, uint32_t it)
{
    fprintf(scope->out, "native_compare(%u, ",
            BUNDLE_NODE_IMMEDIATE(scope->plan->code[at]));
    write_operand(scope, at, 0, it);
    fputs(", ", scope->out);
    write_operand(scope, at, 1, it);
    fputc(')', scope->out);
}
