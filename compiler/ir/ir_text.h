/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The text form of the IR (docs/ir.md): what `thothc dump --stage=ir` prints,
 * and an input of the compiler as well, so that each stage behind it can be
 * looked at and tested alone. Expressions are written with their constants in
 * place; which constants are columns of a row follows from the operations.
 */
#ifndef COMPILER_IR_IR_TEXT_H
#define COMPILER_IR_IR_TEXT_H

#include "compiler/base/diagnostic.h"
#include "compiler/ir/unit.h"

#include <stdbool.h>
#include <stdio.h>

#define IR_TEXT_VERSION "1"

/* A string in quotes, with escapes for what would break a line. */
void ir_print_string(FILE *stream, struct thoth_text text);

/* The expression at a node of a shape. `kept` maps columns to places in `row`,
 * NULL: in place. */
void ir_print_expression(FILE *stream, const struct ir_session *session,
                         const struct ir_shape *shape, const uint32_t *row,
                         const uint32_t *kept, uint32_t node);

/* A constant of a row. */
void ir_print_constant(FILE *stream, const struct ir_session *session,
                       unsigned type, uint32_t constant);

/* A file of the text form. */
struct ir_text_file {
    struct thoth_text path; /* relative to the rule root, parts between '/' */
    str_id namespace_;
    struct ir_object object;
};

struct ir_text_program {
    struct ir_text_file *files;
    uint32_t file_count;
};

/* Parses the text form. Files and units live in `arena`. False when there were
 * errors, each reported with its place. Unwinds when memory is short. */
bool ir_parse(struct thoth_text text, struct ir_session *session,
              struct arena *arena, struct diagnostic_list *diagnostics,
              struct ir_text_program *program);

#endif
