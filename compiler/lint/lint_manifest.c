/* SPDX-License-Identifier: Apache-2.0 */
/*
 * advised_manifest_changes: patches of deployment manifests, documented as JSON
 * Patch (RFC 6902). The reference hands them on unread, so that a mistake in
 * one is found by whoever applies it.
 */
#include "compiler/lint/edit.h"

#include "compiler/base/near_name.h"

static const struct thoth_text OPERATIONS[] = {
    {"add", 3},  {"remove", 6}, {"replace", 7},
    {"move", 4}, {"copy", 4},   {"test", 4},
};

enum { OPERATION_COUNT = sizeof OPERATIONS / sizeof *OPERATIONS };

static const struct ast_node *value_of(const struct ast_node *mapping,
                                       const char *key)
{
    const struct ast_entry *entry = ast_entry_find(mapping, thoth_text_of(key));

    return entry ? entry->value : NULL;
}

static void report_operation(struct linter *linter, const struct ast_node *op)
{
    struct diagnostic *diagnostic = diagnostic_report(
        linter->list, DIAG_MANIFEST_PATCH, op->span,
        "%s is no operation of a JSON patch", lint_quote(linter, op->text));
    struct near_name near;

    near_name_start(&near, op->text);
    for (int i = 0; i < OPERATION_COUNT; i++)
        near_name_offer(&near, OPERATIONS[i]);
    diagnostic_add_note(linter->list, diagnostic,
                        "RFC 6902 has add, remove, replace, move, copy and "
                        "test");
    if (near.best.length)
        lint_replace(linter, diagnostic, false, op, near.best,
                     "write the operation that was probably meant");
}

static void lint_patch(struct linter *linter, const struct ast_node *patch)
{
    const struct ast_node *op, *path;

    if (patch->kind != AST_MAPPING)
        return;
    op = value_of(patch, "op");
    path = value_of(patch, "path");
    if (op && op->kind == AST_STRING) {
        int i = 0;

        while (i < OPERATION_COUNT &&
               !thoth_text_equal(OPERATIONS[i], op->text))
            i++;
        if (i == OPERATION_COUNT)
            report_operation(linter, op);
    }
    if (path && path->kind == AST_STRING && path->text.length &&
        path->text.at[0] != '/')
        diagnostic_report(linter->list, DIAG_MANIFEST_PATCH, path->span,
                          "the path of a JSON patch begins with a slash");
}

/* A change is a mapping with a patch, or with a list of them. */
static void lint_change(struct linter *linter, const struct ast_node *change)
{
    const struct ast_node *patch;

    if (change->kind != AST_MAPPING)
        return;
    patch = value_of(change, "patch");
    if (!patch)
        return;
    if (patch->kind != AST_SEQUENCE) {
        lint_patch(linter, patch);
        return;
    }
    for (uint32_t i = 0; i < patch->sequence.count; i++)
        lint_patch(linter, patch->sequence.items[i]);
}

void lint_manifest_changes(struct linter *linter,
                           const struct ast_node *changes)
{
    lint_values(linter, changes);
    if (changes->kind != AST_SEQUENCE) {
        lint_change(linter, changes);
        return;
    }
    for (uint32_t i = 0; i < changes->sequence.count; i++)
        lint_change(linter, changes->sequence.items[i]);
}
