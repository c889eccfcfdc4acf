/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows: constants of the session become references of the bundle, column by
 * column; equal rows are kept once.
 */
#include "compiler/link/bundle_writer.h"
#include "runtime/ir_table.h"

static uint32_t write_number(struct bundle_writer *writer, uint32_t list)
{
    uint32_t *place = &writer->number_places[list];

    if (!*place) {
        struct thoth_text bytes =
            intern_text(writer->program->session->lists, list);

        section_add(writer, BUNDLE_NUMBERS, bytes.at, sizeof(double));
        *place =
            (uint32_t)(writer->sections[BUNDLE_NUMBERS].size / sizeof(double));
    }
    return *place - 1;
}

static uint32_t write_constant(struct bundle_writer *writer, unsigned type,
                               uint32_t constant)
{
    switch (type) {
    case IR_TYPE_STR:
        return write_string(writer, constant);
    case IR_TYPE_PACKAGE:
        return writer->program->package_of[constant];
    case IR_TYPE_INDEX:
        return writer->index_numbers[constant] - 1;
    case IR_TYPE_SPEC:
        return writer->spec_places[constant] - 1;
    case IR_TYPE_NUMBER:
        return write_number(writer, constant);
    default:
        return write_list(writer, type, constant);
    }
}

static uint32_t keep_row(struct bundle_writer *writer, uint32_t count)
{
    uint32_t place = section_words(writer, BUNDLE_ROWS);
    uint32_t before = writer->rows.count;
    uint32_t found =
        row_table_find(&writer->rows, 0, writer->row, count, place);

    if (writer->rows.count != before)
        section_add(writer, BUNDLE_ROWS, writer->row,
                    count * sizeof *writer->row);
    return found;
}

uint32_t write_row(struct bundle_writer *writer, uint32_t shape,
                   const uint32_t *row)
{
    const struct ir_shape *code = program_shape(writer->program, shape);
    const uint32_t *kept = writer->program->shapes[shape].kept;

    if (!code->columns)
        return 0;
    for (uint32_t i = 0; i < code->columns; i++)
        writer->row[i] =
            write_constant(writer, code->code[i], row[kept ? kept[i] : i]);
    return keep_row(writer, code->columns);
}

static void each_in_row(const struct program *program, uint32_t shape,
                        const uint32_t *row, unsigned type,
                        void (*use)(void *user, uint32_t constant), void *user)
{
    const struct ir_shape *code = program_shape(program, shape);
    const uint32_t *kept = program->shapes[shape].kept;

    for (uint32_t i = 0; i < code->columns; i++)
        if (code->code[i] == type)
            use(user, row[kept ? kept[i] : i]);
}

void each_constant(const struct program *program, unsigned type,
                   void (*use)(void *user, uint32_t constant), void *user)
{
    for (uint32_t i = 0; i < program->when_count; i++)
        each_in_row(program, program->whens[i].shape, program->whens[i].row,
                    type, use, user);
    for (uint32_t i = 0; i < program->instance_count; i++)
        each_in_row(program, program->instances[i].shape,
                    program->instances[i].row, type, use, user);
    for (uint32_t i = 0; i < program->unit_count; i++)
        each_in_row(program, program->units[i].run, program->units[i].run_row,
                    type, use, user);
}
