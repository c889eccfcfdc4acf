/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A lowered unit. Each file's units are one array of words, in loading order
 * (by kind, then as written): compact, free of pointers, so that it can be
 * cached and copied as it is. A struct ir_unit is a view into such an array.
 */
#ifndef COMPILER_IR_UNIT_H
#define COMPILER_IR_UNIT_H

#include "compiler/base/arena.h"
#include "compiler/ir/shape.h"

#include <stdbool.h>
#include <stdint.h>

struct ir_instance {
    str_id package; /* STR_NONE: for any package */
    shape_id shape;
    const uint32_t *row;
};

struct ir_unit {
    str_id name;   /* without namespace */
    uint32_t type; /* enum unit_type */
    bool never;    /* `times: 0` */
    bool multi;    /* has the effect multi_package */
    bool broken;   /* cannot be registered: the build of a pipeline fails */
    uint32_t line, column;
    str_id metadata;       /* JSON text, or STR_NONE */
    uint32_t requirements; /* session list: word N, then N times section,
                            * string; or STR_NONE */
    shape_id when, run;
    const uint32_t *when_row, *run_row;
    uint32_t instance_count;
    const uint32_t *instances; /* for ir_unit_instance */
    const uint32_t *next;      /* the unit behind, if there is one */
};

/* Reads the unit at `words`. */
void ir_unit_read(const struct ir_session *session, const uint32_t *words,
                  struct ir_unit *unit);

/* Reads the first instance at `words` and returns where the next one stands. */
const uint32_t *ir_instance_read(const struct ir_session *session,
                                 const uint32_t *words,
                                 struct ir_instance *instance);

/* The lowered units of one file. */
struct ir_object {
    const uint32_t *words;
    uint32_t word_count;
    uint32_t unit_count;
};

/* Collects the units of a file. Zero bytes are a valid writer. */
struct ir_object_writer {
    uint32_t *words;
    uint32_t count, room;
    uint32_t units;
    uint32_t unit_start; /* of the unit being written */
};

void ir_object_start(struct ir_object_writer *writer);
void ir_object_writer_release(struct ir_object_writer *writer);

/* A unit is written by one call of _unit, then one of _instance for each of its
 * instances. The rows' lengths are those of the shapes. */
void ir_object_unit(struct ir_object_writer *writer,
                    const struct ir_session *session,
                    const struct ir_unit *unit);
void ir_object_instance(struct ir_object_writer *writer,
                        const struct ir_session *session,
                        const struct ir_instance *instance);

/* Copies what was written into an arena. */
struct ir_object ir_object_finish(const struct ir_object_writer *writer,
                                  struct arena *arena);

#endif
