/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hints for values that YAML 1.1 reads as another type than their author
 * thinks: versions that become numbers, words that become booleans, numbers
 * that stay strings.
 */
#include "compiler/check/report.h"
#include "compiler/check/report_fix.h"

#include "runtime/pep440.h"

#include <string.h>

static bool is_text_type(enum value_type wanted)
{
    switch (wanted) {
    case VALUE_STRING:
    case VALUE_PACKAGE_NAME:
    case VALUE_SPECIFIER:
    case VALUE_LOCKED_VERSION:
    case VALUE_LINK:
        return true;
    default:
        return false;
    }
}

/* A text is wanted and something else was made of the scalar. */
static void hint_text(struct checker *checker, struct diagnostic *diagnostic,
                      enum value_type wanted, const struct ast_node *node)
{
    const char *version = "";

    if (node->kind != AST_BOOL && node->kind != AST_INT &&
        node->kind != AST_FLOAT && node->kind != AST_TIMESTAMP)
        return;
    if (!node->plain)
        return;
    if (node->kind == AST_INT || node->kind == AST_FLOAT) {
        if (wanted == VALUE_SPECIFIER || wanted == VALUE_LOCKED_VERSION)
            version = "==";
    }
    diagnostic_add_note(checker->list, diagnostic,
                        "YAML reads %.*s as %s; for a text write '%s%.*s', "
                        "with the quotes",
                        (int)node->source.length, node->source.at,
                        node->kind == AST_BOOL        ? "a boolean"
                        : node->kind == AST_TIMESTAMP ? "a date"
                                                      : "a number",
                        version, (int)node->source.length, node->source.at);
    if (version[0] && pep440_is_valid(node->source))
        report_fix(checker, diagnostic, false, node,
                   arena_format(checker->list->arena, "==%.*s",
                                (int)node->source.length, node->source.at),
                   "ask for just this version");
}

static bool is_word(struct thoth_text text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (text.length == strlen(*words) &&
            memcmp(text.at, *words, text.length) == 0)
            return true;
    return false;
}

static void hint_boolean(struct checker *checker, struct diagnostic *diagnostic,
                         const struct ast_node *node)
{
    static const char *const TRUE_WORDS[] = {"true", "True", "TRUE", "yes",
                                             "Yes",  "YES",  "on",   "On",
                                             "ON",   "y",    "Y",    NULL};
    static const char *const FALSE_WORDS[] = {"false", "False", "FALSE", "no",
                                              "No",    "NO",    "off",   "Off",
                                              "OFF",   "n",     "N",     NULL};
    const char *meant = NULL;

    if (node->kind == AST_STRING && is_word(node->text, TRUE_WORDS))
        meant = "true";
    if (node->kind == AST_STRING && is_word(node->text, FALSE_WORDS))
        meant = "false";
    if (node->kind == AST_INT && node->text.length == 1)
        meant = node->text.at[0] == '1'   ? "true"
                : node->text.at[0] == '0' ? "false"
                                          : NULL;
    if (meant == NULL)
        return;
    diagnostic_add_note(
        checker->list, diagnostic, "write %s%s", meant,
        node->kind == AST_STRING && !node->plain ? ", without quotes" : "");
    report_fix(checker, diagnostic,
               thoth_text_equal(node->text, thoth_text_of(meant)), node,
               thoth_text_of(meant), "write the boolean");
}

/* Decimal digits, with a point and an exponent perhaps, as other languages
 * write numbers. */
static bool looks_like_number(struct thoth_text text)
{
    bool digits = false;

    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        digits = digits || (c >= '0' && c <= '9');
        if (!(c >= '0' && c <= '9') && !(digits && (c == 'e' || c == 'E')) &&
            c != '.' && c != '+' && c != '-')
            return false;
    }
    return digits;
}

static void hint_number(struct checker *checker, struct diagnostic *diagnostic,
                        enum value_type wanted, const struct ast_node *node)
{
    if (wanted == VALUE_SCORE && node->kind == AST_INT) {
        struct thoth_text number =
            arena_format(checker->list->arena, "%.*s.0", (int)node->text.length,
                         node->text.at);

        diagnostic_add_note(checker->list, diagnostic, "write %s", number.at);
        report_fix(checker, diagnostic, true, node, number,
                   "write the number with a point");
        return;
    }
    if (node->kind != AST_STRING || !looks_like_number(node->text))
        return;
    if (!node->plain)
        diagnostic_add_note(checker->list, diagnostic,
                            "remove the quotes: they make it a string");
    else if (wanted == VALUE_SCORE)
        diagnostic_add_note(checker->list, diagnostic,
                            "a number with an exponent needs a point and a "
                            "sign: 1.0e+5");
}

void report_yaml_hint(struct checker *checker, struct diagnostic *diagnostic,
                      enum value_type wanted, const struct ast_node *node)
{
    if (is_text_type(wanted))
        hint_text(checker, diagnostic, wanted, node);
    else if (wanted == VALUE_BOOLEAN)
        hint_boolean(checker, diagnostic, node);
    else if (wanted == VALUE_SCORE || wanted == VALUE_INTEGER ||
             wanted == VALUE_ZERO_OR_ONE)
        hint_number(checker, diagnostic, wanted, node);
}
