/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Expressions, version v2 of the language: conditions and numbers of any form.
 * Which keys they have follows from the table of fields; here is what is said
 * of literals, divisors and nesting. Where a predicate may stand is said by
 * check_placement.c. What a file says as text is read into the same tree first.
 */
#include "compiler/check/checker.h"
#include "compiler/check/report.h"
#include "compiler/rx/rx_read.h"

#include <math.h>
#include <stdlib.h>

enum {
    MOST_NESTING = 48, /* leaves room for what lowering makes of the rest */
};

/* Enters an expression; false, after a report, if it is too deep. */
static bool enter(struct checker *checker, const struct ast_node *node)
{
    if (checker->nesting < MOST_NESTING) {
        checker->nesting++;
        return true;
    }
    if (checker->nesting == MOST_NESTING)
        diagnostic_report(checker->list, DIAG_EXPRESSION_NESTING, node->span,
                          "expressions are nested more than %d deep",
                          MOST_NESTING);
    return false;
}

/* Puts the tree of an expression in the place of its text. False, after a
 * report, if it is none. */
static bool read_text(struct checker *checker, struct ast_node **slot,
                      struct ast_node *(*read)(const struct ast_node *,
                                               const struct rx_limits *,
                                               struct arena *,
                                               struct diagnostic_list *))
{
    struct ast_node *tree =
        read(*slot, &RX_LIMITS_DEFAULT, checker->list->arena, checker->list);

    if (tree != NULL)
        *slot = tree;
    return tree != NULL;
}

/* Conditions as text stand in `when` alone. */
static bool read_condition(struct checker *checker,
                           const struct member_fact *member,
                           struct ast_node **slot)
{
    if ((*slot)->kind != AST_STRING)
        return true;
    if (member->field == FIELD_INCLUDE_WHEN)
        return read_text(checker, slot, rx_read_condition);
    return member->field != FIELD_MATCH_WHEN ||
           read_text(checker, slot, rx_read_match_condition);
}

void check_condition(struct checker *checker, const struct member_fact *member,
                     struct ast_node **slot)
{
    if (!read_condition(checker, member, slot))
        return;
    if (!enter(checker, *slot))
        return;
    if (!check_record(checker, RECORD_CONDITION, slot))
        report_kind(checker, member, *slot,
                    "a condition (a mapping with one key)");
    checker->nesting--;
}

bool check_is_number(const struct ast_node *node)
{
    return node->kind == AST_INT || node->kind == AST_FLOAT;
}

double check_number_value(const struct ast_node *node)
{
    char digits[320];

    if (node->kind == AST_FLOAT)
        return node->number;
    if (node->text.length >= sizeof digits)
        return node->text.at[0] == '-' ? -INFINITY : INFINITY;
    for (size_t i = 0; i < node->text.length; i++)
        digits[i] = node->text.at[i];
    digits[node->text.length] = '\0';
    return strtod(digits, NULL);
}

static void check_literal(struct checker *checker,
                          const struct member_fact *member,
                          const struct ast_node *node)
{
    if (!isfinite(check_number_value(node)))
        diagnostic_report(checker->list, DIAG_NUMBER_RANGE, node->span,
                          "'%s': expected a finite number, found %s",
                          field_fact(member->field)->key.at,
                          report_found(checker, node));
}

/* What a number is divided by. */
static void check_divisor(struct checker *checker,
                          const struct ast_node *number)
{
    const struct ast_node *operands =
        field_value(number, FIELD_NUMBER_QUOTIENT);
    const struct ast_node *divisor;

    if (operands == NULL || operands->kind != AST_SEQUENCE ||
        operands->sequence.count != 2)
        return;
    divisor = operands->sequence.items[1];
    if (!check_is_number(divisor))
        diagnostic_report(checker->list, DIAG_DIVISOR, divisor->span,
                          "a number is divided by constants only, found %s",
                          report_found(checker, divisor));
    else if (check_number_value(divisor) == 0)
        diagnostic_report(checker->list, DIAG_DIVISOR, divisor->span,
                          "a number cannot be divided by 0");
}

void check_number(struct checker *checker, const struct member_fact *member,
                  struct ast_node **slot)
{
    if (check_is_number(*slot)) {
        check_literal(checker, member, *slot);
        return;
    }
    if (member->target == RECORD_NONE) { /* a literal is needed */
        report_kind(checker, member, *slot, NULL);
        return;
    }
    if (!enter(checker, *slot))
        return;
    if (check_record(checker, RECORD_NUMBER, slot))
        check_divisor(checker, *slot);
    else
        report_kind(checker, member, *slot,
                    "a number, or a mapping with one key that computes one");
    checker->nesting--;
}

/* An integer is no float to the reference. A float by itself may be any that
 * YAML has, so that every score of version v1 is one of v2. */
void check_score(struct checker *checker, const struct member_fact *member,
                 struct ast_node **slot)
{
    struct diagnostic *diagnostic;

    if ((*slot)->kind == AST_FLOAT)
        return;
    if (checker->language >= 2) {
        if ((*slot)->kind != AST_STRING ||
            read_text(checker, slot, rx_read_number))
            check_number(checker, member, slot);
        return;
    }
    diagnostic = report_kind(checker, member, *slot, NULL);
    if ((*slot)->kind == AST_MAPPING)
        report_later(checker, diagnostic, 2);
}
