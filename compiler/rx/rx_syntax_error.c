/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The wording of syntax errors: the tokens that could stand at a place, put
 * into a few words.
 */
#include "compiler/rx/rx_syntax_error.h"

#include "compiler/rx/rx_grammar.h"
#include "compiler/rx/rx_mistake.h"

#include <string.h>

/* What can stand behind a number or a condition, and behind a phrase. */
static const char *const OPERATORS[] = {"or",  "and", "a comparison", "'+'",
                                        "'-'", "'*'", "'/'",          NULL};
static const char *const OPERANDS[] = {"a name",
                                       "a string",
                                       "an integer",
                                       "a number",
                                       "a value such as $name",
                                       "a version specifier",
                                       "null",
                                       "any",
                                       "version",
                                       "from",
                                       "not",
                                       "develop",
                                       "at",
                                       "'{'",
                                       "'('",
                                       NULL};
static const char *const NUMBERS[] = {"an integer", "a number", "'-'", NULL};
static const char *const VALUES[] = {"a name",
                                     "a string",
                                     "an integer",
                                     "a number",
                                     "a value such as $name",
                                     "a version specifier",
                                     "null",
                                     "true",
                                     "false",
                                     "'{'",
                                     "'['",
                                     "'!'",
                                     "'-'",
                                     NULL};
static const char *const STARTS[] = {
    "a name", "a string", "an integer", "a number", "a value such as $name",
    "not",    "if",       "version",    "from",     "develop",
    "'-'",    "'('",      NULL};
static const char *const CLAUSES[] = {"when", "needs",    "off",  "match",
                                      "run",  "metadata", "test", NULL};
static const char *const ITEMS[] = {
    "namespace",     "metadata", "use", "let",    "index",
    "predicate",     "function", "for", "a name", "the end of the file",
    "the beginning", NULL};
static const char *const UNITS[] = {"a name", NULL};
static const char *const OUTCOMES[] = {"is",     "scores", "adds",
                                       "yields", "says",   NULL};

static void drop(struct rx_mistake *mistake, const char *const *names)
{
    for (size_t i = 0; i < mistake->count; i++)
        if (mistake->expected[i] &&
            rx_name_is_among(mistake->expected[i], names))
            mistake->expected[i] = NULL;
}

static void drop_words(struct rx_mistake *mistake)
{
    for (size_t i = 0; i < mistake->count; i++)
        if (mistake->expected[i] && rx_name_is_word(mistake->expected[i]))
            mistake->expected[i] = NULL;
}

static void show(struct rx_mistake *mistake, const char *description,
                 const char *const *names)
{
    drop(mistake, names);
    mistake->shown[mistake->shown_count++] = description;
}

/* What kind of expression stands in the statement. */
static const char *wanted_expression(const struct rx_reader *reader)
{
    switch (reader->statement_before) {
    case RX_WORD_WHEN:
    case RX_WORD_MATCH:
    case RX_WORD_PREDICATE:
        return "a condition";
    case RX_WORD_FUNCTION:
    case RX_WORD_RUN:
        return "a number";
    default:
        return "a condition or a number";
    }
}

