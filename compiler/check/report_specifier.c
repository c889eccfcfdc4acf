/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is wrong with a version specifier: the clause at fault, its place within
 * the scalar, and what its author may have meant.
 */
#include "compiler/check/report.h"
#include "compiler/check/report_fix.h"

#include "runtime/pep440.h"

#include <string.h>

/* Where a part of a one-line scalar lies. The place of the whole scalar if
 * that cannot be told, since it has several lines or escapes. */
static struct span part_span(const struct ast_node *node,
                             struct thoth_text part)
{
    struct span span = node->span;
    uint32_t width = span.end_column - span.column;
    uint32_t before = 0, length = 0, total = 0;

    for (size_t i = 0; i < node->text.length; i++) {
        const char *at = node->text.at + i;
        if (((unsigned char)*at & 0xc0) == 0x80)
            continue;
        total++;
        before += at < part.at;
        length += at >= part.at && at < part.at + part.length;
    }
    if (span.line != span.end_line || length == 0)
        return span;
    if (!node->plain && width == total + 2)
        before++; /* the opening quote */
    else if (!node->plain || width != total)
        return span;
    span.column += before;
    span.end_column = span.column + length;
    return span;
}

static bool begins_with(struct thoth_text text, const char *beginning)
{
    size_t length = strlen(beginning);

    return text.length >= length && memcmp(text.at, beginning, length) == 0;
}

static bool is_operator(char c)
{
    return c == '=' || c == '<' || c == '>' || c == '!' || c == '~';
}

/* An operator after the first version: a comma is missing. */
static bool has_second_operator(struct thoth_text clause)
{
    size_t i = 0;

    while (i < clause.length &&
           (is_operator(clause.at[i]) || clause.at[i] == ' '))
        i++;
    for (; i < clause.length; i++)
        if (is_operator(clause.at[i]))
            return true;
    return false;
}

bool report_exact_version(struct checker *checker,
                          struct diagnostic *diagnostic,
                          const struct ast_node *scalar,
                          struct thoth_text version)
{
    struct diagnostic_list *list = checker->list;
    struct thoth_text exact;

    if (!pep440_is_valid(version))
        return false;
    exact =
        arena_format(list->arena, "==%.*s", (int)version.length, version.at);
    diagnostic_add_note(list, diagnostic, "for just this version write '%s'",
                        exact.at);
    if (thoth_text_equal(scalar->text, version))
        report_fix_string(checker, diagnostic, false, scalar, exact,
                          "ask for just this version");
    return true;
}

static void note_meaning(struct checker *checker, struct diagnostic *diagnostic,
                         const struct ast_node *node, struct thoth_text clause)
{
    struct diagnostic_list *list = checker->list;

    if (report_exact_version(checker, diagnostic, node, clause))
        return;
    if (has_second_operator(clause))
        diagnostic_add_note(list, diagnostic,
                            "clauses are separated by commas, as in "
                            "'>=1.0,<2.0'");
    else if (begins_with(clause, "~="))
        diagnostic_add_note(list, diagnostic,
                            "'~=' needs a version with two numbers or more "
                            "and without '.*', as in '~=1.4'");
    else if (begins_with(clause, "===") || begins_with(clause, "=="))
        diagnostic_add_note(list, diagnostic,
                            "a version has no white space, ',', ';' or ')'");
    else
        diagnostic_add_note(list, diagnostic,
                            "a clause starts with one of ==, !=, <=, >=, <, >, "
                            "~=, ===");
}

void report_specifier(struct checker *checker, const struct member_fact *member,
                      const struct ast_node *node)
{
    struct thoth_text clause = node->text;
    struct diagnostic *diagnostic;

    if (pep440_specifier_check(node->text, &clause))
        clause = node->text; /* the caller knows better */
    diagnostic = diagnostic_report(
        checker->list, DIAG_SPECIFIER_INVALID, part_span(node, clause),
        "'%s': %s is not a version specifier",
        field_fact(member->field)->key.at, report_quote(checker, clause));
    note_meaning(checker, diagnostic, node, clause);
}
