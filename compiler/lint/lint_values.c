/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values that YAML 1.1 makes something else of than they look like, where the
 * schema takes anything: metadata, labels' and manifest changes' values. The
 * tree still has the written form; here it is compared with the value.
 */
#include "compiler/lint/edit.h"

#include <string.h>

static struct diagnostic *report(struct linter *linter,
                                 enum diagnostic_code code,
                                 const struct ast_node *node, const char *what)
{
    return diagnostic_report(linter->list, code, node->span,
                             "YAML reads %s as %s",
                             lint_quote(linter, node->source), what);
}

static void propose_quotes(struct linter *linter, const struct ast_node *node,
                           struct diagnostic *diagnostic)
{
    if (diagnostic)
        lint_quote_scalar(linter, diagnostic, node,
                          "quote it, to keep the text");
}

static bool has(struct thoth_text text, char c)
{
    return text.length && memchr(text.at, c, text.length);
}

/* A leading zero makes a number octal; `0o` is no prefix of YAML 1.1. */
static struct diagnostic *lint_integer(struct linter *linter,
                                       const struct ast_node *node)
{
    struct thoth_text digits = node->source;
    struct diagnostic *diagnostic;
    const char *why;

    while (digits.length && (digits.at[0] == '+' || digits.at[0] == '-')) {
        digits.at++;
        digits.length--;
    }
    if (digits.length < 2 ||
        (digits.at[0] == '0' && strchr("xXbB", digits.at[1])))
        return NULL;
    if (has(digits, ':'))
        why = "digits between colons count in sixties, as in times";
    else if (digits.at[0] == '0')
        why = "a leading zero makes a number octal";
    else if (has(digits, '_'))
        why = "underscores between digits are left out";
    else
        return NULL;
    diagnostic = report(
        linter, DIAG_NUMBER_FORM, node,
        arena_format(linter->scratch, "the number %.*s",
                     node->text.length < 40 ? (int)node->text.length : 40,
                     node->text.at)
            .at);
    diagnostic_add_note(linter->list, diagnostic, "%s", why);
    return diagnostic;
}

/* 3.10 becomes 3.1: a zero at the end, behind a point, was part of a text. */
static struct diagnostic *lint_float(struct linter *linter,
                                     const struct ast_node *node)
{
    struct thoth_text source = node->source;
    bool sixties = has(source, ':');
    struct diagnostic *diagnostic;

    if (!sixties && (source.length < 4 || source.at[source.length - 1] != '0' ||
                     source.at[source.length - 2] == '.' || !has(source, '.') ||
                     has(source, 'e') || has(source, 'E')))
        return NULL;
    diagnostic = report(
        linter, sixties ? DIAG_NUMBER_FORM : DIAG_NUMBER_SHORTENED, node,
        arena_format(linter->scratch, "the number %.15g", node->number).at);
    diagnostic_add_note(
        linter->list, diagnostic,
        sixties ? "digits between colons count in sixties, as in times"
                : "a version needs quotes, since a number has no zeros at its "
                  "end");
    return diagnostic;
}

void lint_number(struct linter *linter, const struct ast_node *node)
{
    struct diagnostic *diagnostic = NULL;

    if (!node->plain)
        return;
    if (node->kind == AST_INT)
        diagnostic = lint_integer(linter, node);
    else if (node->kind == AST_FLOAT && has(node->source, ':'))
        lint_float(linter, node);
    if (diagnostic && !node->aliased)
        diagnostic_add_edit(linter->list,
                            diagnostic_add_fix(linter->list, diagnostic, true,
                                               "write the number in decimal"),
                            node->span, node->text);
}

static struct diagnostic *lint_boolean(struct linter *linter,
                                       const struct ast_node *node)
{
    char first = node->source.length ? node->source.at[0] : 't';
    struct diagnostic *diagnostic;

    if (strchr("tTfF", first))
        return NULL;
    diagnostic =
        report(linter, DIAG_BOOLEAN_WORD, node, node->truth ? "true" : "false");
    diagnostic_add_note(linter->list, diagnostic,
                        "the words yes, no, on and off are booleans of YAML "
                        "1.1; write true or false if that is meant");
    return diagnostic;
}

static void lint_scalar(struct linter *linter, const struct ast_node *node)
{
    if (!node->plain)
        return;
    switch (node->kind) {
    case AST_INT:
        propose_quotes(linter, node, lint_integer(linter, node));
        break;
    case AST_FLOAT:
        propose_quotes(linter, node, lint_float(linter, node));
        break;
    case AST_BOOL:
        propose_quotes(linter, node, lint_boolean(linter, node));
        break;
    case AST_TIMESTAMP:
        propose_quotes(
            linter, node,
            report(linter, DIAG_VALUE_DATE, node, "a date, which is no text"));
        break;
    }
}

void lint_values(struct linter *linter, const struct ast_node *node)
{
    switch (node->kind) {
    case AST_SEQUENCE:
    case AST_TUPLE:
        for (uint32_t i = 0; i < node->sequence.count; i++)
            lint_values(linter, node->sequence.items[i]);
        break;
    case AST_MAPPING:
    case AST_SET:
        for (uint32_t i = 0; i < node->mapping.count; i++) {
            lint_scalar(linter, node->mapping.entries[i].key);
            lint_values(linter, node->mapping.entries[i].value);
        }
        break;
    default:
        lint_scalar(linter, node);
    }
}
