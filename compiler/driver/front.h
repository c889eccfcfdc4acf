/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The front half of the compiler for one file: text to tree, checked, lowered.
 * Each worker thread has a front of its own; what they share is the session.
 */
#ifndef COMPILER_DRIVER_FRONT_H
#define COMPILER_DRIVER_FRONT_H

#include "compiler/base/diagnostic.h"
#include "compiler/lint/lint.h"
#include "compiler/lower/lower.h"
#include "compiler/source/source_set.h"
#include "compiler/yaml/yaml_read.h"

/* The tree of a file's text, not checked: of the match/run language if its name
 * ends in .rx, else of YAML. NULL when there were errors. `named_by` is what
 * names the rules around it, or NULL. */
struct ast_node *front_tree(struct thoth_text content, struct thoth_text name,
                            const struct source_metadata *named_by,
                            const struct yaml_limits *limits,
                            struct arena *arena,
                            struct diagnostic_list *diagnostics);

/* The comments of such a text. */
struct yaml_comment *front_comments(struct thoth_text content,
                                    struct thoth_text name,
                                    struct arena *arena);

struct front {
    struct arena scratch; /* of the file at hand */
    struct lowering lowering;
    struct yaml_limits limits;
    struct thoth_text name; /* of the file that texts are of, or empty */
    const struct source_metadata *named_by; /* what names its rules, or NULL */
    struct ast_node *tree; /* of the last text, NULL if it cannot be read, */
    struct ast_node *root; /* and the same, NULL if it had errors */
    struct lint_session *lint; /* NULL: files are not linted */
};

/* A front of all zero bytes but for limits and lowering.session is valid; the
 * session for lint is not the front's. */
void front_release(struct front *front);

/* The checked tree of a text; NULL when there were errors. It lives until the
 * next text. Unwinds when memory is short. */
struct ast_node *front_read(struct front *front, struct thoth_text content,
                            struct diagnostic_list *diagnostics);

/* Compiles one text; its units' words go to `arena`. Empty when there were
 * errors, which are in `diagnostics`. Unwinds when memory is short. */
struct ir_object front_compile(struct front *front, struct thoth_text content,
                               struct arena *arena,
                               struct diagnostic_list *diagnostics);

/* Checks offer fixes as edits of YAML: writes those of findings from `first` on
 * as edits of the text, or takes them out. New texts are in `arena`. */
void front_settle_fixes(const struct front *front, struct thoth_text content,
                        struct diagnostic *first, struct arena *arena);

/* Only the checks: true when there was no error. */
bool front_check(struct front *front, struct thoth_text content,
                 struct diagnostic_list *diagnostics);

#endif
