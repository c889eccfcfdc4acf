/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The lint stage: what is wrong with a file that the schema accepts. Each
 * check rests on what the reference does with the rule (docs/semantics.md),
 * looks at one file only, and reports only what is surely not meant.
 */
#ifndef COMPILER_LINT_LINT_H
#define COMPILER_LINT_LINT_H

#include "compiler/ast/ast.h"
#include "compiler/base/diagnostic.h"

/* What files share: the answers on specifier sets, by their text. */
struct lint_session;

/* Unwinds when memory is short, as lint_file does. */
struct lint_session *lint_session_create(void);
void lint_session_release(struct lint_session *session);

/*
 * Looks at the tree of one file, in which check_file found no error, and
 * reports to `list`, sorted by place, after what was there before. `content` is
 * the text the tree was read from, for places within scalars; `scratch` is
 * memory that may be given back afterwards. Nothing is allocated where nothing
 * is found, but what a session remembers. Threads may share a session.
 */
void lint_file(struct lint_session *session, const struct ast_node *root,
               struct thoth_text content, struct arena *scratch,
               struct diagnostic_list *list);

#endif