/* Puts what is expected into few words. */
static void summarise(struct rx_mistake *mistake)
{
    bool ends = rx_mistake_expects(mistake, "';'") ||
                rx_mistake_expects(mistake, "','") ||
                rx_mistake_expects(mistake, "')'") ||
                rx_mistake_expects(mistake, "then") ||
                rx_mistake_expects(mistake, "else");

    if (rx_mistake_expects(mistake, "yields") &&
        rx_mistake_expects(mistake, "add")) {
        drop_words(mistake);
        show(mistake, "a value", VALUES);
    } else if (rx_mistake_expects(mistake, "if")) {
        drop(mistake, OPERATORS);
        show(mistake, wanted_expression(mistake->reader), STARTS);
    } else if (rx_mistake_expects(mistake, "multi_package")) {
        show(mistake, "an action", RX_ACTIONS);
    } else if (rx_mistake_expects(mistake, "off")) {
        show(mistake, "a clause", CLAUSES);
    } else if (rx_mistake_expects(mistake, "let")) {
        show(mistake, "a definition or a unit", ITEMS);
    } else if (rx_mistake_expects(mistake, "for")) {
        show(mistake, "a unit", UNITS);
    } else if (rx_mistake_expects(mistake, "scores")) {
        drop(mistake, OPERANDS);
        show(mistake, "an outcome ('is', 'scores', 'adds', 'yields', 'says')",
             OUTCOMES);
    }
    if (ends) {
        drop(mistake, OPERATORS);
        drop(mistake, OPERANDS);
    } else if (rx_mistake_expects(mistake, "an integer") &&
               rx_mistake_expects(mistake, "'-'")) {
        show(mistake, "a number", NUMBERS);
    }
}

/* All that is expected, as in "a name, a string or 'any'". */
static const char *list_expected(struct rx_mistake *mistake)
{
    struct arena *arena = mistake->reader->arena;
    const char *list = "", *last = NULL;

    for (size_t i = 0; i < mistake->shown_count + mistake->count; i++) {
        bool shown = i < mistake->shown_count;
        const char *name = shown ? mistake->shown[i]
                                 : mistake->expected[i - mistake->shown_count];

        if (!name)
            continue;
        if (last)
            list =
                arena_format(arena, "%s%s%s", list, *list ? ", " : "", last).at;
        last = !shown && rx_name_is_word(name)
                   ? arena_format(arena, "'%s'", name).at
                   : name;
    }
    if (!last || !*list)
        return last ? last : "";
    return arena_format(arena, "%s or %s", list, last).at;
}

static const char *describe(struct rx_reader *reader,
                            const struct rx_token *token)
{
    enum { MOST = 40 };
    struct thoth_text text = {"", 0};
    const char *more = "";

    if (token->kind == RX_TOKEN_END)
        return "the end of the file";
    if (token->kind < 256)
        return arena_format(reader->arena, "'%c'", token->kind).at;
    if (token->kind == RX_TOKEN_STRING)
        return "a string";
    text = token->node->text;
    if (text.length > MOST) {
        text.length = MOST;
        more = "...";
    }
    return arena_format(reader->arena, "'%s%.*s%s'",
                        token->kind == RX_TOKEN_VALUE ? "$" : "",
                        (int)text.length, text.at, more)
        .at;
}

static void report_with(struct diagnostic_list *list, struct span span,
                        const char *hint, const char *format, const char *what)
    __attribute__((format(printf, 4, 0)));

static void report_with(struct diagnostic_list *list, struct span span,
                        const char *hint, const char *format, const char *what)
{
    const char *message = arena_format(list->arena, format, what).at;
    struct diagnostic *diagnostic =
        diagnostic_report(list, DIAG_RX_SYNTAX, span, "%s", message);

    if (hint)
        diagnostic_add_note(list, diagnostic, "%s", hint);
}

static bool is_behind(const struct rx_token *token,
                      const struct rx_token *before)
{
    return token->span.line > before->span.end_line;
}

/* The end of the file, or of what is around, or the next statement. */
static bool begins_other(const struct rx_token *token)
{
    return token->kind == '}' || token->kind == RX_TOKEN_END ||
           rx_token_begins_item(token) || rx_token_begins_clause(token);
}

/* Where a body is open that should not be. */
static void add_opening(struct rx_mistake *mistake,
                        struct diagnostic *diagnostic)
{
    const struct rx_reader *reader = mistake->reader;

    for (uint32_t i = reader->bracket_count; i-- > 0;)
        if (reader->brackets[i].body || mistake->token->kind == RX_TOKEN_END) {
            diagnostic_add_place(
                reader->diagnostics, diagnostic, reader->brackets[i].span,
                "'%c' is open since here", reader->brackets[i].mark);
            return;
        }
}

