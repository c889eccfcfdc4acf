/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checks shapes: each node against its row of grammar/ir_ops.def, each
 * expression for nesting and binding time. A node is used once at most, so that
 * expressions are trees and evaluating one takes no longer than reading it.
 */
#include "runtime/bundle_verify.h"

#include <string.h>

/* What is known of a node, by its offset in the code of the shape. */
struct node_fact {
    uint8_t depth; /* of the tree below, 1 for a leaf; 0: no node starts here */
    uint8_t binding;
    uint8_t traits; /* enum shape_trait, without effects */
    uint8_t used;
};
/* A trait of nodes alone: evaluating them may fail. */
#define NODE_FAILS 0x80
_Static_assert(sizeof(struct node_fact) == BUNDLE_NODE_SCRATCH, "scratch");

struct shape_walk {
    struct bundle_verifier *verifier;
    uint32_t number; /* of the shape */
    const struct bundle_shape *shape;
    const uint32_t *code;
    struct node_fact *nodes;
    uint32_t effects; /* of the RUN node */
};

/* A node whose operands are being checked. */
struct node_walk {
    uint32_t at;
    enum ir_op op;
    uint32_t immediate;
    struct node_fact *fact;
};

static bool shape_fault(const struct shape_walk *walk, uint32_t at,
                        const char *fault)
{
    return verify_fault(walk->verifier, BUNDLE_SHAPES, walk->number,
                        "word %u: %s", at, fault);
}

/* What an operation takes from an operand that is a node. */
static void join_operand(struct node_walk *node, const struct node_fact *fact)
{
    uint8_t traits = fact->traits;

    if (node->op == IR_OP_RESOLVED || node->op == IR_OP_FROM)
        traits &= (uint8_t)~SHAPE_PACKAGE; /* it looks at the one found */
    node->fact->traits |= traits;
    if (fact->binding > node->fact->binding)
        node->fact->binding = fact->binding;
    if (fact->depth >= node->fact->depth)
        node->fact->depth = (uint8_t)(fact->depth + 1);
}

static bool verify_node_operand(struct shape_walk *walk, struct node_walk *node,
                                char letter, uint32_t at)
{
    enum ir_op op;

    if (at >= node->at || walk->nodes[at].depth == 0)
        return shape_fault(walk, node->at, "an operand is no earlier node");
    op = BUNDLE_NODE_OP(walk->code[at]);
    if (!ir_operand_is_node(letter) ||
        ir_ops[op].result != ir_operand_type(letter) || op == IR_OP_RUN ||
        (op == IR_OP_FROM) != (letter == 'F'))
        return shape_fault(walk, node->at, "an operand has the wrong type");
    if (walk->nodes[at].used)
        return shape_fault(walk, node->at, "an operand is used already");
    if (ir_ops[node->op].result == IR_TYPE_F64 &&
        (walk->nodes[at].traits & NODE_FAILS))
        return shape_fault(walk, node->at, "a number may fail");
    walk->nodes[at].used = 1;
    join_operand(node, &walk->nodes[at]);
    return true;
}

static bool verify_operand(struct shape_walk *walk, struct node_walk *node,
                           uint32_t number, uint32_t word)
{
    char letter = ir_operand_letter(node->op, number);
    uint32_t value = BUNDLE_OPERAND_VALUE(word);

    switch (BUNDLE_OPERAND_TAG(word)) {
    case BUNDLE_OPERAND_NODE:
        return verify_node_operand(walk, node, letter, value);
    case BUNDLE_OPERAND_COLUMN:
        if (value >= walk->shape->columns || ir_operand_is_node(letter) ||
            walk->code[value] != ir_operand_type(letter))
            return shape_fault(walk, node->at, "an operand is no such column");
        return true;
    case BUNDLE_OPERAND_SUBJECT:
        if (node->op != IR_OP_JUSTIFY || letter != 'S' || value != 0 ||
            ir_operand_letter(node->op, number - 1) == 'S' ||
            !(node->immediate & IR_JUSTIFY_PACKAGE_NAME))
            return shape_fault(walk, node->at, "an operand is no package name");
        node->fact->traits |= SHAPE_SUBJECT;
        return true;
    default:
        return shape_fault(walk, node->at, "an operand is of no kind");
    }
}

