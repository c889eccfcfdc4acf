/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Descends into what covers the place. Values that come through an alias are
 * shown where their anchor is, so they are left out.
 */
#include "compiler/lsp/tree_path.h"

static bool covers(const struct lsp_analysis *analysis,
                   const struct ast_node *node, size_t offset)
{
    const struct span *span = &node->span;

    return !node->aliased && span->line &&
           offset >=
               lsp_offset_of_span(&analysis->index, span->line, span->column) &&
           offset <= lsp_offset_of_span(&analysis->index, span->end_line,
                                        span->end_column);
}

static void find(struct lsp_tree_path *path,
                 const struct lsp_analysis *analysis,
                 const struct ast_node *node, size_t offset);

static void find_entry(struct lsp_tree_path *path,
                       const struct lsp_analysis *analysis,
                       const struct ast_node *mapping, size_t offset)
{
    for (uint32_t i = 0; i < mapping->mapping.count; i++) {
        const struct ast_entry *entry = &mapping->mapping.entries[i];

        if (covers(analysis, entry->key, offset)) {
            *path = (struct lsp_tree_path){.entry = entry};
            return;
        }
        if (covers(analysis, entry->value, offset)) {
            *path = (struct lsp_tree_path){.entry = entry};
            find(path, analysis, entry->value, offset);
            return;
        }
    }
    path->entry = NULL; /* between entries */
}

static void find(struct lsp_tree_path *path,
                 const struct lsp_analysis *analysis,
                 const struct ast_node *node, size_t offset)
{
    if (node->kind == AST_MAPPING) {
        find_entry(path, analysis, node, offset);
    } else if (node->kind == AST_SEQUENCE) {
        for (uint32_t i = 0; i < node->sequence.count; i++)
            if (covers(analysis, node->sequence.items[i], offset)) {
                find(path, analysis, node->sequence.items[i], offset);
                return;
            }
        path->entry = NULL;
    } else {
        path->value = node;
    }
}

void lsp_tree_path_find(struct lsp_tree_path *path,
                        const struct lsp_analysis *analysis, size_t offset)
{
    *path = (struct lsp_tree_path){0};
    if (analysis->tree)
        find(path, analysis, analysis->tree, offset);
    if (!path->entry)
        path->value = NULL;
}
