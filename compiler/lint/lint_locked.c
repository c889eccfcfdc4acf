/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Packages that a unit brings in: what a pseudonym yields and what a
 * step.AddPackage adds. The reference cuts two characters off the locked
 * version and looks up what is left as it is.
 */
#include "compiler/lint/edit.h"

#include <string.h>

static void lint_version(struct linter *linter, const struct ast_node *locked)
{
    struct thoth_text version, trimmed;
    struct diagnostic *diagnostic;
    const char *odd = NULL;

    if (!locked || locked->kind != AST_STRING)
        return;
    version.at = locked->text.at + 2;
    version.length = locked->text.length - 2;
    for (size_t i = 0; !odd && i < version.length; i++)
        if (strchr("=<>!~,* \t\n", version.at[i]))
            odd = version.at + i;
    if (version.length && !odd)
        return;
    diagnostic = diagnostic_report(
        linter->list, DIAG_LOCKED_VERSION_ODD, locked->span,
        "the package is looked up in version %s, which none has",
        lint_quote(linter, version));
    diagnostic_add_note(linter->list, diagnostic,
                        "two characters are cut off, whatever follows them; "
                        "write '==' and one version");
    trimmed = version;
    while (trimmed.length && strchr("= \t", trimmed.at[0])) {
        trimmed.at++;
        trimmed.length--;
    }
    for (size_t i = 0; i < trimmed.length; i++)
        if (strchr("=<>!~,* \t\n", trimmed.at[i]))
            return;
    if (trimmed.length)
        lint_replace(linter, diagnostic, false, locked,
                     arena_format(linter->scratch, "==%.*s",
                                  (int)trimmed.length, trimmed.at),
                     "write the version behind '=='");
}

static void lint_package_brought(struct linter *linter,
                                 const struct ast_node *package)
{
    lint_version(linter, field_value(package, FIELD_LOCKED_LOCKED_VERSION));
    lint_index(linter, field_value(package, FIELD_LOCKED_INDEX_URL));
}

void lint_added(struct linter *linter, const struct ast_node *package)
{
    const struct ast_node *locked =
        field_value(package, FIELD_LOCKED_LOCKED_VERSION);

    if (locked->kind == AST_NULL)
        diagnostic_add_note(
            linter->list,
            diagnostic_report(linter->list, DIAG_LOCKED_VERSION_NULL,
                              locked->span,
                              "a step.AddPackage needs a locked version"),
            "the schema takes null, but the reference raises an error as soon "
            "as the step runs");
    lint_package_brought(linter, package);
}

/* A match entry whose package versions are yielded for themselves. */
static const struct ast_node *yields_itself(const struct ast_node *entry,
                                            const struct ast_node *package)
{
    const struct ast_node *matched =
        field_value(entry, FIELD_MATCH_PACKAGE_VERSION);
    const struct ast_node *name = field_value(matched, FIELD_PACKAGE_NAME);
    const struct ast_node *from = field_value(matched, FIELD_PACKAGE_INDEX_URL);
    const struct ast_node *index = field_value(package, FIELD_LOCKED_INDEX_URL);

    if (!name || !thoth_text_equal(
                     name->text, field_value(package, FIELD_LOCKED_NAME)->text))
        return NULL;
    if (index && !(from && from->kind == AST_STRING &&
                   thoth_text_equal(from->text, index->text)))
        return NULL;
    return name;
}

void lint_yield(struct linter *linter, const struct ast_entry *yield)
{
    const struct ast_node *package =
        field_value(yield->value, FIELD_YIELD_PACKAGE_VERSION);
    bool matched = lint_is_true(
        field_value(yield->value, FIELD_YIELD_YIELD_MATCHED_VERSION));
    uint32_t count;
    const struct ast_node *const *entries =
        lint_entries(&linter->unit.match, &count);

    if (!package) {
        diagnostic_add_note(
            linter->list,
            diagnostic_report(linter->list, DIAG_YIELD_WITHOUT_PACKAGE,
                              yield->key->span,
                              "a pseudonym must name the package it yields"),
            "the schema takes it without 'package_version', but the reference "
            "raises an error as soon as the pseudonym runs");
        return;
    }
    lint_package_brought(linter, package);
    for (uint32_t i = 0; matched && i < count; i++) {
        const struct ast_node *name = yields_itself(entries[i], package);

        if (name)
            diagnostic_add_place(
                linter->list,
                diagnostic_report(linter->list, DIAG_YIELD_ITSELF,
                                  field_value(package, FIELD_LOCKED_NAME)->span,
                                  "the pseudonym yields the package version "
                                  "that it matches"),
                name->span, "matched here");
    }
}
