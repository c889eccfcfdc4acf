/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hints: by the token that was found, by the one before it, and by what could
 * stand there.
 */
#include "compiler/rx/rx_mistake.h"

#include "compiler/base/near_name.h"
#include "compiler/rx/rx_grammar.h"

#include <string.h>

const char *const RX_ACTIONS[] = {"add",    "advise",        "error", "info",
                                  "log",    "multi_package", "note",  "nothing",
                                  "reject", "release",       "score", "stop",
                                  "warn",   "yield",         NULL};

bool rx_mistake_expects(const struct rx_mistake *mistake, const char *name)
{
    for (size_t i = 0; i < mistake->count; i++)
        if (mistake->expected[i] && !strcmp(mistake->expected[i], name))
            return true;
    return false;
}

bool rx_name_is_among(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (!strcmp(*names, name))
            return true;
    return false;
}

bool rx_name_is_word(const char *name)
{
    return rx_word_find(thoth_text_of(name)) != 0;
}

void rx_mistake_near(struct rx_mistake *mistake, struct diagnostic *diagnostic)
{
    struct near_name near;

    near_name_start(&near, mistake->token->node->text);
    for (size_t i = 0; i < mistake->count; i++)
        if (mistake->expected[i] && rx_name_is_word(mistake->expected[i]))
            near_name_offer(&near, thoth_text_of(mistake->expected[i]));
    if (near.best.length)
        diagnostic_add_note(mistake->reader->diagnostics, diagnostic,
                            "did you mean '%s'?", near.best.at);
}

static const char *hint_of_word(const struct rx_mistake *mistake)
{
    const struct rx_token *token = mistake->token;

    if (mistake->reader->statement_before == RX_WORD_RUN &&
        rx_mistake_expects(mistake, "','") &&
        rx_name_is_among(token->node->text.at, RX_ACTIONS))
        return "actions are divided by ','";
    if (!rx_mistake_expects(mistake, "a name") &&
        !rx_mistake_expects(mistake, "a string"))
        return NULL;
    if (!rx_mistake_expects(mistake, "a string"))
        return "a word of the language is no name";
    return arena_format(mistake->reader->arena,
                        "'%.*s' is a word of the language; as a name it needs "
                        "quotes: \"%.*s\"",
                        (int)token->node->text.length, token->node->text.at,
                        (int)token->node->text.length, token->node->text.at)
        .at;
}

static const char *hint_of_mark(const struct rx_mistake *mistake)
{
    const struct rx_token *token = mistake->token;
    const struct rx_token *before = mistake->before;

    if ((token->kind == ':' || token->kind == '-') &&
        !mistake->reader->body_count)
        return "this looks like YAML; the names of YAML files end in .yaml";
    if (token->kind == ':' && mistake->reader->body_count)
        return "a clause is a word and what it says, without ':'; records "
               "stand in braces";
    if (token->kind == '=')
        return rx_mistake_expects(mistake, "a comparison")
                   ? "numbers are compared by '==', with blanks around it"
                   : "one version is '==1.0', without a blank";
    if (token->kind == '!')
        return "write 'not'";
    if (token->kind == ',' && before->kind == RX_TOKEN_SPECIFIER)
        return "write the clauses of a specifier without blanks, as in "
               "'>=1.0,<2.0'";
    if (token->kind == ',' && before->kind == ',')
        return "there is nothing between two commas";
    if (token->kind == ';' && before->kind == ',')
        return "remove the ',' or write what is missing behind it";
    return NULL;
}

static const char *hint_of_name(const struct rx_mistake *mistake)
{
    if (mistake->before->kind == RX_TOKEN_NAME &&
        rx_mistake_expects(mistake, "'{'") && !mistake->reader->body_count)
        return "a name with blanks needs quotes";
    return rx_mistake_expects(mistake, "a string") &&
                   !rx_mistake_expects(mistake, "a name")
               ? "texts stand in double quotes"
               : NULL;
}

const char *rx_mistake_hint(const struct rx_mistake *mistake)
{
    const struct rx_token *token = mistake->token;

    switch (token->kind) {
    case RX_TOKEN_COMPARE:
        return rx_mistake_expects(mistake, "a version specifier") ||
                       rx_mistake_expects(mistake, "from")
                   ? "write the specifier without a blank, as in '>=1.0'"
                   : "an operator stands between two numbers, or directly "
                     "before a version";
    case RX_TOKEN_SPECIFIER:
        return mistake->before->kind == ','
                   ? "write the clauses of a specifier without blanks, as in "
                     "'>=1.0,<2.0'"
                   : "numbers are compared with blanks around the operator, as "
                     "in 'version.major < 2'";
    case RX_TOKEN_INTEGER:
    case RX_TOKEN_FLOAT:
        return rx_mistake_expects(mistake, "a version specifier")
                   ? "a version needs an operator, as in '==1.0'"
                   : NULL;
    case RX_TOKEN_NAME:
        return hint_of_name(mistake);
    default:
        return token->kind < 256                 ? hint_of_mark(mistake)
               : rx_word_find(token->node->text) ? hint_of_word(mistake)
                                                 : NULL;
    }
}
