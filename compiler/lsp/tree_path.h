/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What of a document's tree stands at a place.
 */
#ifndef COMPILER_LSP_TREE_PATH_H
#define COMPILER_LSP_TREE_PATH_H

#include "compiler/check/field.h"
#include "compiler/lsp/analysis.h"

struct lsp_tree_path {
    const struct ast_entry *entry; /* the inmost one around the place */
    const struct ast_node *value;  /* the scalar there; NULL: it is the key */
};

/* Finds nothing (NULL) where there is no tree or no entry. */
void lsp_tree_path_find(struct lsp_tree_path *path,
                        const struct lsp_analysis *analysis, size_t offset);

#endif
