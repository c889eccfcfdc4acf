/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Printing expressions and constants.
 */
#include "compiler/ir/ir_text.h"
#include "runtime/ir_table.h"

#include <stdlib.h>

void ir_print_string(FILE *stream, struct thoth_text text)
{
    putc('"', stream);
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.at[i];

        if (byte == '"' || byte == '\\')
            fprintf(stream, "\\%c", byte);
        else if (byte == '\n')
            fputs("\\n", stream);
        else if (byte < 0x20 || byte == 0x7f)
            fprintf(stream, "\\x%02x", byte);
        else
            putc(byte, stream);
    }
    putc('"', stream);
}

static void print_text(FILE *stream, const struct ir_session *session,
                       str_id text)
{
    if (text == STR_NONE)
        fputs("null", stream);
    else
        ir_print_string(stream, intern_text(session->strings, text));
}

/* The fewest digits that read back as the same number. */
static void print_number(FILE *stream, double number)
{
    char text[40];

    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number)
            break;
    }
    fputs(text, stream);
}

static void print_src(FILE *stream, uint32_t src)
{
    fputs(src == STR_NONE ? "null" : src ? "true" : "false", stream);
}

/* One entry of a list; returns how many words it has. */
static uint32_t print_entry(FILE *stream, const struct ir_session *session,
                            unsigned type, const uint32_t *words)
{
    static const uint8_t STRINGS[IR_TYPE_COUNT] = {[IR_TYPE_PAIRS] = 2,
                                                   [IR_TYPE_SYSTEMS] = 2,
                                                   [IR_TYPE_RPMS] = 6,
                                                   [IR_TYPE_PYTHONS] = 3};
    uint32_t count = STRINGS[type], first = 0;

    if (type == IR_TYPE_TEXTS) {
        print_text(stream, session, words[0]);
        return 1;
    }
    putc('(', stream);
    if (type == IR_TYPE_USAGE) {
        print_text(stream, session, words[0]);
        count = 2 + words[1];
        first = 2;
    }
    for (uint32_t i = first; i < count; i++) {
        if (i)
            putc(' ', stream);
        print_text(stream, session, words[i]);
    }
    if (type == IR_TYPE_RPMS) {
        putc(' ', stream);
        print_src(stream, words[count++]);
    }
    putc(')', stream);
    return count;
}

void ir_print_constant(FILE *stream, const struct ir_session *session,
                       unsigned type, uint32_t constant)
{
    const uint32_t *words;
    const uint32_t *next;

    if (type == IR_TYPE_STR || type == IR_TYPE_PACKAGE ||
        type == IR_TYPE_INDEX || type == IR_TYPE_SPEC) {
        print_text(stream, session, constant);
        return;
    }
    words = (const void *)intern_text(session->lists, constant).at;
    if (type == IR_TYPE_NUMBER) {
        print_number(stream, *(const double *)(const void *)words);
        return;
    }
    putc('[', stream);
    next = words + 1;
    for (uint32_t i = 0; i < words[0]; i++) {
        if (i)
            putc(' ', stream);
        next += print_entry(stream, session, type, next);
    }
    putc(']', stream);
}

static void print_immediate(FILE *stream, enum ir_immediate meaning,
                            uint32_t value)
{
    const char *before = "";

    if (meaning == IR_IMMEDIATE_NONE)
        return;
    fputs(" {", stream);
    if (meaning == IR_IMMEDIATE_COMPONENT) {
        fputs(ir_components[value], stream);
        value = 0;
    }
    if (meaning == IR_IMMEDIATE_SEVERITY ||
        meaning == IR_IMMEDIATE_SEVERITY_AND_PARTS) {
        fputs(ir_severities[BUNDLE_EXTRA(value)], stream);
        value = BUNDLE_PARTS(value);
        before = " ";
    }
    for (unsigned bit = 0; bit < 16; bit++)
        if (value & 1u << bit) {
            fprintf(stream, "%s%s", before, ir_bit_name(meaning, bit));
            before = " ";
        }
    putc('}', stream);
}

void ir_print_expression(FILE *stream, const struct ir_session *session,
                         const struct ir_shape *shape, const uint32_t *row,
                         const uint32_t *kept, uint32_t node)
{
    const uint32_t *words = shape->code + node;
    const struct ir_op_fact *op = &ir_ops[BUNDLE_NODE_OP(words[0])];
    uint32_t count = BUNDLE_NODE_OPERANDS(words[0]);
    bool bare = !count && op->immediate == IR_IMMEDIATE_NONE;

    fprintf(stream, bare ? "%s" : "(%s", op->name);
    print_immediate(stream, op->immediate, BUNDLE_NODE_IMMEDIATE(words[0]));
    for (uint32_t i = 1; i <= count; i++) {
        uint32_t value = BUNDLE_OPERAND_VALUE(words[i]);

        putc(' ', stream);
        if (BUNDLE_OPERAND_TAG(words[i]) == BUNDLE_OPERAND_NODE)
            ir_print_expression(stream, session, shape, row, kept, value);
        else if (BUNDLE_OPERAND_TAG(words[i]) == BUNDLE_OPERAND_SUBJECT)
            fputs("subject", stream);
        else
            ir_print_constant(stream, session, shape->code[value],
                              row[kept ? kept[value] : value]);
    }
    if (!bare)
        putc(')', stream);
}
