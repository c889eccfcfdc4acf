/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Planning walks a shape once, operands first. The verifier sees to it that
 * expressions are trees and at most BUNDLE_MOST_NESTING deep, so the walk ends
 * and may recurse.
 */
#include "compiler/emit/c_plan.h"

#include "compiler/base/out_of_memory.h"
#include "runtime/ir_table.h"

#include <assert.h>
#include <stdlib.h>

#define MOST_OPERATIONS 8   /* of an expression in place */
#define MOST_NUMBERS 32     /* operations of a number in place */
#define MOST_STATEMENTS 128 /* before a sequence is split */

static void plan_node(struct c_plan *plan, uint32_t at);

/* Plans an operand; true when it stands in place, false when it is a part. */
static bool plan_operand(struct c_plan *plan, uint32_t at, bool in_sequence)
{
    struct c_node *node = &plan->nodes[at];

    plan_node(plan, at);
    node->part = node->form == C_FORM_CHOICE ||
                 (node->form == C_FORM_SEQUENCE && !in_sequence);
    return !node->part;
}

/* Adds what a sequence's operand weighs to the sequence's weight. */
static void add_operand(struct c_plan *plan, struct c_node *node, uint32_t at)
{
    struct c_node *operand = &plan->nodes[at];
    unsigned weight = 1;

    if (plan_operand(plan, at, true) && operand->form == C_FORM_SEQUENCE) {
        if (node->weight + operand->weight > MOST_STATEMENTS)
            operand->part = true;
        else
            weight = operand->weight;
    }
    node->weight = (uint16_t)(node->weight + weight);
}

/* `and` and `or`: an expression when C's operators mean the same, that is, when
 * no operand can fail, and it stays small. */
static void plan_logic(struct c_plan *plan, uint32_t at, bool and)
{
    struct c_node *node = &plan->nodes[at];
    uint32_t count = BUNDLE_NODE_OPERANDS(plan->code[at]);
    unsigned operations = 1;
    bool in_place = true;

    for (uint32_t i = 0; i < count; i++) {
        uint32_t operand = c_operand(plan, at, i);

        if (and)
            add_operand(plan, node, operand);
        else
            plan_operand(plan, operand, false);
        operations += plan->nodes[operand].weight;
        in_place = in_place && plan->nodes[operand].sure &&
                   operations <= MOST_OPERATIONS;
    }
    node->form = and? C_FORM_SEQUENCE : C_FORM_CHOICE;
    if (in_place)
        *node = (struct c_node){.form = C_FORM_EXPRESSION,
                                .sure = true,
                                .weight = (uint16_t)operations};
}

/* `not` of a part is a call in an expression. */
static void plan_not(struct c_plan *plan, uint32_t at)
{
    struct c_node *node = &plan->nodes[at];
    uint32_t at_operand = c_operand(plan, at, 0);
    struct c_node *operand = &plan->nodes[at_operand];
    bool in_place = plan_operand(plan, at_operand, false);

    node->form = C_FORM_EXPRESSION;
    node->sure = in_place && operand->sure;
    node->weight = (uint16_t)(in_place ? operand->weight + 1 : 2);
}

static void plan_dependents(struct c_plan *plan, uint32_t at)
{
    struct c_node *node = &plan->nodes[at];
    uint32_t count = BUNDLE_NODE_OPERANDS(plan->code[at]);

    node->weight = 1;
    for (uint32_t i = 0; i < count; i++) {
        node->weight = (uint16_t)(node->weight + 2);
        add_operand(plan, node, c_operand(plan, c_operand(plan, at, i), 1));
    }
    node->form = C_FORM_SEQUENCE;
}

/* An operand of a number or a comparison; returns what it weighs there. */
static unsigned plan_in_number(struct c_plan *plan, uint32_t at)
{
    struct c_node *node = &plan->nodes[at];

    if (ir_ops[BUNDLE_NODE_OP(plan->code[at])].result == IR_TYPE_BOOL)
        plan_operand(plan, at, false);
    else
        plan_node(plan, at);
    return node->part ? 1 : node->weight;
}

