/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Expressions, data and phrases, as a tree of what binds how tightly: lines end
 * before `or`, then before `and`, in brackets behind commas, and at last before
 * arithmetic operators.
 */
#include "compiler/format/rx_formatter.h"
#include "compiler/rx/rx_grammar.h"

#include <string.h>

static bool is_opening(const struct format_token *token)
{
    return token->kind == '(' || token->kind == '[' || token->kind == '{';
}

uint32_t rx_token_after(const struct rx_formatter *formatter, uint32_t number)
{
    const struct format_token *token = &formatter->tokens[number];

    return (is_opening(token) ? token->partner : number) + 1;
}

uint32_t rx_part_find(const struct rx_formatter *formatter, struct rx_part part,
                      const char *word)
{
    uint32_t i = part.first;

    while (i < part.end && !rx_token_is(formatter, i, word))
        i = rx_token_after(formatter, i);
    return i < part.end ? i : part.end;
}

static bool is_among(const struct rx_formatter *formatter, uint32_t number,
                     const char *const *words)
{
    for (; *words; words++)
        if (rx_token_is(formatter, number, *words))
            return true;
    return false;
}

/* Behind these something begins, so that `-` is a sign and `(` no call. */
static bool begins_operand(const struct rx_formatter *formatter,
                           uint32_t number)
{
    static const char *const WORDS[] = {
        "and", "or",    "not",    "if",  "then",  "else", "where", "when", "in",
        "for", "score", "scores", "run", "match", "=",    "+",     "-",    "*",
        "/",   ",",     ":",      "(",   "[",     "{",    NULL};

    return formatter->tokens[number].kind == RX_TOKEN_COMPARE ||
           is_among(formatter, number, WORDS);
}

/* Is there a blank between a token of a part and the next one? */
static bool is_divided(const struct rx_formatter *formatter, uint32_t first,
                       uint32_t number)
{
    int before = formatter->tokens[number].kind;
    int kind = formatter->tokens[number + 1].kind;

    if (before == '(' || before == '[' || before == '{' || before == '!' ||
        before == '.')
        return false;
    if (kind && kind < 256 && strchr(")]},;:.", kind))
        return false;
    if (before == '-' &&
        (number == first || begins_operand(formatter, number - 1)))
        return false;
    return kind != '(' || begins_operand(formatter, number);
}

void rx_format_comments(struct rx_formatter *formatter, uint32_t number,
                        bool gap)
{
    for (const struct format_comment *comment = formatter->tokens[number].above;
         comment; comment = comment->next) {
        if (comment->gap && gap)
            layout_add(&formatter->layout, LAYOUT_GAP);
        layout_add_text(&formatter->layout, LAYOUT_COMMENT, comment->text);
        gap = true;
    }
}

static void format_remarks(struct rx_formatter *formatter, uint32_t number)
{
    for (const struct format_comment *comment =
             formatter->tokens[number].behind;
         comment; comment = comment->next)
        layout_add_text(&formatter->layout, LAYOUT_REMARK, comment->text);
}

void rx_format_token(struct rx_formatter *formatter, uint32_t number)
{
    const struct format_token *token = &formatter->tokens[number];

    rx_format_comments(formatter, number, false);
    layout_add_text(&formatter->layout,
                    token->kind == RX_TOKEN_STRING ? LAYOUT_STRING
                                                   : LAYOUT_TEXT,
                    token->text);
    format_remarks(formatter, number);
}

/* Strings side by side, one below the other; returns the token behind them. */
static uint32_t format_strings(struct rx_formatter *formatter, uint32_t number,
                               uint32_t end)
{
    struct layout *layout = &formatter->layout;

    rx_format_comments(formatter, number, false);
    layout_add(layout, LAYOUT_ALIGN);
    for (bool first = true;
         number < end && formatter->tokens[number].kind == RX_TOKEN_STRING;
         number++, first = false) {
        if (!first) {
            layout_add(layout, LAYOUT_LINE);
            rx_format_comments(formatter, number, false);
        }
        layout_add_text(layout, LAYOUT_STRING, formatter->tokens[number].text);
        format_remarks(formatter, number);
    }
    layout_add(layout, LAYOUT_OUTDENT);
    return number;
}

/* Are the items in brackets short ones, several of which fit on a line? */
static bool is_filled(const struct rx_formatter *formatter, struct rx_part part)
{
    for (uint32_t i = part.first; i < part.end; i++)
        if (is_opening(&formatter->tokens[i]) ||
            formatter->tokens[i].kind == ':')
            return false;
    return true;
}

