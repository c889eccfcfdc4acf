/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Constant folding: what holds always or never is decided here, nested
 * conjunctions become one. An operand that may end in a failure is kept as long
 * as evaluation can reach it, so that errors stay what they were.
 */
#include "compiler/link/passes.h"
#include "compiler/link/rewrite.h"
#include "runtime/ir_table.h"

#include <string.h>

#define ALL_OUTCOMES (IR_LESS | IR_EQUAL | IR_GREATER) /* of a comparison */

static unsigned op_of(const struct rewrite *rewrite, uint32_t operand)
{
    return BUNDLE_NODE_OP(rewrite_head(rewrite, operand));
}

/* `neutral` operands say nothing; behind an `absorbing` one, or one that always
 * fails, nothing counts. */
static uint32_t fold_chain(struct rewrite *rewrite, unsigned op,
                           const uint32_t *operands, uint32_t count,
                           unsigned neutral, unsigned absorbing)
{
    uint32_t flat[BUNDLE_MOST_OPERANDS];
    uint32_t made = 0;

    for (uint32_t i = 0; i < count; i++) {
        uint32_t operand = operands[i];
        uint32_t size = BUNDLE_NODE_OPERANDS(rewrite_head(rewrite, operand));
        unsigned last;

        if (op_of(rewrite, operand) == neutral)
            continue;
        if (op_of(rewrite, operand) == op &&
            made + size + (count - i) <= BUNDLE_MOST_OPERANDS) {
            memcpy(flat + made, rewrite_operands(rewrite, operand),
                   size * sizeof *flat);
            made += size;
        } else {
            flat[made++] = operand;
        }
        last = op_of(rewrite, flat[made - 1]);
        if (last == absorbing || last == IR_OP_FAIL)
            break;
    }
    if (made == 0)
        return shape_node(rewrite->to, neutral, 0, NULL, 0);
    if (made == 1)
        return flat[0];
    return shape_node(rewrite->to, op, 0, flat, made);
}

/* Numbers compare in exactly one way. */
static uint32_t fold_compare(struct rewrite *rewrite, uint32_t outcomes,
                             const uint32_t *operands)
{
    if (outcomes == 0)
        return shape_node(rewrite->to, IR_OP_NEVER, 0, NULL, 0);
    if (outcomes == ALL_OUTCOMES)
        return shape_node(rewrite->to, IR_OP_ALWAYS, 0, NULL, 0);
    return shape_node(rewrite->to, IR_OP_COMPARE, outcomes, operands, 2);
}

static uint32_t fold_not_compare(struct rewrite *rewrite, uint32_t operand)
{
    uint32_t head = rewrite_head(rewrite, operand);
    const uint32_t *numbers = rewrite_operands(rewrite, operand);
    uint32_t operands[] = {numbers[0], numbers[1]};

    return fold_compare(rewrite, BUNDLE_NODE_IMMEDIATE(head) ^ ALL_OUTCOMES,
                        operands);
}

static uint32_t fold_choose(struct rewrite *rewrite, const uint32_t *operands)
{
    switch (op_of(rewrite, operands[0])) {
    case IR_OP_ALWAYS:
        return operands[1];
    case IR_OP_NEVER:
        return operands[2];
    default:
        return shape_node(rewrite->to, IR_OP_CHOOSE, 0, operands, 3);
    }
}

static uint32_t fold_not(struct rewrite *rewrite, uint32_t operand)
{
    switch (op_of(rewrite, operand)) {
    case IR_OP_ALWAYS:
        return shape_node(rewrite->to, IR_OP_NEVER, 0, NULL, 0);
    case IR_OP_NEVER:
        return shape_node(rewrite->to, IR_OP_ALWAYS, 0, NULL, 0);
    case IR_OP_NOT:
        return rewrite_operands(rewrite, operand)[0];
    case IR_OP_COMPARE:
        return fold_not_compare(rewrite, operand);
    default:
        return shape_not(rewrite->to, operand);
    }
}

static uint32_t fold_node(struct rewrite *rewrite, unsigned op,
                          uint32_t immediate, uint32_t *operands,
                          uint32_t count)
{
    switch (op) {
    case IR_OP_AND:
        return fold_chain(rewrite, op, operands, count, IR_OP_ALWAYS,
                          IR_OP_NEVER);
    case IR_OP_OR:
        return fold_chain(rewrite, op, operands, count, IR_OP_NEVER,
                          IR_OP_ALWAYS);
    case IR_OP_NOT:
        return fold_not(rewrite, operands[0]);
    case IR_OP_COMPARE:
        return fold_compare(rewrite, immediate, operands);
    case IR_OP_CHOOSE:
        return fold_choose(rewrite, operands);
    default:
        return shape_node(rewrite->to, op, immediate, operands, count);
    }
}

/* Copies a shape anew: once to fold it, once more to leave behind the nodes and
 * columns that folding put out of use. */
static void copy_shape(struct program *program, uint32_t number,
                       struct shape_writer *writer, bool fold)
{
    const struct ir_shape *shape = program_shape(program, number);
    struct rewrite rewrite = {.node = fold ? fold_node : NULL};
    uint32_t root, state = BUNDLE_NONE;

    rewrite_start(&rewrite, program, shape, writer);
    root = rewrite_copy(&rewrite, shape->root);
    if (shape->state != BUNDLE_NONE)
        state = rewrite_copy(&rewrite, shape->state);
    rewrite_finish(&rewrite, program, number, root, state);
}

void pass_fold(struct program *program)
{
    struct shape_writer writer = {0};

    for (uint32_t i = 0; i < program->shape_count; i++) {
        copy_shape(program, i, &writer, true);
        copy_shape(program, i, &writer, false);
    }
    shape_writer_release(&writer);
}