/* Adds up the operands that are nodes. */
static unsigned plan_numbers(struct c_plan *plan, uint32_t at)
{
    uint32_t count = BUNDLE_NODE_OPERANDS(plan->code[at]);
    unsigned weight = 1;

    for (uint32_t i = 0; i < count; i++)
        if (BUNDLE_OPERAND_TAG(plan->code[at + 1 + i]) == BUNDLE_OPERAND_NODE)
            weight += plan_in_number(plan, c_operand(plan, at, i));
    return weight;
}

/* A number beyond the limit has a function, so that none grows too large. */
static void plan_number(struct c_plan *plan, uint32_t at)
{
    struct c_node *node = &plan->nodes[at];
    unsigned weight = plan_numbers(plan, at);

    node->form = C_FORM_NUMBER;
    node->sure = true;
    node->weight = (uint16_t)weight;
    node->part = weight > MOST_NUMBERS;
}

static void plan_node(struct c_plan *plan, uint32_t at)
{
    struct c_node *node = &plan->nodes[at];

    if (ir_ops[BUNDLE_NODE_OP(plan->code[at])].result == IR_TYPE_F64) {
        plan_number(plan, at);
        return;
    }
    switch (BUNDLE_NODE_OP(plan->code[at])) {
    case IR_OP_AND:
        plan_logic(plan, at, true);
        break;
    case IR_OP_OR:
        plan_logic(plan, at, false);
        break;
    case IR_OP_NOT:
        plan_not(plan, at);
        break;
    case IR_OP_RESOLVED:
        node->weight = 1;
        add_operand(plan, node, c_operand(plan, at, 1));
        node->form = C_FORM_SEQUENCE;
        break;
    case IR_OP_DEPENDENTS:
        plan_dependents(plan, at);
        break;
    case IR_OP_ALWAYS:
    case IR_OP_NEVER:
    case IR_OP_ADVISER:
    case IR_OP_MONKEY:
    case IR_OP_RECOMMENDS:
    case IR_OP_DECIDES:
    case IR_OP_AUTHENTICATED:
    case IR_OP_INDEX_IS:
    case IR_OP_DEVELOP:
    case IR_OP_NAMED:
    case IR_OP_RELEASE_IS:
        *node = (struct c_node){C_FORM_EXPRESSION, true, false, 1};
        break;
    case IR_OP_COMPARE:
        node->weight = (uint16_t)plan_numbers(plan, at);
        node->form = C_FORM_EXPRESSION;
        node->sure = true;
        break;
    default:
        *node = (struct c_node){C_FORM_EXPRESSION, false, false, 1};
    }
}

bool c_shape_score(const struct c_shape *shape, uint32_t *score)
{
    const uint32_t *run = shape->code + shape->shape->root;

    for (uint32_t i = 0; i < BUNDLE_NODE_OPERANDS(*run); i++) {
        *score = BUNDLE_OPERAND_VALUE(run[1 + i]);
        if (BUNDLE_NODE_OP(shape->code[*score]) == IR_OP_SCORE)
            return true;
    }
    return false;
}

struct c_plan c_plan_make(const struct c_shape *shape)
{
    struct c_plan plan = {
        .code = shape->code,
        .from = shape->shape->columns,
        .words = shape->shape->words,
    };

    uint32_t score;

    plan.nodes = memory_cleared(plan.words, sizeof *plan.nodes);
    if (shape->shape->kind == BUNDLE_SHAPE_RUN) {
        if (!c_shape_score(shape, &score))
            return plan;
        score = c_operand(&plan, score, 0);
        plan_node(&plan, score);
        plan.nodes[score].part = false; /* it has a function anyway */
        return plan;
    }
    plan_node(&plan, shape->shape->root);
    if (shape->shape->state != BUNDLE_NONE)
        plan_node(&plan, shape->shape->state);
    return plan;
}

void c_plan_release(struct c_plan *plan)
{
    free(plan->nodes);
    *plan = (struct c_plan){0};
}
