/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Copying expressions between shapes.
 */
#include "compiler/link/rewrite.h"

#include "compiler/base/out_of_memory.h"

#include <stdlib.h>
#include <string.h>

void rewrite_start(struct rewrite *rewrite, struct program *program,
                   const struct ir_shape *from, struct shape_writer *to)
{
    rewrite->from = from;
    rewrite->to = to;
    rewrite->kept = ARENA_NEW_ARRAY(program->arena, uint32_t, from->columns);
    rewrite->renamed = ARENA_NEW_ARRAY(program->arena, uint32_t, from->columns);
    shape_writer_start(to);
}

static uint32_t copy_column(struct rewrite *rewrite, uint32_t column)
{
    uint32_t *renamed = &rewrite->renamed[column];

    if (!*renamed) {
        rewrite->kept[rewrite->to->columns] = column;
        *renamed = shape_column(rewrite->to, rewrite->from->code[column], 0);
    }
    return *renamed;
}

uint32_t rewrite_copy(struct rewrite *rewrite, uint32_t node)
{
    const uint32_t *words = rewrite->from->code + node;
    uint32_t operands[BUNDLE_MOST_OPERANDS];
    uint32_t count = BUNDLE_NODE_OPERANDS(words[0]);

    for (uint32_t i = 0; i < count; i++) {
        uint32_t word = words[i + 1];

        if (BUNDLE_OPERAND_TAG(word) == BUNDLE_OPERAND_NODE)
            word = rewrite_copy(rewrite, BUNDLE_OPERAND_VALUE(word));
        else if (BUNDLE_OPERAND_TAG(word) == BUNDLE_OPERAND_COLUMN)
            word = copy_column(rewrite, BUNDLE_OPERAND_VALUE(word));
        operands[i] = word;
    }
    if (rewrite->node)
        return rewrite->node(rewrite, BUNDLE_NODE_OP(words[0]),
                             BUNDLE_NODE_IMMEDIATE(words[0]), operands, count);
    return shape_node(rewrite->to, BUNDLE_NODE_OP(words[0]),
                      BUNDLE_NODE_IMMEDIATE(words[0]), operands, count);
}

uint32_t rewrite_head(const struct rewrite *rewrite, uint32_t operand)
{
    return rewrite->to->nodes[BUNDLE_OPERAND_VALUE(operand)];
}

const uint32_t *rewrite_operands(const struct rewrite *rewrite,
                                 uint32_t operand)
{
    return rewrite->to->nodes + BUNDLE_OPERAND_VALUE(operand) + 1;
}

/* The original column behind each column that is left. */
static uint32_t *compose(struct program *program, const uint32_t *before,
                         const uint32_t *kept, uint32_t columns)
{
    uint32_t *composed = ARENA_NEW_ARRAY(program->arena, uint32_t, columns);

    for (uint32_t i = 0; i < columns; i++)
        composed[i] = before ? before[kept[i]] : kept[i];
    return composed;
}

void rewrite_finish(struct rewrite *rewrite, struct program *program,
                    uint32_t number, uint32_t root, uint32_t state)
{
    struct program_shape *shape = &program->shapes[number];

    shape->kept =
        compose(program, shape->kept, rewrite->kept, rewrite->to->columns);
    shape->shape = shape_finish_split(rewrite->to, program->session,
                                      rewrite->from->kind, root, state);
}
