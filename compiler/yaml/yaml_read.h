/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The YAML front end: one file's text to a located syntax tree, with the same
 * values that PyYAML's full loader over libyaml gives the reference. libyaml
 * does the syntax; composing, tags, merge keys and limits are ours.
 */
#ifndef COMPILER_YAML_YAML_READ_H
#define COMPILER_YAML_YAML_READ_H

#include "compiler/ast/ast.h"
#include "compiler/base/arena.h"
#include "compiler/base/diagnostic.h"

#include <stdint.h>

/* What one file may use. Each limit has a diagnostic of its own. */
struct yaml_limits {
    uint32_t nesting; /* collections within each other; at least 1 */
    uint32_t nodes;   /* all nodes, an alias counted as what it stands for */
    uint32_t scalar;  /* bytes of one scalar */
};

#define YAML_LIMITS_DEFAULT                                                    \
    ((struct yaml_limits){.nesting = 64, .nodes = 1000000, .scalar = 1 << 20})

/*
 * Reads one document. Returns its root, in `scratch`, or NULL when anything was
 * an error; an empty text is a null. All mistakes that can be found are
 * reported, in no order of places; one in the syntax ends the file. The text
 * may go once the function returns. Nodes reached through an alias are shared,
 * and AST_RECURSION stands where an alias leads back to a collection around it;
 * so the tree has no cycle but through `target`.
 *
 * Unwinds when memory is short, leaving nothing behind but arena memory.
 * Threads may read different files at once, with arenas and lists of their own.
 */
struct ast_node *yaml_read(struct thoth_text content, struct arena *scratch,
                           const struct yaml_limits *limits,
                           struct diagnostic_list *diagnostics);

#endif