/* Does the token begin what cannot stand in a body, so that its `}` is missing?
 * A clause can stand in a unit. */
static bool is_unclosed(const struct rx_mistake *mistake)
{
    const struct rx_reader *reader = mistake->reader;
    const struct rx_token *token = mistake->token;

    if (!rx_mistake_expects(mistake, "'}'"))
        return false;
    if (rx_token_begins_clause(token))
        return reader->bracket_count &&
               reader->brackets[reader->bracket_count - 1].statement ==
                   RX_WORD_TEST;
    return token->kind == RX_TOKEN_END || rx_token_begins_item(token);
}

/* What is no token at all. */
static bool report_odd(struct rx_mistake *mistake)
{
    const struct rx_token *token = mistake->token;
    struct diagnostic_list *list = mistake->reader->diagnostics;
    bool number = token->kind == RX_ODD_NUMBER;
    const char *hint = NULL;

    if (!number && token->kind != RX_ODD_CHARACTER)
        return false;
    if (number)
        hint = "a version needs an operator, as in '==1.2.3'; a name that "
               "begins with a digit needs quotes";
    else if (*token->node->text.at == '&')
        hint = "write 'and'";
    else if (*token->node->text.at == '|')
        hint = "write 'or'";
    else if (*token->node->text.at == '$')
        hint = "a value is '$' and its name, as in $row";
    else if ((unsigned char)*token->node->text.at >= 0x80)
        hint = "a name with other letters than a-z and A-Z needs quotes";
    report_with(list, token->span, hint,
                number ? "%s is neither a number nor a name"
                       : "%s has no meaning here",
                describe(mistake->reader, token));
    return true;
}

/* `;` and `}` are missed where they should stand: behind the last token. */
static bool report_missing(struct rx_mistake *mistake)
{
    struct diagnostic_list *list = mistake->reader->diagnostics;
    struct span end = mistake->before->span;
    bool semicolon = rx_mistake_expects(mistake, "';'") &&
                     (begins_other(mistake->token) ||
                      is_behind(mistake->token, mistake->before));
    struct diagnostic *diagnostic;

    if (!semicolon && !is_unclosed(mistake))
        return false;
    end.line = end.end_line;
    end.column = end.end_column;
    diagnostic = diagnostic_report(
        list, DIAG_RX_SYNTAX, end, "missing '%c' before %s",
        semicolon ? ';' : '}', describe(mistake->reader, mistake->token));
    if (!semicolon)
        add_opening(mistake, diagnostic);
    return true;
}

void rx_syntax_error(struct rx_reader *reader, const char **expected,
                     size_t count)
{
    struct rx_mistake mistake = {.reader = reader,
                                 .token = &reader->token,
                                 .before = &reader->before,
                                 .expected = expected,
                                 .count = count};
    struct diagnostic *diagnostic;
    const char *hint, *found = describe(reader, &reader->token);

    /* Said already of a token that was refused before. */
    if (reader->token.span.line == reader->resumed.line &&
        reader->token.span.column == reader->resumed.column)
        return;
    if (reader->stopped || reader->before.torn || report_odd(&mistake) ||
        report_missing(&mistake))
        return;
    hint = rx_mistake_hint(&mistake);
    diagnostic = diagnostic_report(reader->diagnostics, DIAG_RX_SYNTAX,
                                   reader->token.span, "unexpected %s", found);
    if (reader->token.kind == RX_TOKEN_NAME)
        rx_mistake_near(&mistake, diagnostic);
    summarise(&mistake);
    found = list_expected(&mistake);
    if (*found)
        diagnostic->message =
            arena_format(reader->diagnostics->arena, "expected %s, found %s",
                         found, describe(reader, &reader->token));
    if (hint)
        diagnostic_add_note(reader->diagnostics, diagnostic, "%s", hint);
    if (reader->token.kind == RX_TOKEN_END)
        add_opening(&mistake, diagnostic);
}
