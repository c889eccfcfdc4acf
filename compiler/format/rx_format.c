/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Items of a file, clauses of a unit, lines of a test: statements that end with
 * `;`, and bodies in braces that hold such statements.
 */
#include "compiler/format/rx_format.h"

#include "compiler/format/rx_formatter.h"

/* The first words of items that are statements. */
static bool is_statement(const struct rx_formatter *formatter, uint32_t number)
{
    static const char *const WORDS[] = {"namespace", "metadata", "use",
                                        "let",       "index",    "predicate",
                                        "function"};

    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (rx_token_is(formatter, number, WORDS[i]))
            return true;
    return false;
}

/* Ends the line before a statement, the first one of a body or another; `gap`:
 * an empty line is wanted there. */
static void begin_statement(struct rx_formatter *formatter, uint32_t number,
                            bool first, bool gap)
{
    const struct format_token *token = &formatter->tokens[number];

    gap = gap || (token->above ? token->above->gap : token->gap);
    layout_add(&formatter->layout, gap && !first ? LAYOUT_GAP : LAYOUT_LINE);
    rx_format_comments(formatter, number, false);
    if (token->above && token->gap)
        layout_add(&formatter->layout, LAYOUT_GAP);
}

/* `name(parameters) = body`; a body that does not fit begins a line, unless it
 * is in brackets. */
static void format_definition(struct rx_formatter *formatter,
                              struct rx_part part)
{
    struct layout *layout = &formatter->layout;
    uint32_t equals = rx_part_find(formatter, part, "=");
    bool brackets = rx_token_is(formatter, equals + 1, "[") ||
                    rx_token_is(formatter, equals + 1, "{");

    layout_add(layout, LAYOUT_GROUP);
    rx_format_part(formatter, (struct rx_part){part.first, equals});
    layout_add_word(layout, " ");
    rx_format_token(formatter, equals);
    if (brackets) {
        layout_add_word(layout, " ");
        rx_format_part(formatter, (struct rx_part){equals + 1, part.end});
    } else {
        layout_add(layout, LAYOUT_INDENT);
        layout_add(layout, LAYOUT_BREAK);
        rx_format_part(formatter, (struct rx_part){equals + 1, part.end});
        layout_add(layout, LAYOUT_OUTDENT);
    }
    layout_add(layout, LAYOUT_END);
}

/* A word and what is aligned behind it. */
static void format_clause(struct rx_formatter *formatter, struct rx_part part,
                          uint32_t width)
{
    struct layout *layout = &formatter->layout;
    struct thoth_text word = formatter->tokens[part.first].text;
    struct rx_part rest = {part.first + 1, part.end};
    bool aligned;

    layout_add_text(layout, LAYOUT_TEXT, word);
    for (const struct format_comment *comment =
             formatter->tokens[part.first].behind;
         comment; comment = comment->next)
        layout_add_text(layout, LAYOUT_REMARK, comment->text);
    if (rest.first == rest.end)
        return;
    for (size_t i = word.length; i <= width || i == word.length; i++)
        layout_add_word(layout, " ");
    aligned = width && !rx_token_is(formatter, rest.first, "{");
    if (aligned)
        layout_add(layout, LAYOUT_ALIGN);
    if (rx_token_is(formatter, part.first, "match"))
        rx_format_match(formatter, rest);
    else if (rx_token_is(formatter, part.first, "run") ||
             rx_token_is(formatter, part.first, "needs") ||
             rx_token_is(formatter, part.first, "given"))
        rx_format_run(formatter, rest);
    else if (rx_part_find(formatter, rest, "=") < rest.end)
        format_definition(formatter, rest);
    else
        rx_format_part(formatter, rest);
    if (aligned)
        layout_add(layout, LAYOUT_OUTDENT);
}

