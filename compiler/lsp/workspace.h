/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the rules of the editor's folders define: units by full name, and the
 * names of packages that they speak of. Compiled when it is first asked for,
 * through the cache of builds, and again after a file was saved.
 */
#ifndef COMPILER_LSP_WORKSPACE_H
#define COMPILER_LSP_WORKSPACE_H

#include "compiler/base/arena.h"
#include "grammar/prescription.h"

#include <stdbool.h>

struct lsp_unit {
    struct thoth_text name; /* with its namespace */
    enum unit_section kind;
    struct thoth_text path;
    uint32_t line, column;
};

struct lsp_workspace {
    char **folders; /* paths */
    size_t folder_count;
    bool known; /* what is below is up to date */
    struct arena arena;
    struct lsp_unit *units;
    uint32_t unit_count;
    struct thoth_text *packages; /* sorted, each once */
    uint32_t package_count;
};

/* Zero bytes are a workspace without folders. They unwind when memory is
 * short. */
void lsp_workspace_add(struct lsp_workspace *workspace, const char *folder);
void lsp_workspace_update(struct lsp_workspace *workspace);
void lsp_workspace_release(struct lsp_workspace *workspace);

#endif