/* The effects of a RUN node: those said to be one are there at most once. */
static bool verify_effects(struct shape_walk *walk, const uint32_t *operands,
                           uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = BUNDLE_OPERAND_VALUE(operands[i]);
        uint32_t op = BUNDLE_NODE_OP(walk->code[at]);
        uint32_t effect = SHAPE_HAS_EFFECT(op);

        if ((walk->effects & effect) && op != IR_OP_STACK_INFO &&
            op != IR_OP_JUSTIFY)
            return shape_fault(walk, at, "the effect is there twice");
        walk->effects |= effect;
    }
    return true;
}

static void fact_start(struct node_fact *fact, enum ir_op op)
{
    fact->depth = 1;
    fact->binding = (uint8_t)ir_ops[op].binding;
    if (ir_ops[op].binding == BINDING_PACKAGE)
        fact->traits = SHAPE_PACKAGE;
    else if (op == IR_OP_DEPENDENTS)
        fact->traits = SHAPE_PACKAGE | SHAPE_STATE;
    else if (ir_ops[op].binding == BINDING_STATE)
        fact->traits = SHAPE_STATE;
    else if (op == IR_OP_FAIL ||
             (ir_ops[op].binding == BINDING_CONTEXT && op != IR_OP_LABELLED))
        fact->traits = NODE_FAILS;
}

/* May an operation stand in a shape of this kind? Where a predicate or a number
 * belongs follows from the operands of others. */
static bool fits_kind(enum bundle_shape_kind kind, enum ir_op op)
{
    const struct ir_op_fact *fact = &ir_ops[op];

    if (kind == BUNDLE_SHAPE_RUN)
        return op != IR_OP_FAIL &&
               (fact->binding != BINDING_CONTEXT || op == IR_OP_LABELLED);
    return fact->result != IR_TYPE_VOID;
}

static bool verify_head(const struct shape_walk *walk,
                        const struct node_walk *node, uint32_t operands)
{
    const struct ir_op_fact *op = &ir_ops[node->op];
    struct ir_arity arity;

    if (!ir_immediate_valid(op->immediate, node->immediate) ||
        (node->op == IR_OP_ADD_PACKAGE &&
         (BUNDLE_PARTS(node->immediate) & ~(uint32_t)IR_PART_LOCKED_VERSION) !=
             (IR_PART_NAME | IR_PART_INDEX_URL)))
        return shape_fault(walk, node->at, "the immediate is invalid");
    arity = ir_op_arity(node->op, node->immediate);
    if (operands < arity.minimum || (operands > arity.minimum && !arity.open))
        return shape_fault(walk, node->at, "the number of operands is wrong");
    if (operands > walk->shape->words - node->at - 1)
        return shape_fault(walk, node->at, "the node exceeds the shape");
    if (!fits_kind(walk->shape->kind, node->op))
        return shape_fault(walk, node->at, "no operation for this shape");
    if (walk->shape->kind == BUNDLE_SHAPE_MATCH &&
        op->binding == BINDING_CONTEXT)
        return shape_fault(walk, node->at, "a match asks for the request");
    return true;
}

static bool verify_node(struct shape_walk *walk, uint32_t at, uint32_t *next)
{
    uint32_t head = walk->code[at], operands = BUNDLE_NODE_OPERANDS(head);
    struct node_walk node = {at, BUNDLE_NODE_OP(head),
                             BUNDLE_NODE_IMMEDIATE(head), &walk->nodes[at]};

    if (BUNDLE_NODE_OP(head) >= IR_OP_COUNT)
        return shape_fault(walk, at, "the operation is unknown");
    if (!verify_head(walk, &node, operands))
        return false;
    fact_start(node.fact, node.op);
    for (uint32_t i = 0; i < operands; i++)
        if (!verify_operand(walk, &node, i, walk->code[at + 1 + i]))
            return false;
    if (node.fact->depth > BUNDLE_MOST_NESTING)
        return shape_fault(walk, at, "expressions are nested too deeply");
    *next = at + 1 + operands;
    return node.op != IR_OP_RUN ||
           verify_effects(walk, walk->code + at + 1, operands);
}

