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

static bool is_bare(const struct ast_node *scalar)
{
    return scalar->plain && !scalar->aliased && scalar->source.length &&
           scalar->span.line == scalar->span.end_line &&
           scalar->span.end_column - scalar->span.column ==
               characters(scalar->source);
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

void report_fix_quotes(struct checker *checker, struct diagnostic *diagnostic,
                       const struct ast_node *scalar)
{
    struct thoth_text source = scalar->source;

    if (scalar->kind != AST_BOOL && scalar->kind != AST_INT &&
        scalar->kind != AST_FLOAT && scalar->kind != AST_TIMESTAMP)
        return;
    if (memchr(source.at, '"', source.length) ||
        memchr(source.at, '\\', source.length))
        return;
    report_fix(checker, diagnostic, true, scalar,
               arena_format(checker->list->arena, "\"%.*s\"",
                            (int)source.length, source.at),
               "quote the text");
}