/* A comma behind the last item, which may go with no comment of its own. */
static bool is_spare(const struct rx_formatter *formatter, uint32_t comma,
                     uint32_t end)
{
    return comma + 1 == end && !formatter->tokens[comma].above &&
           !formatter->tokens[comma].behind;
}

static void format_items(struct rx_formatter *formatter, struct rx_part part)
{
    struct layout *layout = &formatter->layout;

    if (is_filled(formatter, part))
        layout_add_fill(layout);
    else
        layout_add(layout, LAYOUT_GROUP);
    while (part.first < part.end) {
        uint32_t comma = rx_part_find(formatter, part, ",");

        rx_format_part(formatter, (struct rx_part){part.first, comma});
        if (comma < part.end && !is_spare(formatter, comma, part.end))
            rx_format_token(formatter, comma);
        if (comma + 1 < part.end)
            layout_add(layout, LAYOUT_BREAK);
        part.first = comma + 1;
    }
    layout_add(layout, LAYOUT_END);
}

/* Brackets and what they hold; returns the token behind them. */
static uint32_t format_brackets(struct rx_formatter *formatter, uint32_t number)
{
    struct layout *layout = &formatter->layout;
    struct rx_part inside = {number + 1, formatter->tokens[number].partner};
    bool is_list = formatter->tokens[number].kind != '(' ||
                   rx_part_find(formatter, inside, ",") < inside.end;

    layout_add(layout, LAYOUT_GROUP);
    rx_format_token(formatter, number);
    layout_add(layout, is_list ? LAYOUT_INDENT : LAYOUT_ALIGN);
    if (is_list)
        layout_add(layout, LAYOUT_SOFT);
    if (is_list)
        format_items(formatter, inside);
    else
        rx_format_part(formatter, inside);
    rx_format_comments(formatter, inside.end, false);
    layout_add(layout, LAYOUT_OUTDENT);
    if (is_list)
        layout_add(layout, LAYOUT_SOFT);
    layout_add_text(layout, LAYOUT_TEXT, formatter->tokens[inside.end].text);
    format_remarks(formatter, inside.end);
    layout_add(layout, LAYOUT_END);
    return inside.end + 1;
}

/* Where lines of arithmetic and of choices may end. */
static bool is_joint(const struct rx_formatter *formatter, uint32_t first,
                     uint32_t number)
{
    static const char *const WORDS[] = {"+",    "-",    "*", "/",
                                        "then", "else", NULL};

    return number > first && is_among(formatter, number, WORDS) &&
           !begins_operand(formatter, number - 1);
}

void rx_format_break(struct rx_formatter *formatter)
{
    layout_add(&formatter->layout, LAYOUT_INDENT);
    layout_add(&formatter->layout, LAYOUT_BREAK);
    layout_add(&formatter->layout, LAYOUT_OUTDENT);
}

/* Tokens in a row. */
static void format_row(struct rx_formatter *formatter, struct rx_part part)
{
    struct layout *layout = &formatter->layout;
    uint32_t i = part.first;

    layout_add_fill(layout);
    while (i < part.end) {
        if (i > part.first && is_divided(formatter, part.first, i - 1)) {
            if (is_joint(formatter, part.first, i))
                rx_format_break(formatter);
            else
                layout_add_word(layout, " ");
        }
        if (is_opening(&formatter->tokens[i]))
            i = format_brackets(formatter, i);
        else if (formatter->tokens[i].kind == RX_TOKEN_STRING)
            i = format_strings(formatter, i, part.end);
        else
            rx_format_token(formatter, i++);
    }
    layout_add(layout, LAYOUT_END);
}

/* Operands of a word, each behind the first on a line that begins with it. */
static void format_joined(struct rx_formatter *formatter, struct rx_part part,
                          const char *word)
{
    struct layout *layout = &formatter->layout;

    layout_add(layout, LAYOUT_GROUP);
    for (;;) {
        uint32_t joint = rx_part_find(formatter, part, word);

        layout_add(layout, LAYOUT_ALIGN);
        rx_format_part(formatter, (struct rx_part){part.first, joint});
        layout_add(layout, LAYOUT_OUTDENT);
        if (joint == part.end)
            break;
        layout_add(layout, LAYOUT_BREAK);
        rx_format_token(formatter, joint);
        layout_add_word(layout, " ");
        part.first = joint + 1;
    }
    layout_add(layout, LAYOUT_END);
}

void rx_format_part(struct rx_formatter *formatter, struct rx_part part)
{
    if (rx_part_find(formatter, part, "if") == part.first)
        format_row(formatter, part);
    else if (rx_part_find(formatter, part, "or") < part.end)
        format_joined(formatter, part, "or");
    else if (rx_part_find(formatter, part, "and") < part.end)
        format_joined(formatter, part, "and");
    else
        format_row(formatter, part);
}
