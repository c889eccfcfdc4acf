/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shapes: their code is written as the session has it.
 */
#include "compiler/link/bundle_writer.h"

void write_shapes(struct bundle_writer *writer)
{
    const struct program *program = writer->program;

    for (uint32_t i = 0; i < program->shape_count; i++) {
        const struct ir_shape *shape = program_shape(program, i);
        struct bundle_shape record = {
            .code = section_words(writer, BUNDLE_SHAPE_CODE),
            .words = shape->words,
            .kind = shape->kind,
            .columns = shape->columns,
            .root = shape->root,
            .state = shape->state,
        };

        section_add(writer, BUNDLE_SHAPES, &record, sizeof record);
        section_add(writer, BUNDLE_SHAPE_CODE, shape->code,
                    shape->words * sizeof *shape->code);
    }
}
