/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `prescription: {name: NAME, release: ...}`. Only the name has an effect;
 * other keys are for people and other tools.
 */
#include "compiler/yaml/metadata.h"

#include "runtime/text.h"

static struct ast_node *refuse(struct diagnostic_list *diagnostics,
                               struct span span, const char *wanted)
{
    diagnostic_report(diagnostics, DIAG_METADATA_INVALID, span, "expected %s",
                      wanted);
    return NULL;
}

/* The value of a key in a mapping that must have it; else NULL, reported. */
static struct ast_node *required(struct diagnostic_list *diagnostics,
                                 const struct ast_node *mapping,
                                 const char *key, const char *wanted)
{
    struct ast_entry *entry = NULL;

    if (mapping->kind == AST_MAPPING)
        entry = ast_entry_find(mapping, thoth_text_of(key));
    return entry ? entry->value : refuse(diagnostics, mapping->span, wanted);
}

bool metadata_read(struct source_set *set, struct source_metadata *metadata,
                   struct thoth_text content, struct arena *scratch,
                   const struct yaml_limits *limits,
                   struct diagnostic_list *diagnostics)
{
    struct ast_node *node = yaml_read(content, scratch, limits, diagnostics);

    if (node)
        node = required(diagnostics, node, "prescription",
                        "a mapping with the key 'prescription'");
    if (node)
        node = required(diagnostics, node, "name",
                        "a mapping with the key 'name'");
    if (node && (node->kind != AST_STRING || node->text.length == 0))
        node = refuse(diagnostics, node->span, "a non-empty string");
    if (!node)
        return false;
    metadata->name_space = arena_copy_text(&set->arena, node->text);
    metadata->path = source_path(set, &metadata->file, &set->arena);
    metadata->name_span = node->span;
    return true;
}
