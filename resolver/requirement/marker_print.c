/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Markers as text.
 */
#include "resolver/requirement/marker.h"

#include <string.h>

static const char *const VARIABLES[] = {
#define MARKER_VARIABLE(id, name, old) name,
#include "grammar/marker_variables.def"
#undef MARKER_VARIABLE
};

static const char *const OPERATORS[] = {
    [MARKER_LESS] = "<",
    [MARKER_LESS_EQUAL] = "<=",
    [MARKER_EQUAL] = "==",
    [MARKER_NOT_EQUAL] = "!=",
    [MARKER_GREATER_EQUAL] = ">=",
    [MARKER_GREATER] = ">",
    [MARKER_COMPATIBLE] = "~=",
    [MARKER_IDENTICAL] = "===",
    [MARKER_IN] = "in",
    [MARKER_NOT_IN] = "not in",
};

static struct thoth_text print_operand(struct arena *arena,
                                       const struct marker_operand *operand)
{
    char quote = '\'';

    if (operand->variable != MARKER_VARIABLES)
        return thoth_text_of(VARIABLES[operand->variable]);
    if (operand->text.length > 0 &&
        memchr(operand->text.at, quote, operand->text.length) != NULL)
        quote = '"';
    return arena_format(arena, "%c%.*s%c", quote, (int)operand->text.length,
                        operand->text.at, quote);
}

static struct thoth_text print_comparison(struct arena *arena,
                                          const struct marker *marker)
{
    struct thoth_text left, right;

    if (marker->left.variable == MARKER_EXTRA ||
        marker->right.variable == MARKER_EXTRA)
        return (struct thoth_text){"", 0};
    left = print_operand(arena, &marker->left);
    right = print_operand(arena, &marker->right);
    return arena_format(arena, "%.*s %s %.*s", (int)left.length, left.at,
                        OPERATORS[marker->operator], (int)right.length,
                        right.at);
}

struct thoth_text marker_print_without_extra(struct arena *arena,
                                             const struct marker *marker)
{
    struct thoth_text first, second;
    bool both = marker->kind == MARKER_AND;

    if (marker->kind == MARKER_COMPARISON)
        return print_comparison(arena, marker);
    first = marker_print_without_extra(arena, marker->first);
    second = marker_print_without_extra(arena, marker->second);
    if (first.length == 0 || second.length == 0)
        return !both               ? (struct thoth_text){"", 0}
               : first.length == 0 ? second
                                   : first;
    return arena_format(arena, "%s%.*s%s %s %s%.*s%s",
                        both && marker->first->kind == MARKER_OR ? "(" : "",
                        (int)first.length, first.at,
                        both && marker->first->kind == MARKER_OR ? ")" : "",
                        both ? "and" : "or",
                        both && marker->second->kind == MARKER_OR ? "(" : "",
                        (int)second.length, second.at,
                        both && marker->second->kind == MARKER_OR ? ")" : "");
}
