/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A shape: the pattern of a predicate or action, with columns in place of its
 * constants. Its code is that of the bundle (runtime/bundle_format.h): what the
 * corpus has many of is data in rows, what it has few of is a shape.
 *
 * In a session, columns of type STR, PACKAGE, INDEX and SPEC hold ids of
 * session strings, NUMBER and lists ids of session lists; linking renumbers
 * them. Lists hold ids of session strings in place of strings and specs.
 */
#ifndef COMPILER_IR_SHAPE_H
#define COMPILER_IR_SHAPE_H

#include "compiler/ir/session.h"
#include "runtime/bundle_format.h"

#include <stdbool.h>
#include <stdint.h>

typedef uint32_t shape_id; /* in the session */

/* A shape as it lies in the session's table: this head, then the code. */
struct ir_shape {
    uint32_t kind; /* enum bundle_shape_kind */
    uint32_t columns;
    uint32_t words; /* of the code: columns and nodes */
    uint32_t root;
    uint32_t state;
    uint32_t code[];
};

/* Valid as long as the session. */
const struct ir_shape *ir_shape(const struct ir_session *session, shape_id id);

shape_id ir_shape_intern(struct ir_session *session,
                         const struct ir_shape *shape);

/* Builds one shape and its row. Reused for one after the other: memory stays.
 * Zero bytes are a valid writer. */
struct shape_writer {
    uint32_t *nodes; /* offsets count from the first node while writing */
    uint32_t node_words, node_room;
    uint32_t *types; /* of the columns */
    uint32_t *row;
    uint32_t columns, column_room;
    struct ir_shape *shape;
    uint32_t shape_room;
    bool too_wide; /* some node was to have more operands than one can */
};

void shape_writer_start(struct shape_writer *writer);
void shape_writer_release(struct shape_writer *writer);

/* Operands: a new column holding `value`, the subject, or a node. A node's
 * operands must have been made before it and belong to the same shape. Of more
 * operands than a node can have, none are kept: the shape is too large. */
uint32_t shape_column(struct shape_writer *writer, unsigned type,
                      uint32_t value);
uint32_t shape_subject(void);
uint32_t shape_node(struct shape_writer *writer, unsigned op,
                    uint32_t immediate, const uint32_t *operands,
                    uint32_t count);

/* All or any of `count` predicates, in order; nested where one node cannot take
 * them, the plain operand for one, ALWAYS or NEVER for none. */
uint32_t shape_and(struct shape_writer *writer, const uint32_t *operands,
                   uint32_t count);
uint32_t shape_or(struct shape_writer *writer, const uint32_t *operands,
                  uint32_t count);
uint32_t shape_not(struct shape_writer *writer, uint32_t operand);

/* Interns what was written with `root` as its root; the row is writer->row. */
shape_id shape_finish(struct shape_writer *writer, struct ir_session *session,
                      unsigned kind, uint32_t root);

/* The same for a match whose part of binding STATE stands by itself; `state` is
 * an operand or BUNDLE_NONE. */
shape_id shape_finish_split(struct shape_writer *writer,
                            struct ir_session *session, unsigned kind,
                            uint32_t root, uint32_t state);

/* Does the shape exceed what a bundle can hold? To be asked before finishing.
 */
bool shape_too_large(const struct shape_writer *writer);

#endif