/* A statement up to its `;`; returns the token behind it. */
static uint32_t format_statement(struct rx_formatter *formatter,
                                 uint32_t number, uint32_t end, bool clause)
{
    static const char *const WORDS[] = {"when", "match", "run", "needs",
                                        "given"};
    struct rx_part part = {number, end};
    uint32_t width = 0;

    part.end = rx_part_find(formatter, part, ";");
    for (size_t i = 0; clause && i < sizeof WORDS / sizeof *WORDS; i++)
        if (rx_token_is(formatter, number, WORDS[i]))
            width = 5;
    format_clause(formatter, part, width);
    if (part.end < end)
        rx_format_token(formatter, part.end);
    return part.end + 1;
}

static uint32_t format_item(struct rx_formatter *formatter, uint32_t number,
                            uint32_t end, bool clause);

/* Statements in braces; returns the token behind them. */
static uint32_t format_body(struct rx_formatter *formatter, uint32_t open,
                            bool clauses)
{
    struct layout *layout = &formatter->layout;
    uint32_t close = formatter->tokens[open].partner, i = open + 1;
    bool gap = false, first = true;

    rx_format_token(formatter, open);
    layout_add(layout, LAYOUT_INDENT);
    while (i < close) {
        begin_statement(formatter, i, first, gap);
        i = format_item(formatter, i, close, clauses);
        first = false;
        gap = !clauses;
    }
    layout_add(layout, LAYOUT_LINE);
    rx_format_comments(formatter, close, !first);
    layout_add(layout, LAYOUT_OUTDENT);
    layout_add(layout, LAYOUT_LINE);
    layout_add_text(layout, LAYOUT_TEXT, formatter->tokens[close].text);
    for (const struct format_comment *comment = formatter->tokens[close].behind;
         comment; comment = comment->next)
        layout_add_text(layout, LAYOUT_REMARK, comment->text);
    return close + 1;
}

/* Is it a statement with a body? Then its opening brace, else `end`. */
static uint32_t find_body(const struct rx_formatter *formatter, uint32_t number,
                          uint32_t end, bool clause)
{
    uint32_t i = number;

    if (clause ? !rx_token_is(formatter, number, "test")
               : is_statement(formatter, number))
        return end;
    if (!clause && rx_token_is(formatter, number, "for"))
        i = rx_part_find(formatter, (struct rx_part){number, end}, "in");
    while (i < end && !rx_token_is(formatter, i, "{") &&
           !rx_token_is(formatter, i, ";"))
        i = rx_token_after(formatter, i);
    return i < end && rx_token_is(formatter, i, "{") ? i : end;
}

static uint32_t format_item(struct rx_formatter *formatter, uint32_t number,
                            uint32_t end, bool clause)
{
    uint32_t open = find_body(formatter, number, end, clause);
    bool is_template = !clause && rx_token_is(formatter, number, "for");

    if (open >= end)
        return format_statement(formatter, number, end, clause);
    format_clause(formatter, (struct rx_part){number, open}, 0);
    layout_add_word(&formatter->layout, " ");
    return format_body(formatter, open, !is_template);
}

static void format_file(struct rx_formatter *formatter)
{
    bool was_body = false;

    for (uint32_t i = 0; i < formatter->count;) {
        bool is_body =
            find_body(formatter, i, formatter->count, false) < formatter->count;

        begin_statement(formatter, i, i == 0, is_body || was_body);
        i = format_item(formatter, i, formatter->count, false);
        was_body = is_body;
    }
    layout_add(&formatter->layout, LAYOUT_LINE);
    rx_format_comments(formatter, formatter->count, true);
}

bool rx_format(struct thoth_text content, struct text_builder *out)
{
    struct rx_formatter formatter = {.layout = {.arena = out->arena}};
    struct format_tokens tokens;

    if (!format_tokens_read(&tokens, content, out->arena))
        return false;
    formatter.tokens = tokens.tokens;
    formatter.count = tokens.count;
    format_file(&formatter);
    layout_write(&formatter.layout, out);
    return true;
}
