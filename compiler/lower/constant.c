/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Interning values of the tree.
 */
#include "compiler/lower/constant.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/check/field.h"

#include <string.h>

str_id constant_text(struct lowering *lowering, struct thoth_text text)
{
    return intern(lowering->session->strings, text);
}

str_id constant_string(struct lowering *lowering, const struct ast_node *node)
{
    if (!node || node->kind == AST_NULL)
        return STR_NONE;
    return constant_text(lowering, node->text);
}

bool constant_filled(const struct ast_node *node)
{
    return node && node->kind == AST_STRING && node->text.length;
}

uint32_t constant_number(struct lowering *lowering, double number)
{
    return intern(lowering->session->lists,
                  (struct thoth_text){(const char *)&number, sizeof number});
}

void constant_list_start(struct lowering *lowering)
{
    lowering->list_count = 0;
    constant_list_add(lowering, 0);
}

void constant_list_add(struct lowering *lowering, uint32_t word)
{
    if (lowering->list_count == lowering->list_room) {
        lowering->list_room = lowering->list_room * 2 + 256;
        lowering->list = memory_grow(lowering->list, lowering->list_room,
                                     sizeof *lowering->list);
    }
    lowering->list[lowering->list_count++] = word;
}

uint32_t constant_list_finish(struct lowering *lowering, uint32_t entries)
{
    size_t size = lowering->list_count * sizeof *lowering->list;

    lowering->list[0] = entries;
    return intern(lowering->session->lists,
                  (struct thoth_text){(const char *)lowering->list, size});
}

/* The reference compares `true` and `false` as 1 and 0. */
static str_id text_of_scalar(struct lowering *lowering,
                             const struct ast_node *node)
{
    if (node->kind == AST_BOOL)
        return constant_text(lowering,
                             (struct thoth_text){node->truth ? "1" : "0", 1});
    return constant_string(lowering, node);
}

uint32_t constant_texts(struct lowering *lowering,
                        const struct ast_node *sequence)
{
    constant_list_start(lowering);
    for (uint32_t i = 0; i < sequence->sequence.count; i++)
        constant_list_add(
            lowering, text_of_scalar(lowering, sequence->sequence.items[i]));
    return constant_list_finish(lowering, sequence->sequence.count);
}

struct negatable constant_negatable(const struct ast_node *node)
{
    struct negatable result = {.value = node};

    if (node && node->kind == AST_MAPPING) {
        result.value = field_value(node, FIELD_NEGATION_NOT);
        result.negated = true;
        result.undecidable = !result.value;
    }
    return result;
}

uint32_t operands_mark(const struct lowering *lowering)
{
    return lowering->operand_count;
}

void operands_push(struct lowering *lowering, uint32_t operand)
{
    if (lowering->operand_count == lowering->operand_room) {
        lowering->operand_room = lowering->operand_room * 2 + 64;
        lowering->operands =
            memory_grow(lowering->operands, lowering->operand_room,
                        sizeof *lowering->operands);
    }
    lowering->operands[lowering->operand_count++] = operand;
}

const uint32_t *operands_from(const struct lowering *lowering, uint32_t mark,
                              uint32_t *count)
{
    *count = lowering->operand_count - mark;
    return lowering->operands + mark;
}
