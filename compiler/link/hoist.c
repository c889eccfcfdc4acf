/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hoisting by binding time: the conjuncts of a match that depend on the package
 * version alone become its root, to be decided once per package version; those
 * that look at the state are left for the innermost loop. What can fail is
 * among these, so asking the others first only spares failures of matches that
 * do not hold anyway.
 */
#include "compiler/link/passes.h"
#include "compiler/link/rewrite.h"
#include "runtime/ir_table.h"

/* The binding time of an expression: the latest of its nodes. Depth is bounded
 * by the nesting of what was lowered. A failure is put off until the state is
 * looked at, so that what stood before it is still decided before it. */
static enum binding_time binding_of(const struct ir_shape *shape, uint32_t node)
{
    const uint32_t *words = shape->code + node;
    enum binding_time latest = ir_ops[BUNDLE_NODE_OP(words[0])].binding;

    if (BUNDLE_NODE_OP(words[0]) == IR_OP_FAIL)
        return BINDING_STATE;
    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(words[0]); i++) {
        enum binding_time binding;

        if (BUNDLE_OPERAND_TAG(words[i]) != BUNDLE_OPERAND_NODE)
            continue;
        binding = binding_of(shape, BUNDLE_OPERAND_VALUE(words[i]));
        if (binding > latest)
            latest = binding;
    }
    return latest;
}

/* Copies the conjuncts of `shape` that are bound late, or those that are not;
 * returns their conjunction in *node, false if there is none. */
static bool copy_conjuncts(struct rewrite *rewrite, bool late, uint32_t *node)
{
    const struct ir_shape *shape = rewrite->from;
    const uint32_t root = BUNDLE_OPERAND(BUNDLE_OPERAND_NODE, shape->root);
    const uint32_t *conjuncts = &root;
    uint32_t chosen[BUNDLE_MOST_OPERANDS];
    uint32_t count = 1, made = 0;

    if (BUNDLE_NODE_OP(shape->code[shape->root]) == IR_OP_AND) {
        count = BUNDLE_NODE_OPERANDS(shape->code[shape->root]);
        conjuncts = shape->code + shape->root + 1;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = BUNDLE_OPERAND_VALUE(conjuncts[i]);

        if ((binding_of(shape, at) == BINDING_STATE) == late)
            chosen[made++] = rewrite_copy(rewrite, at);
    }
    if (made)
        *node = shape_and(rewrite->to, chosen, made);
    return made;
}

static void hoist_shape(struct program *program, uint32_t number,
                        struct shape_writer *writer)
{
    struct rewrite rewrite = {0};
    uint32_t root, state;

    rewrite_start(&rewrite, program, program_shape(program, number), writer);
    if (!copy_conjuncts(&rewrite, false, &root))
        root = shape_and(writer, NULL, 0);
    if (!copy_conjuncts(&rewrite, true, &state))
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