/* A root of the shape: a node of nobody, decided at `binding` at the latest. */
static bool verify_root(struct shape_walk *walk, uint32_t at,
                        enum binding_time binding, uint32_t *traits)
{
    struct node_fact *fact = walk->nodes + at;
    uint32_t op;

    if (at >= walk->shape->words || fact->depth == 0 || fact->used)
        return shape_fault(walk, at, "the root is no node of its own");
    op = BUNDLE_NODE_OP(walk->code[at]);
    if (walk->shape->kind == BUNDLE_SHAPE_RUN
            ? op != IR_OP_RUN
            : ir_ops[op].result != IR_TYPE_BOOL || op == IR_OP_FROM)
        return shape_fault(walk, at, "the root has the wrong type");
    if (fact->binding > binding)
        return shape_fault(walk, at, "the root is decided too late");
    fact->used = 1;
    *traits |= fact->traits & (SHAPE_EFFECT - 1);
    return true;
}

static bool verify_roots(struct shape_walk *walk)
{
    static const enum binding_time latest[BUNDLE_SHAPE_KINDS] = {
        [BUNDLE_SHAPE_WHEN] = BINDING_CONTEXT,
        [BUNDLE_SHAPE_MATCH] = BINDING_PACKAGE,
        [BUNDLE_SHAPE_RUN] = BINDING_STATE, /* of a score */
    };
    const struct bundle_shape *shape = walk->shape;
    uint32_t *traits = &walk->verifier->shape_traits[walk->number];

    *traits = walk->effects;
    if (!verify_root(walk, shape->root, latest[shape->kind], traits))
        return false;
    if (shape->state == BUNDLE_NONE)
        return true;
    if (shape->kind != BUNDLE_SHAPE_MATCH)
        return shape_fault(walk, shape->state, "only a match has two roots");
    return verify_root(walk, shape->state, BINDING_STATE, traits);
}

static bool verify_shape(struct shape_walk *walk)
{
    const struct bundle_shape *shape = walk->shape;
    uint32_t at = shape->columns;

    if (shape->kind >= BUNDLE_SHAPE_KINDS)
        return shape_fault(walk, 0, "the kind is unknown");
    if (shape->columns > BUNDLE_MOST_COLUMNS || shape->columns > shape->words)
        return shape_fault(walk, 0, "the columns are too many");
    for (uint32_t i = 0; i < shape->columns; i++)
        if (walk->code[i] >= IR_TYPE_COUNT || !ir_types[walk->code[i]].column)
            return shape_fault(walk, i, "no type of a column");
    while (at < shape->words)
        if (!verify_node(walk, at, &at))
            return false;
    return verify_roots(walk);
}

bool verify_shapes(struct bundle_verifier *verifier)
{
    const struct thoth_bundle *bundle = verifier->bundle;
    uint32_t code = 0;

    for (uint32_t i = 0; i < bundle->shape_count; i++) {
        const struct bundle_shape *shape = &bundle->shapes[i];
        struct shape_walk walk = {
            .verifier = verifier,
            .number = i,
            .shape = shape,
            .code = bundle->shape_code + code,
            .nodes = (struct node_fact *)verifier->node_scratch + code,
        };

        if (shape->code != code || shape->words > bundle->shape_words - code)
            return verify_fault(verifier, BUNDLE_SHAPES, i,
                                "the code does not follow that before");
        if (!verify_shape(&walk))
            return false;
        code += shape->words;
    }
    if (code != bundle->shape_words)
        return verify_fault(verifier, BUNDLE_SHAPE_CODE, code,
                            "the code belongs to no shape");
    return true;
}
