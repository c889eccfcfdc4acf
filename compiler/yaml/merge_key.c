/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Flattening of mappings. Sources of a merge are flattened first; aliases to
 * complete mappings only go backwards in the file, so that this ends, and the
 * composer has bounded the depth as well as the number of entries.
 */
#include "compiler/yaml/merge_key.h"

struct entry_list {
    struct graph *graph;
    struct graph_node *into; /* the mapping being flattened */
    struct ast_entry *entries;
    uint32_t count, room;
};

static void append(struct entry_list *list, const struct graph_node *mapping)
{
    const struct ast_node *ast = &mapping->ast;
    uint32_t total;

    if (__builtin_add_overflow(list->count, ast->mapping.count, &total))
        total = UINT32_MAX;
    if (total > list->room) {
        struct ast_entry *larger;

        list->room = total < UINT32_MAX / 2 ? total * 2 : UINT32_MAX;
        larger =
            ARENA_NEW_ARRAY(list->graph->arena, struct ast_entry, list->room);
        if (list->count)
            memcpy(larger, list->entries, list->count * sizeof *larger);
        list->entries = larger;
    }
    for (uint32_t i = 0; i < ast->mapping.count; i++) {
        struct ast_entry *entry = &list->entries[list->count++];

        *entry = ast->mapping.entries[i];
        entry->merged = true;
    }
}

static void report(struct graph *graph, const struct graph_node *at,
                   const char *message)
{
    diagnostic_report(graph->diagnostics, DIAG_YAML_MERGE_INVALID, at->ast.span,
                      "%s", message);
}

/* Whether `node`, which a merge key names, can be merged; else reports. A
 * mapping merged into itself gains nothing by it. */
static bool is_source(struct entry_list *list, struct graph_node *node,
                      const char *wanted)
{
    struct graph *graph = list->graph;

    if (node->state == GRAPH_FAILED || graph_resolve(node) == list->into)
        return false;
    if (node->form == GRAPH_ALIAS && ((struct graph_alias *)node)->recursive) {
        report(graph, node, "a mapping cannot be merged into a part of itself");
        return false;
    }
    if (graph_resolve(node)->form == GRAPH_MAPPING)
        return true;
    report(graph, node, wanted);
    return false;
}

static void merge_one(struct entry_list *list, struct graph_node *source)
{
    source = graph_resolve(source);
    merge_key_resolve(list->graph, source);
    append(list, source);
}

/* The value of a merge key: a mapping, or a list whose last entry comes first,
 * to be overridden by those before it. */
static void merge_value(struct entry_list *list, struct graph_node *value)
{
    struct graph_node *sequence = graph_resolve(value);

    if (value->state == GRAPH_FAILED)
        return;
    if (sequence->form != GRAPH_SEQUENCE) {
        if (is_source(list, value,
                      "a merge key takes a mapping or a list of mappings"))
            merge_one(list, value);
        return;
    }
    for (uint32_t i = sequence->ast.sequence.count; i > 0; i--) {
        struct graph_node *item =
            graph_node_of(sequence->ast.sequence.items[i - 1]);

        if (is_source(list, item, "only mappings can be merged from a list"))
            merge_one(list, item);
    }
}

/* Makes keys `=` strings; whether any key is a merge key. */
static bool has_merge_key(struct graph_node *mapping)
{
    bool found = false;

    for (uint32_t i = 0; i < mapping->ast.mapping.count; i++) {
        struct graph_node *key =
            graph_resolve(graph_node_of(mapping->ast.mapping.entries[i].key));

        if (key->builder == TAG_BUILDS_VALUE)
            key->builder = TAG_BUILDS_STRING;
        found |= key->builder == TAG_BUILDS_MERGE;
    }
    return found;
}

void merge_key_resolve(struct graph *graph, struct graph_node *mapping)
{
    struct entry_list list = {.graph = graph, .into = mapping};
    struct graph_node own = *mapping;
    uint32_t kept = 0;

    if (mapping->flat)
        return;
    mapping->flat = true;
    if (!has_merge_key(mapping))
        return;
    own.ast.mapping.entries =
        ARENA_NEW_ARRAY(graph->arena, struct ast_entry, own.ast.mapping.count);
    for (uint32_t i = 0; i < mapping->ast.mapping.count; i++) {
        struct ast_entry *entry = &mapping->ast.mapping.entries[i];

        if (graph_resolve(graph_node_of(entry->key))->builder ==
            TAG_BUILDS_MERGE)
            merge_value(&list, graph_node_of(entry->value));
        else
            own.ast.mapping.entries[kept++] = *entry;
    }
    own.ast.mapping.count = kept;
    kept = list.count;
    append(&list, &own);
    for (uint32_t i = kept; i < list.count; i++)
        list.entries[i].merged = false;
    mapping->ast.mapping.entries = list.entries;
    mapping->ast.mapping.count = list.count;
}
