/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A span holds what was written before a scalar, too: its anchor, its tag. It
 * is as long as the scalar alone when there is nothing of that kind.
 */
#include "compiler/check/report_fix.h"

#include <string.h>

static uint32_t characters(struct thoth_text text)
{
    uint32_t count = 0;

    for (size_t i = 0; i < text.length; i++)
        count += ((unsigned char)text.at[i] & 0xc0) != 0x80;
    return count;
}

/* In quotes a scalar is as long as its text and they are, if nothing in it is
 * escaped. */
static bool is_bare(const struct ast_node *scalar)
{
    uint32_t width = scalar->span.end_column - scalar->span.column;

    if (scalar->aliased || scalar->span.line != scalar->span.end_line)
        return false;
    if (scalar->plain)
        return scalar->source.length && width == characters(scalar->source);
    return scalar->kind == AST_STRING && width == characters(scalar->text) + 2;
}

void report_fix(struct checker *checker, struct diagnostic *diagnostic,
                bool safe, const struct ast_node *scalar,
                struct thoth_text text, const char *title)
{
    struct diagnostic_list *list = checker->list;

    if (is_bare(scalar))
        diagnostic_add_edit(
            list, diagnostic_add_fix(list, diagnostic, safe, "%s", title),
            scalar->span, text);
}

/* Would the text mean something else in double quotes? */
static bool has_escapes(struct thoth_text text)
{
    return memchr(text.at, '"', text.length) ||
           memchr(text.at, '\\', text.length);
}

void report_fix_string(struct checker *checker, struct diagnostic *diagnostic,
                       bool safe, const struct ast_node *scalar,
                       struct thoth_text text, const char *title)
{
    if (!scalar->plain) {
        if (has_escapes(text))
            return;
        text = arena_format(checker->list->arena, "\"%.*s\"", (int)text.length,
                            text.at);
    }
    report_fix(checker, diagnostic, safe, scalar, text, title);
}

void report_fix_quotes(struct checker *checker, struct diagnostic *diagnostic,
                       const struct ast_node *scalar)
{
    struct thoth_text source = scalar->source;

    if (scalar->kind != AST_BOOL && scalar->kind != AST_INT &&
        scalar->kind != AST_FLOAT && scalar->kind != AST_TIMESTAMP)
        return;
    if (has_escapes(source))
        return;
    report_fix(checker, diagnostic, true, scalar,
               arena_format(checker->list->arena, "\"%.*s\"",
                            (int)source.length, source.at),
               "quote the text");
}
