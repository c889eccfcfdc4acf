/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Counts lines and columns, keeps brackets, and joins strings. Brackets are
 * kept so that a mistake ends with its statement: the grammar alone could not
 * tell the `;` of another statement from one inside braces left open.
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
    size_t low = 0, high = sizeof WORDS / sizeof *WORDS;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = thoth_text_order(text, WORDS[middle].word);

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
    if (token.kind == RX_TOKEN_NAME && rx_word_find(stretch->text))
        token.kind = rx_word_find(stretch->text);
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

/* Brackets */

static bool begins_body(const struct rx_reader *reader)
{
    const struct rx_bracket *top =
        reader->bracket_count ? &reader->brackets[reader->bracket_count - 1]
                              : NULL;

    return (!top || top->body) && (reader->statement == RX_TOKEN_NAME ||
                                   reader->statement == RX_WORD_FOR ||
                                   reader->statement == RX_WORD_TEST);
}

static void open_bracket(struct rx_reader *reader, const struct rx_token *token)
{
    struct rx_bracket bracket = {.mark = (char)token->kind,
                                 .statement = reader->statement,
                                 .span = token->span,
                                 .column = reader->statement_column};

    if (reader->bracket_count == reader->limits.nesting) {
        diagnostic_report(reader->diagnostics, DIAG_RX_TOO_DEEP, token->span,
                          "brackets nested more than %u deep",
                          reader->limits.nesting);
        reader->stopped = true;
        return;
    }
    bracket.body = bracket.mark == '{' && begins_body(reader);
    reader->body_count += bracket.body;
    if (bracket.body)
        reader->statement = 0;
    reader->brackets[reader->bracket_count++] = bracket;
}

/* Forgets brackets that are no bodies. */
static void drop_brackets(struct rx_reader *reader)
{
    while (reader->bracket_count &&
           !reader->brackets[reader->bracket_count - 1].body)
        reader->bracket_count--;
}

static void close_bracket(struct rx_reader *reader, char mark)
{
    struct rx_bracket *top;

    if (mark == '{')
        while (reader->bracket_count &&
               reader->brackets[reader->bracket_count - 1].mark != '{')
            reader->bracket_count--;
    if (!reader->bracket_count)
        return;
    top = &reader->brackets[reader->bracket_count - 1];
    if (top->mark != mark)
        return;
    reader->bracket_count--;
    reader->body_count -= top->body;
    if (top->body)
        reader->statement = 0;
}

/* What a token means for brackets and statements. */
static void follow(struct rx_reader *reader, const struct rx_token *token)
{
    if (!reader->statement && token->kind != ';' && token->kind != '}') {
        reader->statement = token->kind;
        reader->statement_column = token->span.column;
    }
    switch (token->kind) {
    case '{':
    case '(':
    case '[':
        open_bracket(reader, token);
        break;
    case '}':
        close_bracket(reader, '{');
        break;
    case ')':
        close_bracket(reader, '(');
        break;
    case ']':
        close_bracket(reader, '[');
        break;
    case ';':
        drop_brackets(reader);
        reader->statement = 0;
        break;
    default:
        break;
    }
}

static void read_token(struct rx_reader *reader)
{
    reader->before = reader->token;
    reader->token = take(reader);
    if (reader->token.kind == RX_TOKEN_STRING)
        join_strings(reader, &reader->token);
    reader->bodies_before = reader->body_count;
    reader->statement_before = reader->statement;
    follow(reader, &reader->token);
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
        read_token(reader);
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
    reader->statement = 0;
    reader->bracket_count = reader->body_count = reader->bodies_before = 0;
    reader->closing = 0;
    reader->semicolon = reader->again = false;
    reader->faulty = reader->stopped = reader->recovering = false;
    reader->brackets = ARENA_NEW_ARRAY(reader->arena, struct rx_bracket,
                                       reader->limits.nesting);
    rx_scanner_open(&reader->scanner, content);
}

