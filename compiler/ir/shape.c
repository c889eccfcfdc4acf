/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing shapes, and keeping each distinct one once.
 */
#include "compiler/ir/shape.h"

#include "compiler/base/out_of_memory.h"
#include "runtime/ir_table.h"

#include <stdlib.h>
#include <string.h>

const struct ir_shape *ir_shape(const struct ir_session *session, shape_id id)
{
    /* Interned texts start at the arena's alignment, which suits words. */
    const void *words = intern_text(session->shapes, id).at;

    return words;
}

shape_id ir_shape_intern(struct ir_session *session,
                         const struct ir_shape *shape)
{
    size_t size = sizeof *shape + shape->words * sizeof *shape->code;

    return intern(session->shapes,
                  (struct thoth_text){(const char *)shape, size});
}

void shape_writer_start(struct shape_writer *writer)
{
    writer->node_words = 0;
    writer->columns = 0;
    writer->too_wide = false;
}

void shape_writer_release(struct shape_writer *writer)
{
    free(writer->nodes);
    free(writer->types);
    free(writer->row);
    free(writer->shape);
    *writer = (struct shape_writer){0};
}

uint32_t shape_column(struct shape_writer *writer, unsigned type,
                      uint32_t value)
{
    if (writer->columns == writer->column_room) {
        uint32_t room = writer->column_room ? writer->column_room * 2 : 64;

        writer->types = memory_grow(writer->types, room, sizeof(uint32_t));
        writer->row = memory_grow(writer->row, room, sizeof(uint32_t));
        writer->column_room = room;
    }
    writer->types[writer->columns] = type;
    writer->row[writer->columns] = value;
    return BUNDLE_OPERAND(BUNDLE_OPERAND_COLUMN, writer->columns++);
}

uint32_t shape_subject(void)
{
    return BUNDLE_OPERAND(BUNDLE_OPERAND_SUBJECT, 0);
}

uint32_t shape_node(struct shape_writer *writer, unsigned op,
                    uint32_t immediate, const uint32_t *operands,
                    uint32_t count)
{
    uint32_t at = writer->node_words;

    if (count > BUNDLE_MOST_OPERANDS) {
        writer->too_wide = true;
        count = 0;
    }
    if (writer->node_room - at < count + 1) {
        uint32_t room = writer->node_room * 2 + count + 64;

        writer->nodes = memory_grow(writer->nodes, room, sizeof(uint32_t));
        writer->node_room = room;
    }
    writer->nodes[at] = BUNDLE_NODE(op, count, immediate);
    if (count)
        memcpy(writer->nodes + at + 1, operands, count * sizeof *operands);
    writer->node_words = at + 1 + count;
    return BUNDLE_OPERAND(BUNDLE_OPERAND_NODE, at);
}

/* `op` over any number of predicates, which are nested in chunks as large as
 * possible where one node cannot take them. */
static uint32_t chain(struct shape_writer *writer, unsigned op,
                      const uint32_t *operands, uint32_t count)
{
    uint32_t parts[BUNDLE_MOST_OPERANDS];
    uint32_t made = 0, chunk = BUNDLE_MOST_OPERANDS;

    if (count == 1)
        return operands[0];
    if (count <= chunk)
        return shape_node(writer, op, 0, operands, count);
    while (count / chunk >= BUNDLE_MOST_OPERANDS)
        chunk *= BUNDLE_MOST_OPERANDS;
    for (uint32_t from = 0; from < count; from += chunk) {
        uint32_t size = count - from < chunk ? count - from : chunk;

        parts[made++] = chain(writer, op, operands + from, size);
    }
    return shape_node(writer, op, 0, parts, made);
}

uint32_t shape_and(struct shape_writer *writer, const uint32_t *operands,
                   uint32_t count)
{
    if (count == 0)
        return shape_node(writer, IR_OP_ALWAYS, 0, NULL, 0);
    return chain(writer, IR_OP_AND, operands, count);
}

uint32_t shape_or(struct shape_writer *writer, const uint32_t *operands,
                  uint32_t count)
{
    if (count == 0)
        return shape_node(writer, IR_OP_NEVER, 0, NULL, 0);
    return chain(writer, IR_OP_OR, operands, count);
}

uint32_t shape_not(struct shape_writer *writer, uint32_t operand)
{
    return shape_node(writer, IR_OP_NOT, 0, &operand, 1);
}

bool shape_too_large(const struct shape_writer *writer)
{
    return writer->columns > BUNDLE_MOST_COLUMNS || writer->too_wide;
}

/* Columns stand before the nodes, so offsets of nodes move by their number. */
static void copy_nodes(struct ir_shape *shape,
                       const struct shape_writer *writer)
{
    uint32_t *to = shape->code + writer->columns;

    for (uint32_t at = 0; at < writer->node_words;) {
        uint32_t count = BUNDLE_NODE_OPERANDS(writer->nodes[at]);

        to[at] = writer->nodes[at];
        for (uint32_t i = at + 1; i <= at + count; i++) {
            uint32_t word = writer->nodes[i];

            if (BUNDLE_OPERAND_TAG(word) == BUNDLE_OPERAND_NODE)
                word += writer->columns;
            to[i] = word;
        }
        at += count + 1;
    }
}

shape_id shape_finish(struct shape_writer *writer, struct ir_session *session,
                      unsigned kind, uint32_t root)
{
    return shape_finish_split(writer, session, kind, root, BUNDLE_NONE);
}

shape_id shape_finish_split(struct shape_writer *writer,
                            struct ir_session *session, unsigned kind,
                            uint32_t root, uint32_t state)
{
    uint32_t words = writer->columns + writer->node_words;
    struct ir_shape *shape;

    if (words >= writer->shape_room) {
        writer->shape = memory_grow(
            writer->shape, words * 2 + sizeof *shape / sizeof(uint32_t),
            sizeof(uint32_t));
        writer->shape_room = words * 2;
    }
    shape = writer->shape;
    shape->kind = kind;
    shape->columns = writer->columns;
    shape->words = words;
    shape->root = BUNDLE_OPERAND_VALUE(root) + writer->columns;
    shape->state = state == BUNDLE_NONE
                       ? BUNDLE_NONE
                       : BUNDLE_OPERAND_VALUE(state) + writer->columns;
    if (writer->columns)
        memcpy(shape->code, writer->types, writer->columns * sizeof(uint32_t));
    copy_nodes(shape, writer);
    return ir_shape_intern(session, shape);
}
