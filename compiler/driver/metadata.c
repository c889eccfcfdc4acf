/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The few fields of a metadata file.
 */
#include "compiler/driver/metadata.h"

#include <string.h>

static struct thoth_text text_of(const char *string)
{
    return (struct thoth_text){string, strlen(string)};
}

/* The value of a key, which must be of a kind; NULL after a report. */
static const struct ast_node *required(const struct ast_node *mapping,
                                       const char *key, enum ast_kind kind,
                                       struct diagnostic_list *diagnostics)
{
    struct ast_entry *entry = ast_entry_find(mapping, text_of(key));

    if (!entry) {
        diagnostic_report(diagnostics, DIAG_METADATA_INVALID, mapping->span,
                          "expected the key '%s'", key);
        return NULL;
    }
    if (entry->value->kind != kind ||
        (kind == AST_STRING && !entry->value->text.length)) {
        diagnostic_report(
            diagnostics, DIAG_METADATA_INVALID, entry->value->span,
            "expected %s as '%s', found %s",
            kind == AST_STRING ? "a non-empty string" : "a mapping", key,
            entry->value->kind == kind
                ? "an empty string"
                : ast_kind_name((enum ast_kind)entry->value->kind));
        return NULL;
    }
    return entry->value;
}

bool metadata_read(struct front *front, struct thoth_text content,
                   struct arena *arena, struct diagnostic_list *diagnostics,
                   struct thoth_text *name)
{
    const struct ast_node *root, *prescription, *value;

    arena_reset(&front->scratch);
    root = yaml_read(content, &front->scratch, &front->limits, diagnostics);
    if (!root)
        return false;
    if (root->kind != AST_MAPPING) {
        diagnostic_report(diagnostics, DIAG_METADATA_INVALID, root->span,
                          "expected a mapping with the key 'prescription'");
        return false;
    }
    prescription = required(root, "prescription", AST_MAPPING, diagnostics);
    if (!prescription)
        return false;
    value = required(prescription, "name", AST_STRING, diagnostics);
    if (!value)
        return false;
    *name = arena_copy_text(arena, value->text);
    return true;
}
