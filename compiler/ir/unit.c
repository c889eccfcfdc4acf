/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lowered units as words. A unit is the words of enum unit_word, the rows of
 * its condition and its effects, and for each instance package, shape and row.
 */
#include "compiler/ir/unit.h"

#include "compiler/base/out_of_memory.h"

#include <stdlib.h>
#include <string.h>

enum unit_word {
    WORD_NAME,
    WORD_TYPE, /* and flags */
    WORD_LINE,
    WORD_COLUMN,
    WORD_METADATA,
    WORD_REQUIRES,
    WORD_WHEN,
    WORD_RUN,
    WORD_INSTANCES,
    UNIT_WORDS
};

enum {
    FLAG_NEVER = 1 << 16,
    FLAG_MULTI = 1 << 17,
    FLAG_BROKEN = 1 << 18,
    TYPE_MASK = 0xffff
};

static uint32_t columns(const struct ir_session *session, shape_id shape)
{
    return ir_shape(session, shape)->columns;
}

const uint32_t *ir_instance_read(const struct ir_session *session,
                                 const uint32_t *words,
                                 struct ir_instance *instance)
{
    instance->package = words[0];
    instance->shape = words[1];
    instance->row = words + 2;
    return instance->row + columns(session, instance->shape);
}

void ir_unit_read(const struct ir_session *session, const uint32_t *words,
                  struct ir_unit *unit)
{
    struct ir_instance instance;

    unit->name = words[WORD_NAME];
    unit->type = words[WORD_TYPE] & TYPE_MASK;
    unit->never = words[WORD_TYPE] & FLAG_NEVER;
    unit->multi = words[WORD_TYPE] & FLAG_MULTI;
    unit->broken = words[WORD_TYPE] & FLAG_BROKEN;
    unit->line = words[WORD_LINE];
    unit->column = words[WORD_COLUMN];
    unit->metadata = words[WORD_METADATA];
    unit->requirements = words[WORD_REQUIRES];
    unit->when = words[WORD_WHEN];
    unit->run = words[WORD_RUN];
    unit->instance_count = words[WORD_INSTANCES];
    unit->when_row = words + UNIT_WORDS;
    unit->run_row = unit->when_row + columns(session, unit->when);
    unit->instances = unit->run_row + columns(session, unit->run);
    unit->next = unit->instances;
    for (uint32_t i = 0; i < unit->instance_count; i++)
        unit->next = ir_instance_read(session, unit->next, &instance);
}

void ir_object_start(struct ir_object_writer *writer)
{
    writer->count = 0;
    writer->units = 0;
}

void ir_object_writer_release(struct ir_object_writer *writer)
{
    free(writer->words);
    *writer = (struct ir_object_writer){0};
}

static uint32_t *add_words(struct ir_object_writer *writer, uint32_t count)
{
    uint32_t *words;

    if (writer->room - writer->count < count) {
        writer->room = writer->room * 2 + count + 256;
        writer->words =
            memory_grow(writer->words, writer->room, sizeof *writer->words);
    }
    words = writer->words + writer->count;
    writer->count += count;
    return words;
}

static void add_row(struct ir_object_writer *writer, const uint32_t *row,
                    uint32_t count)
{
    if (count)
        memcpy(add_words(writer, count), row, count * sizeof *row);
}

void ir_object_unit(struct ir_object_writer *writer,
                    const struct ir_session *session,
                    const struct ir_unit *unit)
{
    uint32_t *words;

    writer->unit_start = writer->count;
    writer->units++;
    words = add_words(writer, UNIT_WORDS);
    words[WORD_NAME] = unit->name;
    words[WORD_TYPE] = unit->type | (unit->never ? FLAG_NEVER : 0) |
                       (unit->multi ? FLAG_MULTI : 0) |
                       (unit->broken ? FLAG_BROKEN : 0);
    words[WORD_LINE] = unit->line;
    words[WORD_COLUMN] = unit->column;
    words[WORD_METADATA] = unit->metadata;
    words[WORD_REQUIRES] = unit->requirements;
    words[WORD_WHEN] = unit->when;
    words[WORD_RUN] = unit->run;
    words[WORD_INSTANCES] = 0;
    add_row(writer, unit->when_row, columns(session, unit->when));
    add_row(writer, unit->run_row, columns(session, unit->run));
}

void ir_object_instance(struct ir_object_writer *writer,
                        const struct ir_session *session,
                        const struct ir_instance *instance)
{
    uint32_t *words = add_words(writer, 2);

    words[0] = instance->package;
    words[1] = instance->shape;
    add_row(writer, instance->row, columns(session, instance->shape));
    writer->words[writer->unit_start + WORD_INSTANCES]++;
}

struct ir_object ir_object_finish(const struct ir_object_writer *writer,
                                  struct arena *arena)
{
    size_t size = writer->count * sizeof *writer->words;

    return (struct ir_object){
        .words = (const uint32_t *)(const void *)arena_copy(
            arena, writer->words ? (void *)writer->words : "", size),
        .word_count = writer->count,
        .unit_count = writer->units,
    };
}