/* The way back after a mistake */

bool rx_token_begins_item(const struct rx_token *token)
{
    switch (token->kind) {
    case RX_WORD_NAMESPACE:
    case RX_WORD_USE:
    case RX_WORD_LET:
    case RX_WORD_INDEX:
    case RX_WORD_PREDICATE:
    case RX_WORD_FUNCTION:
    case RX_WORD_FOR:
        return token->first;
    case RX_TOKEN_NAME:
        return token->first && rx_is_unit_type(token->node->text);
    default:
        return false;
    }
}

bool rx_token_begins_clause(const struct rx_token *token)
{
    switch (token->kind) {
    case RX_WORD_WHEN:
    case RX_WORD_NEEDS:
    case RX_WORD_OFF:
    case RX_WORD_MATCH:
    case RX_WORD_RUN:
    case RX_WORD_METADATA:
    case RX_WORD_TEST:
        return token->first;
    default:
        return false;
    }
}

static bool begins_test_line(const struct rx_token *token)
{
    return token->first &&
           (token->kind == RX_WORD_GIVEN || token->kind == RX_WORD_REQUEST ||
            token->kind == RX_WORD_UNIT);
}

static void close_body(struct rx_reader *reader)
{
    drop_brackets(reader);
    reader->bracket_count--;
    reader->body_count--;
}

/* The token at hand begins a statement in so many bodies. */
static void resume(struct rx_reader *reader, uint32_t target, uint32_t bodies)
{
    while (reader->body_count > bodies)
        close_body(reader);
    drop_brackets(reader);
    reader->closing = target > bodies ? target - bodies : 0;
    reader->again = true;
    reader->statement = reader->token.kind;
    reader->statement_column = reader->token.span.column;
}

/* How many bodies are open where an item begins, as its column tells: those
 * that began left of it. */
static uint32_t bodies_around(const struct rx_reader *reader)
{
    uint32_t bodies = 0;

    for (uint32_t i = 0; i < reader->bracket_count; i++) {
        const struct rx_bracket *bracket = &reader->brackets[i];

        if (!bracket->body)
            continue;
        if (bracket->statement != RX_WORD_FOR ||
            bracket->column >= reader->token.span.column)
            break;
        bodies++;
    }
    return bodies;
}

/* Whether the token at hand, behind what is left out in `target` bodies, begins
 * something new or ends what is around it. */
static bool try_resume(struct rx_reader *reader, uint32_t target)
{
    const struct rx_token *token = &reader->token;
    const struct rx_bracket *top =
        target && reader->bracket_count ? &reader->brackets[0] : NULL;
    bool in_test = false;

    for (uint32_t i = 0; top && i < reader->bracket_count; i++)
        in_test |= reader->brackets[i].body &&
                   reader->brackets[i].statement == RX_WORD_TEST;
    if (token->kind == RX_TOKEN_END)
        resume(reader, target, 0);
    else if (token->kind == '}' && reader->body_count < target)
        reader->again = true;
    else if (rx_token_begins_item(token))
        resume(reader, target, bodies_around(reader));
    else if (target && rx_token_begins_clause(token))
        resume(reader, target, in_test ? target - 1 : target);
    else if (in_test && begins_test_line(token))
        resume(reader, target, target);
    else
        return false;
    return true;
}

/* Whether the token at hand ends what is left out, and belongs to it. */
static bool is_end(const struct rx_reader *reader, uint32_t target)
{
    return reader->body_count == target &&
           (reader->token.kind == ';' ||
            (reader->token.kind == '}' && reader->bodies_before > target));
}

void rx_tokens_recover(struct rx_reader *reader)
{
    uint32_t target = reader->bodies_before;
    bool ended = false;

    reader->recovering = true;
    reader->semicolon = true;
    while (!ended && !try_resume(reader, target)) {
        read_token(reader);
        ended = is_end(reader, target);
    }
    reader->recovering = false;
}
