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

/* A search for constants of a type, through the rows of shapes that have one:
 * of a hundred thousand rows few do. */
struct constant_search {
    const struct program *program;
    unsigned type;
    bool *has; /* by shape: such a column */
    void (*use)(void *user, uint32_t constant);
    void *user;
};

static void find_shapes(struct constant_search *search)
{
    const struct program *program = search->program;

    search->has = ARENA_NEW_ARRAY(program->arena, bool, program->shape_count);
    for (uint32_t shape = 0; shape < program->shape_count; shape++) {
        const struct ir_shape *code = program_shape(program, shape);

        for (uint32_t i = 0; i < code->columns; i++)
            search->has[shape] |= code->code[i] == search->type;
    }
}

static void search_row(const struct constant_search *search, uint32_t shape,
                       const uint32_t *row)
{
    const struct ir_shape *code;
    const uint32_t *kept;

    if (!search->has[shape])
        return;
    code = program_shape(search->program, shape);
    kept = search->program->shapes[shape].kept;
    for (uint32_t i = 0; i < code->columns; i++)
        if (code->code[i] == search->type)
            search->use(search->user, row[kept ? kept[i] : i]);
}

void each_constant(const struct program *program, unsigned type,
                   void (*use)(void *user, uint32_t constant), void *user)
{
    struct constant_search search = {program, type, NULL, use, user};

    find_shapes(&search);
    for (uint32_t i = 0; i < program->when_count; i++)
        search_row(&search, program->whens[i].shape, program->whens[i].row);
    for (uint32_t i = 0; i < program->instance_count; i++)
        search_row(&search, program->instances[i].shape,
                   program->instances[i].row);
    for (uint32_t i = 0; i < program->unit_count; i++)
        search_row(&search, program->units[i].run, program->units[i].run_row);
}
