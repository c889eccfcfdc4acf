/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Expressions: what the predicates of a condition ask of versions and indexes,
 * and those of conditions within numbers. A predicate that never holds means
 * nothing for its unit as such, since it may stand behind `or` and `not`.
 */
#include "compiler/lint/linter.h"

static enum specifier_use use_of(enum unit_type type)
{
    return type == UNIT_TYPE_SIEVE || type == UNIT_TYPE_PSEUDONYM
               ? SPECIFIER_SIEVE_PREDICATE
               : SPECIFIER_PREDICATE;
}

static void lint_installed(struct linter *linter, const struct ast_node *list)
{
    for (uint32_t i = 0; i < list->sequence.count; i++)
        lint_specifier(
            linter, field_value(list->sequence.items[i], FIELD_PYTHON_VERSION),
            SPECIFIER_INSTALLED);
}

static void lint_dependents(struct linter *linter, const struct ast_node *from)
{
    const struct ast_node *packages = field_value(from, FIELD_FROM_PACKAGES);

    for (uint32_t i = 0; packages && i < packages->sequence.count; i++)
        lint_package(linter, packages->sequence.items[i], SPECIFIER_PREDICATE);
}

static void lint_compare(struct linter *linter, const struct ast_node *compare)
{
    lint_score_number(linter, field_value(compare, FIELD_COMPARE_LEFT));
    lint_score_number(linter, field_value(compare, FIELD_COMPARE_RIGHT));
}

void lint_when(struct linter *linter, const struct ast_node *condition)
{
    const struct ast_entry *entry;

    if (!condition || condition->kind != AST_MAPPING)
        return;
    entry = &condition->mapping.entries[0];
    switch (entry->field) {
    case FIELD_CONDITION_ALL:
    case FIELD_CONDITION_ANY:
        for (uint32_t i = 0; i < entry->value->sequence.count; i++)
            lint_when(linter, entry->value->sequence.items[i]);
        return;
    case FIELD_CONDITION_NOT:
        lint_when(linter, entry->value);
        return;
    case FIELD_ENVIRONMENT_PYTHON_VERSION:
        lint_specifier(linter, entry->value, SPECIFIER_PYTHON_PREDICATE);
        return;
    case FIELD_ENVIRONMENT_CUDA_VERSION:
    case FIELD_ENVIRONMENT_CUDNN_VERSION:
    case FIELD_ENVIRONMENT_OPENBLAS_VERSION:
    case FIELD_ENVIRONMENT_OPENMPI_VERSION:
    case FIELD_ENVIRONMENT_MKL_VERSION:
        lint_specifier(linter, entry->value, SPECIFIER_PREDICATE);
        return;
    case FIELD_ENVIRONMENT_PYTHON_PACKAGES:
        if (entry->value->kind == AST_SEQUENCE)
            lint_installed(linter, entry->value);
        return;
    case FIELD_MATCH_PACKAGE_VERSION:
        lint_package(linter, entry->value, use_of(linter->unit.type));
        return;
    case FIELD_CONDITION_RESOLVED:
        lint_package(linter, entry->value, SPECIFIER_PREDICATE);
        return;
    case FIELD_CONDITION_PACKAGE_VERSION_FROM:
        lint_dependents(linter, entry->value);
        return;
    case FIELD_CONDITION_COMPARE:
        lint_compare(linter, entry->value);
        return;
    }
}

void lint_score_number(struct linter *linter, const struct ast_node *number)
{
    const struct ast_entry *entry;

    if (!number || number->kind != AST_MAPPING)
        return;
    entry = &number->mapping.entries[0];
    if (entry->field == FIELD_NUMBER_CHOOSE) {
        lint_when(linter, field_value(entry->value, FIELD_CHOOSE_IF));
        lint_score_number(linter, field_value(entry->value, FIELD_CHOOSE_THEN));
        lint_score_number(linter, field_value(entry->value, FIELD_CHOOSE_ELSE));
    } else if (entry->value->kind == AST_SEQUENCE) {
        for (uint32_t i = 0; i < entry->value->sequence.count; i++)
            lint_score_number(linter, entry->value->sequence.items[i]);
    } else {
        lint_score_number(linter, entry->value);
    }
}
