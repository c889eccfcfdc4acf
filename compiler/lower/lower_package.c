/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Predicates over package versions, in the order in which the reference asks.
 */
#include "compiler/lower/lower_package.h"

#include "compiler/check/field.h"
#include "compiler/lower/constant.h"
#include "runtime/ir_table.h"

static void push_node(struct lowering *lowering, unsigned op,
                      uint32_t immediate, const uint32_t *operands,
                      uint32_t count)
{
    operands_push(lowering,
                  shape_node(lowering->writer, op, immediate, operands, count));
}

static void push_version(struct lowering *lowering,
                         const struct ast_node *version, enum version_rule rule)
{
    uint32_t column;

    if (!version || (rule != VERSION_IF_GIVEN && !constant_filled(version)))
        return;
    column = shape_column(lowering->writer, IR_TYPE_SPEC,
                          constant_string(lowering, version));
    push_node(lowering, IR_OP_VERSION_IN, rule >= VERSION_PRERELEASES, &column,
              1);
}

static void push_index(struct lowering *lowering, const struct ast_node *node)
{
    struct negatable index = constant_negatable(node);
    uint32_t operand;

    if (index.undecidable)
        push_node(lowering, IR_OP_FAIL, 0, NULL, 0);
    if (!index.value)
        return;
    operand = shape_column(lowering->writer, IR_TYPE_INDEX,
                           constant_string(lowering, index.value));
    operand = shape_node(lowering->writer, IR_OP_INDEX_IS, 0, &operand, 1);
    operands_push(lowering, index.negated ? shape_not(lowering->writer, operand)
                                          : operand);
}

static void push_develop(struct lowering *lowering,
                         const struct ast_node *develop)
{
    uint32_t operand;

    if (!develop)
        return;
    operand = shape_node(lowering->writer, IR_OP_DEVELOP, 0, NULL, 0);
    operands_push(lowering, develop->truth
                                ? operand
                                : shape_not(lowering->writer, operand));
}

void lower_package(struct lowering *lowering, const struct ast_node *package,
                   enum version_rule rule)
{
    const struct ast_node *index =
        field_value(package, FIELD_PACKAGE_INDEX_URL);
    const struct ast_node *version =
        field_value(package, FIELD_PACKAGE_VERSION);
    const struct ast_node *develop =
        field_value(package, FIELD_PACKAGE_DEVELOP);

    if (rule == VERSION_IF_GIVEN)
        push_develop(lowering, develop);
    if (rule == VERSION_PRERELEASES)
        push_version(lowering, version, rule);
    push_index(lowering, index);
    if (rule != VERSION_PRERELEASES)
        push_version(lowering, version, rule);
    if (rule == VERSION_IF_FILLED || rule == VERSION_PRERELEASES)
        push_develop(lowering, develop);
}

uint32_t lower_and_since(struct lowering *lowering, uint32_t mark)
{
    uint32_t count;
    const uint32_t *operands = operands_from(lowering, mark, &count);
    uint32_t node = shape_and(lowering->writer, operands, count);

    lowering->operand_count = mark;
    return node;
}

void lower_resolved(struct lowering *lowering, unsigned op,
                    const struct ast_node *entry)
{
    const struct ast_node *name = field_value(entry, FIELD_PACKAGE_NAME);
    uint32_t operands[2];
    uint32_t mark = operands_mark(lowering);

    if (!name) {
        push_node(lowering, IR_OP_FAIL, 0, NULL, 0);
        return;
    }
    operands[0] = shape_column(lowering->writer, IR_TYPE_PACKAGE,
                               constant_string(lowering, name));
    lower_package(lowering, entry, VERSION_IF_GIVEN);
    operands[1] = lower_and_since(lowering, mark);
    push_node(lowering, op, 0, operands, 2);
}

void lower_dependents(struct lowering *lowering, const struct ast_node *from,
                      bool others)
{
    uint32_t mark = operands_mark(lowering), count, node;
    const uint32_t *operands;

    for (uint32_t i = 0; from && i < from->sequence.count; i++)
        lower_resolved(lowering, IR_OP_FROM, from->sequence.items[i]);
    operands = operands_from(lowering, mark, &count);
    if (!count && others)
        return;
    node =
        shape_node(lowering->writer, IR_OP_DEPENDENTS, others, operands, count);
    lowering->operand_count = mark;
    operands_push(lowering, node);
}
