/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hoisting by binding time: the conjuncts of a match that depend on the package
 * version alone become its root, to be decided once per package version; those
 * that look at the state are left for the innermost loop. Conjuncts are decided
 * left to right, so none moves to the other side of one that can fail.
 */
#include "compiler/link/passes.h"
#include "compiler/link/rewrite.h"
#include "runtime/ir_table.h"

struct conjunct {
    enum binding_time binding; /* the latest of its nodes */
    bool fails;                /* it has a node that is a failure */
};

/* Depth is bounded by the nesting of what was lowered. */
static struct conjunct conjunct_of(const struct ir_shape *shape, uint32_t node)
{
    const uint32_t *words = shape->code + node;
    struct conjunct result = {ir_ops[BUNDLE_NODE_OP(words[0])].binding,
                              BUNDLE_NODE_OP(words[0]) == IR_OP_FAIL};

    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(words[0]); i++) {
        struct conjunct operand;

        if (BUNDLE_OPERAND_TAG(words[i]) != BUNDLE_OPERAND_NODE)
            continue;
        operand = conjunct_of(shape, BUNDLE_OPERAND_VALUE(words[i]));
        if (operand.binding > result.binding)
            result.binding = operand.binding;
        result.fails |= operand.fails;
    }
    return result;
}

/* The conjuncts of a match, those of a part that stands by itself already
 * behind the others. */
struct conjuncts {
    uint32_t nodes[2 * BUNDLE_MOST_OPERANDS];
    uint32_t count;
};

static void add_conjuncts(struct conjuncts *conjuncts,
                          const struct ir_shape *shape, uint32_t node)
{
    const uint32_t *words = shape->code + node;

    if (BUNDLE_NODE_OP(words[0]) == IR_OP_ALWAYS)
        return;
    if (BUNDLE_NODE_OP(words[0]) != IR_OP_AND) {
        conjuncts->nodes[conjuncts->count++] = node;
        return;
    }
    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(words[0]); i++)
        conjuncts->nodes[conjuncts->count++] = BUNDLE_OPERAND_VALUE(words[i]);
}

/* Copies the conjuncts that are bound late, or those that are not; returns
 * their conjunction in *node, false if there is none. */
static bool copy_conjuncts(struct rewrite *rewrite,
                           const struct conjuncts *conjuncts, bool late,
                           uint32_t *node)
{
    uint32_t chosen[2 * BUNDLE_MOST_OPERANDS];
    uint32_t made = 0;
    bool state = false, failure = false; /* is to the left, and late */

    for (uint32_t i = 0; i < conjuncts->count; i++) {
        uint32_t at = conjuncts->nodes[i];
        struct conjunct conjunct = conjunct_of(rewrite->from, at);
        bool stays = conjunct.binding == BINDING_STATE || failure ||
                     (conjunct.fails && state);

        state |= stays;
        failure |= stays && conjunct.fails;
        if (stays == late)
            chosen[made++] = rewrite_copy(rewrite, at);
    }
    if (made)
        *node = shape_and(rewrite->to, chosen, made);
    return made;
}

static void hoist_shape(struct program *program, uint32_t number,
                        struct shape_writer *writer)
{
    const struct ir_shape *shape = program_shape(program, number);
    struct rewrite rewrite = {0};
    struct conjuncts conjuncts = {.count = 0};
    uint32_t root, state;

    add_conjuncts(&conjuncts, shape, shape->root);
    if (shape->state != BUNDLE_NONE)
        add_conjuncts(&conjuncts, shape, shape->state);
    rewrite_start(&rewrite, program, shape, writer);
    if (!copy_conjuncts(&rewrite, &conjuncts, false, &root))
        root = shape_and(writer, NULL, 0);
    if (!copy_conjuncts(&rewrite, &conjuncts, true, &state))
        state = BUNDLE_NONE;
    rewrite_finish(&rewrite, program, number, root, state);
}

void pass_hoist(struct program *program)
{
    struct shape_writer writer = {0};

    for (uint32_t i = 0; i < program->shape_count; i++)
        if (program_shape(program, i)->kind == BUNDLE_SHAPE_MATCH)
            hoist_shape(program, i, &writer);
    shape_writer_release(&writer);
}
