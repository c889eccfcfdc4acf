/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A unit in block style is the lines from its dash to the end of its last
 * value. Comments in front of it stay, since they may be about several units.
 * A unit with an anchor that others need is left to a person.
 */
#include "compiler/lint/remove_unit.h"

#include <string.h>

/* The dash before a unit's first key: on the line, behind white space only. */
static bool begins_its_line(struct thoth_text line_start)
{
    size_t at = 0;

    while (at < line_start.length && line_start.at[at] == ' ')
        at++;
    if (at == line_start.length || line_start.at[at] != '-')
        return false;
    for (at++; at < line_start.length; at++)
        if (line_start.at[at] != ' ')
            return false;
    return true;
}

/* The last line with something of a node; block scalars end with the start of
 * the line behind them. */
static uint32_t last_line(const struct ast_node *node)
{
    return node->span.end_column == 1 && node->span.end_line > node->span.line
               ? node->span.end_line - 1
               : node->span.end_line;
}

static bool is_only_one(const struct linter *linter,
                        const struct ast_node *unit)
{
    for (uint32_t i = 0; i < linter->units->mapping.count; i++) {
        const struct ast_node *list = linter->units->mapping.entries[i].value;

        if (list->kind == AST_SEQUENCE && list->sequence.count == 1 &&
            list->sequence.items[0] == unit)
            return true;
    }
    return false;
}

/* Is the rest of the line, behind the unit, white space or a comment? */
static bool ends_its_line(struct thoth_text rest)
{
    size_t at = 0;

    while (at < rest.length && (rest.at[at] == ' ' || rest.at[at] == '\t'))
        at++;
    return at == rest.length || rest.at[at] == '#' || rest.at[at] == '\n' ||
           rest.at[at] == '\r';
}

static size_t name_length(const char *at, const char *end)
{
    const char *from = at;

    while (at < end && !strchr(" \t\r\n,[]{}", *at))
        at++;
    return (size_t)(at - from);
}

/* Does the text have `*` and that name? A longer name will do. */
static bool has_alias(struct thoth_text text, struct thoth_text name)
{
    const char *at = text.at, *end = text.at + text.length;

    while ((at = memchr(at, '*', (size_t)(end - at)))) {
        at++;
        if ((size_t)(end - at) >= name.length &&
            !memcmp(at, name.at, name.length))
            return true;
    }
    return false;
}

/* Is something behind the unit an alias to a part of it? Cautious: what only
 * looks like that counts, too. */
static bool is_needed(const struct linter *linter, struct thoth_text unit)
{
    struct thoth_text content = linter->places.content, rest;
    const char *at = unit.at, *end = unit.at + unit.length;

    rest =
        (struct thoth_text){end, (size_t)(content.at + content.length - end)};
    while ((at = memchr(at, '&', (size_t)(end - at)))) {
        struct thoth_text name = {at + 1, name_length(at + 1, end)};

        if (name.length && has_alias(rest, name))
            return true;
        at++;
    }
    return false;
}

void lint_remove_unit(struct linter *linter, struct diagnostic *diagnostic,
                      const struct ast_node *unit, const char *title)
{
    struct diagnostic_fix *fix =
        diagnostic_add_fix(linter->list, diagnostic, false, "%s", title);
    struct span before, behind, whole;
    struct thoth_text source;
    uint32_t end;

    if (!unit || unit->aliased || !linter->units || is_only_one(linter, unit))
        return;
    end = last_line(unit);
    before =
        (struct span){unit->span.line, 1, unit->span.line, unit->span.column};
    behind = (struct span){unit->span.end_line, unit->span.end_column,
                           unit->span.end_line, UINT32_MAX};
    whole = (struct span){unit->span.line, 1, end + 1, 1};
    source = place_source(&linter->places, whole);
    if (!begins_its_line(place_source(&linter->places, before)) ||
        !source.length || is_needed(linter, source) ||
        (end == unit->span.end_line &&
         !ends_its_line(place_source(&linter->places, behind))))
        return;
    diagnostic_add_edit(linter->list, fix, whole, (struct thoth_text){"", 0});
}
