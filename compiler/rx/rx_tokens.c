/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Counts lines and columns, makes nodes of tokens, and joins strings.
 */
#include "compiler/rx/rx_tokens.h"

#include "compiler/rx/rx_grammar.h"
#include "compiler/rx/rx_string.h"
#include "runtime/unicode.h"

#include <stdlib.h>

int rx_word_find(struct thoth_text text)
{
    static const struct {
        struct thoth_text word;
        int token;
    } WORDS[] = {
#define RX_WORD(id, word) {{word, sizeof word - 1}, RX_WORD_##id},
#include "grammar/rx_words.def"
#undef RX_WORD
    };
    size_t low = 0, high = text.length ? sizeof WORDS / sizeof *WORDS : 0;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = *text.at - *WORDS[middle].word.at;

        if (order == 0)
            order = thoth_text_order(text, WORDS[middle].word);

        if (order == 0)
            return WORDS[middle].token;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

/* A stretch of the scanner, of which nothing is made yet. */
struct stretch {
    int kind;
    struct thoth_text text;
    struct span span;
    bool first;
};

/* Moves the place behind a text. */
static void advance(struct rx_reader *reader, struct thoth_text text)
{
    const char *at = text.at, *end = at + text.length;

    while (at < end) {
        if (*at == '\n') {
            reader->line++;
            reader->column = 1;
            reader->line_begun = false;
            at++;
        } else if (!(*at & 0x80)) {
            reader->column++;
            at++;
        } else {
            unicode_decode(&at, end);
            reader->column++;
        }
    }
    reader->at += text.length;
}

static struct stretch scan(struct rx_reader *reader)
{
    struct stretch stretch;
    size_t length;

    stretch.kind = rx_scanner_next(&reader->scanner, &length);
    stretch.text = (struct thoth_text){reader->content.at + reader->at, length};
    stretch.span.line = reader->line;
    stretch.span.column = reader->column;
    stretch.first = !reader->line_begun;
    advance(reader, stretch.text);
    stretch.span.end_line = reader->line;
    stretch.span.end_column = reader->column;
    if (stretch.kind != RX_BLANK && stretch.kind != RX_COMMENT)
        reader->line_begun = true;
    return stretch;
}

/* Reports a string that is not written as one, but not in what is left out. */
static void report_string(struct rx_reader *reader,
                          const struct stretch *stretch)
{
    struct diagnostic_list *list = reader->diagnostics;

    if (reader->recovering)
        return;
    if (stretch->kind == RX_SINGLE_QUOTES)
        diagnostic_report(list, DIAG_RX_STRING, stretch->span,
                          "strings need double quotes: \"%.*s\"",
                          (int)stretch->text.length - 2, stretch->text.at + 1);
    else
        diagnostic_add_note(
            list,
            diagnostic_report(list, DIAG_RX_STRING, stretch->span,
                              "a string that does not end in its line"),
            "write '\"' at its end; strings side by side are one, \\n is a "
            "line break");
}

static struct rx_node *make_node(struct rx_reader *reader,
                                 const struct stretch *stretch, int kind)
{
    static const struct {
        int token;
        enum rx_kind kind;
    } LEAVES[] = {
        {RX_TOKEN_NAME, RX_NAME},           {RX_TOKEN_INTEGER, RX_INTEGER},
        {RX_TOKEN_FLOAT, RX_FLOAT},         {RX_TOKEN_VALUE, RX_VALUE},
        {RX_TOKEN_SPECIFIER, RX_SPECIFIER}, {RX_TOKEN_COMPARE, RX_NAME},
        {RX_TOKEN_STRING, RX_STRING},
    };
    struct thoth_text text = stretch->text;
    enum rx_kind made = RX_WORD;

    for (size_t i = 0; i < sizeof LEAVES / sizeof *LEAVES; i++)
        if (LEAVES[i].token == kind)
            made = LEAVES[i].kind;
    if (kind < 256)
        return NULL;
    if (kind == RX_TOKEN_VALUE) {
        text.at++;
        text.length--;
    } else if (kind == RX_TOKEN_STRING) {
        text.length = 0;
    }
    return rx_leaf(reader->arena, made, stretch->span,
                   arena_copy_text(reader->arena, text));
}

static struct rx_token make_token(struct rx_reader *reader,
                                  const struct stretch *stretch)
{
    struct rx_token token = {.kind = stretch->kind,
                             .span = stretch->span,
                             .first = stretch->first,
                             .torn = stretch->kind == RX_OPEN_STRING};

    if (token.kind == RX_OPEN_STRING || token.kind == RX_SINGLE_QUOTES) {
        report_string(reader, stretch);
        token.kind = RX_TOKEN_STRING;
    }
    if (token.kind == RX_TOKEN_NAME) {
        int word = rx_word_find(stretch->text);

        token.kind = word ? word : RX_TOKEN_NAME;
    }
    token.node = make_node(reader, stretch, token.kind);
    if (stretch->kind == RX_TOKEN_STRING)
        rx_string_read(reader, token.node, stretch->text, stretch->span);
    return token;
}

/* The next token of the text, strings not yet joined. */
static struct rx_token take(struct rx_reader *reader)
{
    struct stretch stretch;

    if (reader->has_ahead) {
        reader->has_ahead = false;
        return reader->ahead;
    }
    do
        stretch = scan(reader);
    while (stretch.kind == RX_BLANK || stretch.kind == RX_COMMENT);
    return make_token(reader, &stretch);
}

static void join_strings(struct rx_reader *reader, struct rx_token *token)
{
    for (;;) {
        struct rx_token next = take(reader);

        if (next.kind != RX_TOKEN_STRING) {
            reader->ahead = next;
            reader->has_ahead = true;
            break;
        }
        rx_add_all(token->node, next.node);
        token->node->span = rx_span(token->node->span, next.node->span);
        token->torn |= next.torn;
    }
    token->span = token->node->span;
    rx_string_settle(reader, token->node);
}

void rx_tokens_read(struct rx_reader *reader)
{
    reader->before = reader->token;
    reader->token = take(reader);
    if (reader->token.kind == RX_TOKEN_STRING)
        join_strings(reader, &reader->token);
    reader->bodies_before = reader->body_count;
    reader->statement_before = reader->statement;
    rx_statement_follow(reader);
    if (reader->stopped)
        reader->token.kind = RX_TOKEN_END;
}

struct rx_token rx_tokens_next(struct rx_reader *reader)
{
    struct rx_token mark = {.span = reader->token.span};

    mark.span.end_line = mark.span.line;
    mark.span.end_column = mark.span.column;
    if (reader->semicolon) {
        reader->semicolon = false;
        mark.kind = ';';
        return mark;
    }
    if (reader->closing) {
        reader->closing--;
        mark.kind = '}';
        return mark;
    }
    if (!reader->again)
        rx_tokens_read(reader);
    reader->again = false;
    return reader->token;
}

void rx_tokens_start(struct rx_reader *reader, struct thoth_text content,
                     struct span origin)
{
    reader->content = content;
    reader->at = 0;
    reader->line = origin.line;
    reader->column = origin.column;
    reader->line_begun = reader->has_ahead = false;
    reader->token = reader->before = (struct rx_token){.span = origin};
    reader->resumed = (struct span){0};
    reader->statement = 0;
    reader->bracket_count = reader->body_count = reader->bodies_before = 0;
    reader->closing = 0;
    reader->semicolon = reader->again = false;
    reader->faulty = reader->stopped = reader->recovering = false;
    reader->brackets = ARENA_NEW_ARRAY(reader->arena, struct rx_bracket,
                                       reader->limits.nesting);
    rx_scanner_open(&reader->scanner, content);
}
