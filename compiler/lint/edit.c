/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fixes as edits of the source text. A new text is written in the style of the
 * scalar it replaces, in quotes where YAML would read something else without;
 * what stands in another place through an alias, or over several lines, is
 * left to a person.
 */
#include "compiler/lint/edit.h"

#include "compiler/yaml/tag.h"

#include <string.h>

/* Characters that mean nothing to YAML wherever they stand in a scalar. */
static bool is_harmless(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || (c != '\0' && strchr("_.+/=<~;()", c));
}

/* The same, but not at the beginning. A colon must not end a word. */
static bool is_harmless_inside(struct thoth_text text, size_t i)
{
    char c = text.at[i];

    return is_harmless(c) || (c != '\0' && strchr("-*!?#%&@", c)) ||
           (c == ':' && i + 1 < text.length && text.at[i + 1] != ' ');
}

/* Would a plain scalar mean this text? Cautious: false when in doubt. `~` and
 * `=` alone mean something. */
static bool is_plain(struct thoth_text text)
{
    if (!text.length || !is_harmless(text.at[0]))
        return false;
    for (size_t i = 1; i < text.length; i++)
        if (!is_harmless_inside(text, i))
            return false;
    return tag_of_plain_scalar(text) == TAG_BUILDS_STRING;
}

/* Quotes, with what stands for quotes inside of them. Backslashes and control
 * characters need more than single quotes. */
static struct thoth_text quoted(struct arena *arena, struct thoth_text text,
                                char quote)
{
    char *out = arena_allocate(arena, 2 * text.length + 2), *at = out;

    *at++ = quote;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == quote || (quote == '"' && text.at[i] == '\\'))
            *at++ = quote == '"' ? '\\' : quote;
        *at++ = text.at[i];
    }
    *at++ = quote;
    return (struct thoth_text){out, (size_t)(at - out)};
}

static bool has_control(struct thoth_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.at[i] < 0x20 || text.at[i] == 0x7f)
            return true;
    return false;
}

void lint_replace(struct linter *linter, struct diagnostic *diagnostic,
                  bool safe, const struct ast_node *scalar,
                  struct thoth_text text, const char *title)
{
    struct thoth_text source = place_source(&linter->places, scalar->span);
    struct thoth_text written = text;

    if (scalar->aliased || scalar->span.line != scalar->span.end_line ||
        !source.length || has_control(text))
        return;
    if (source.at[0] == '"' || source.at[0] == '\'')
        written = quoted(linter->scratch, text, source.at[0]);
    else if (!scalar->plain || source.at[0] == '&')
        return;
    else if (!is_plain(text))
        written = quoted(linter->scratch, text, '"');
    diagnostic_add_edit(
        linter->list,
        diagnostic_add_fix(linter->list, diagnostic, safe, "%s", title),
        scalar->span, written);
}

void lint_quote_scalar(struct linter *linter, struct diagnostic *diagnostic,
                       const struct ast_node *scalar, const char *title)
{
    if (scalar->aliased || !scalar->plain ||
        scalar->span.line != scalar->span.end_line)
        return;
    diagnostic_add_edit(
        linter->list,
        diagnostic_add_fix(linter->list, diagnostic, false, "%s", title),
        scalar->span, quoted(linter->scratch, scalar->source, '"'));
}

void lint_insert_entry(struct linter *linter, struct diagnostic_fix *fix,
                       const struct ast_node *mapping, const char *entry)
{
    struct thoth_text source = place_source(&linter->places, mapping->span);
    struct span at = {mapping->span.line, mapping->span.column,
                      mapping->span.line, mapping->span.column};
    struct thoth_text text;

    if (mapping->aliased || !source.length || source.at[0] == '&' ||
        source.at[0] == '!')
        return;
    if (source.at[0] == '{') {
        at.column = ++at.end_column;
        text = arena_format(linter->scratch, "%s%s", entry,
                            mapping->mapping.count ? ", " : "");
    } else {
        text = arena_format(linter->scratch, "%s%s%*s", entry,
                            place_line_break(&linter->places),
                            (int)at.column - 1, "");
    }
    diagnostic_add_edit(linter->list, fix, at, text);
}
