/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the compiler makes of the text in an editor: the tree as far as there
 * is one, and the findings that `thothc check FILE` would report, by the same
 * stages and with the same configuration and comments.
 */
#ifndef COMPILER_LSP_ANALYSIS_H
#define COMPILER_LSP_ANALYSIS_H

#include "compiler/base/source_index.h"
#include "compiler/driver/check_settings.h"
#include "compiler/driver/front.h"
#include "compiler/lsp/document.h"

/* Zero bytes are a valid start; release in any case. */
struct lsp_analysis {
    const struct lsp_document *document;
    struct arena arena;
    struct ir_session session;
    struct front front;
    struct lint_session *lint;
    struct check_settings settings;
    struct source_index index;
    struct diagnostic_list findings;
    struct ast_node *tree; /* also of a text with errors, if it can be read */
};

/* Unwinds when memory is short. */
void lsp_analyse(struct lsp_analysis *analysis,
                 const struct lsp_document *document);
void lsp_analysis_release(struct lsp_analysis *analysis);

/* Is it the file that names the rules of a folder? */
bool lsp_is_metadata(const struct lsp_document *document);

#endif
