/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Brackets and statements, and how reading goes on behind a mistake. Brackets
 * are kept so that a mistake ends with its statement: the grammar alone could
 * not tell the `;` of another statement from one inside braces left open.
 */
#include "compiler/rx/rx_grammar.h"
#include "compiler/rx/rx_tokens.h"

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

void rx_statement_follow(struct rx_reader *reader)
{
    const struct rx_token *token = &reader->token;

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

static bool is_same(struct span left, struct span right)
{
    return left.line == right.line && left.column == right.column;
}

/* A token that was refused where reading went on with it is left out, too:
 * every call gets further. */
void rx_tokens_recover(struct rx_reader *reader)
{
    uint32_t target = reader->bodies_before;
    bool ended = false, stuck = is_same(reader->token.span, reader->resumed);

    reader->recovering = true;
    reader->semicolon = true;
    while (!ended && (stuck || !try_resume(reader, target))) {
        stuck = false;
        rx_tokens_read(reader);
        ended = is_end(reader, target);
    }
    if (!ended)
        reader->resumed = reader->token.span;
    reader->recovering = false;
}
