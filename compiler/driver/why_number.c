/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers as an author writes them: signs between operands, functions before
 * them. What a choice depends on is not spelled out.
 */
#include "compiler/driver/why_number.h"

#include "runtime/interpreter.h"
#include "runtime/ir_table.h"

static const char *const facts[IR_OP_COUNT] = {
    [IR_OP_VERSION_EPOCH] = "version.epoch",
    [IR_OP_VERSION_MAJOR] = "version.major",
    [IR_OP_VERSION_MINOR] = "version.minor",
    [IR_OP_VERSION_PATCH] = "version.patch",
    [IR_OP_VERSION_AGE] = "version.age",
    [IR_OP_STACK_SIZE] = "stack.size",
};

/* What stands before the operands, between and behind them. */
struct notation {
    const char *before, *between, *behind;
};
static const struct notation notations[IR_OP_COUNT] = {
    [IR_OP_ADD] = {"(", " + ", ")"},
    [IR_OP_SUBTRACT] = {"(", " - ", ")"},
    [IR_OP_MULTIPLY] = {"(", " * ", ")"},
    [IR_OP_DIVIDE] = {"(", " / ", ")"},
    [IR_OP_NEGATE] = {"-(", "", ")"},
    [IR_OP_ABSOLUTE] = {"abs(", "", ")"},
    [IR_OP_MINIMUM] = {"min(", ", ", ")"},
    [IR_OP_MAXIMUM] = {"max(", ", ", ")"},
    [IR_OP_CLAMP] = {"clamp(", ", ", ")"},
    [IR_OP_CHOOSE] = {"if ", "", ""},
};

static void print_number(const struct why_tree *tree, uint32_t offset)
{
    const uint32_t *node = tree->code + offset;
    uint32_t op = BUNDLE_NODE_OP(*node);

    if (facts[op]) {
        fputs(facts[op], tree->stream);
        return;
    }
    if (notations[op].before)
        fputs(notations[op].before, tree->stream);
    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(*node); i++) {
        uint32_t operand = BUNDLE_OPERAND_VALUE(node[i]);

        if (i > 1 && op == IR_OP_CHOOSE)
            fputs(i == 2 ? "... then " : " else ", tree->stream);
        else if (i > 1)
            fputs(notations[op].between, tree->stream);
        if (BUNDLE_OPERAND_TAG(node[i]) == BUNDLE_OPERAND_COLUMN)
            fprintf(tree->stream, "%.15g",
                    tree->frame->numbers[tree->row[operand]]);
        else if (i > 1 || op != IR_OP_CHOOSE)
            print_number(tree, operand);
    }
    if (notations[op].behind)
        fputs(notations[op].behind, tree->stream);
}

void why_comparison_print(const struct why_tree *tree, const uint32_t *node,
                          uint32_t it, bool reached)
{
    static const char *const signs[] = {
        "never", "<", "==", "<=", ">", "!=", ">=", "always",
    };
    const char *sign = signs[BUNDLE_NODE_IMMEDIATE(*node)];

    print_number(tree, BUNDLE_OPERAND_VALUE(node[1]));
    fprintf(tree->stream, " %s ", sign);
    print_number(tree, BUNDLE_OPERAND_VALUE(node[2]));
    if (reached)
        fprintf(
            tree->stream, "; found: %.15g and %.15g",
            interpreter_number(tree->frame, tree->code,
                               BUNDLE_OPERAND_VALUE(node[1]), tree->row, it),
            interpreter_number(tree->frame, tree->code,
                               BUNDLE_OPERAND_VALUE(node[2]), tree->row, it));
}
