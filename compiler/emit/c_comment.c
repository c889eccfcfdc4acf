/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The form of compiler/ir/ir_text.h with row[N] in place of constants. Lines
 * are wrapped at blanks before they pass the edge.
 */
#include "compiler/emit/c_comment.h"

#include "runtime/ir_table.h"

#include <stdarg.h>
#include <string.h>

#define EDGE 78

struct comment {
    FILE *out;
    const struct c_plan *plan;
    uint32_t number;
    size_t column;
};

/* One word of the comment, kept together with what is glued to it. */
static void put(struct comment *comment, bool blank, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void put(struct comment *comment, bool blank, const char *format, ...)
{
    char word[128];
    va_list arguments;
    size_t length;

    va_start(arguments, format);
    vsnprintf(word, sizeof word, format, arguments);
    va_end(arguments);
    length = strlen(word);
    if (blank && comment->column + 1 + length > EDGE) {
        fputs("\n *    ", comment->out);
        comment->column = 6;
    } else if (blank) {
        fputc(' ', comment->out);
        comment->column++;
    }
    fputs(word, comment->out);
    comment->column += length;
}

static void put_immediate(struct comment *comment, enum ir_immediate meaning,
                          uint32_t bits)
{
    const char *before = "{";

    if (meaning == IR_IMMEDIATE_COMPONENT) {
        put(comment, true, "{%s}", ir_components[bits]);
        return;
    }
    for (unsigned bit = 0; bit < 16; bit++) {
        if (!(bits >> bit & 1))
            continue;
        put(comment, true, "%s%s", before, ir_bit_name(meaning, bit));
        before = "";
    }
    if (*before)
        put(comment, true, "{");
    put(comment, false, "}");
}

static void put_node(struct comment *comment, uint32_t at)
{
    const struct c_plan *plan = comment->plan;
    uint32_t head = plan->code[at], count = BUNDLE_NODE_OPERANDS(head);
    const struct ir_op_fact *op = &ir_ops[BUNDLE_NODE_OP(head)];
    bool bare = !count && op->immediate == IR_IMMEDIATE_NONE;

    put(comment, true, bare ? "%s" : "(%s", op->name);
    if (op->immediate != IR_IMMEDIATE_NONE)
        put_immediate(comment, op->immediate, BUNDLE_NODE_IMMEDIATE(head));
    for (uint32_t i = 0; i < count; i++) {
        uint32_t word = plan->code[at + 1 + i];
        uint32_t value = BUNDLE_OPERAND_VALUE(word);

        if (BUNDLE_OPERAND_TAG(word) == BUNDLE_OPERAND_COLUMN)
            put(comment, true, "row[%u]", value);
        else if (plan->nodes[value].part)
            put(comment, true, "part_%u_%u", comment->number, value);
        else
            put_node(comment, value);
    }
    if (!bare)
        put(comment, false, ")");
}

void c_comment_write(FILE *out, const struct c_plan *plan, uint32_t number,
                     uint32_t at)
{
    struct comment comment = {out, plan, number, 2};

    fputs("/*", out);
    put_node(&comment, at);
    fputs(" */\n", out);
}
