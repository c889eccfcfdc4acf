/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looks at all keys and scalars, since what a phrase of the match/run language
 * stands for need not lie within what is above it in the tree, and takes the
 * shortest one that covers the place. Values that come through an alias are
 * shown where their anchor is, so they are left out.
 */
#include "compiler/lsp/tree_path.h"

struct tree_search {
    const struct lsp_analysis *analysis;
    size_t offset;
    struct lsp_tree_path *path;
    size_t length; /* of what was found */
};

/* Is the node the shortest one so far that covers the place? */
static bool is_better(struct tree_search *search, const struct ast_node *node)
{
    const struct source_index *index = &search->analysis->index;
    const struct span *span = &node->span;
    size_t start, end;

    if (node->aliased || !span->line)
        return false;
    start = lsp_offset_of_span(index, span->line, span->column);
    end = lsp_offset_of_span(index, span->end_line, span->end_column);
    if (search->offset < start || search->offset > end ||
        end - start >= search->length)
        return false;
    search->length = end - start;
    return true;
}

static bool is_collection(const struct ast_node *node)
{
    return node->kind == AST_MAPPING || node->kind == AST_SEQUENCE ||
           node->kind == AST_SET || node->kind == AST_TUPLE ||
           node->kind == AST_RECURSION;
}

static void look_at(struct tree_search *search, const struct ast_entry *entry,
                    const struct ast_node *node)
{
    if (node->kind == AST_MAPPING) {
        for (uint32_t i = 0; i < node->mapping.count; i++) {
            const struct ast_entry *below = &node->mapping.entries[i];

            if (is_better(search, below->key))
                *search->path = (struct lsp_tree_path){.entry = below};
            look_at(search, below, below->value);
        }
    } else if (node->kind == AST_SEQUENCE) {
        for (uint32_t i = 0; i < node->sequence.count; i++)
            look_at(search, entry, node->sequence.items[i]);
    } else if (entry && !is_collection(node) && is_better(search, node)) {
        *search->path = (struct lsp_tree_path){.entry = entry, .value = node};
    }
}

void lsp_tree_path_find(struct lsp_tree_path *path,
                        const struct lsp_analysis *analysis, size_t offset)
{
    struct tree_search search = {analysis, offset, path, SIZE_MAX};

    *path = (struct lsp_tree_path){0};
    if (analysis->tree)
        look_at(&search, NULL, analysis->tree);
}
