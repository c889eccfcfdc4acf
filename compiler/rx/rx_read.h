/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The front end of the match/run language (docs/language.md): the text of a
 * file to the located tree that YAML of the same meaning has, and the
 * expressions that YAML files hold as texts. flex and bison do the syntax;
 * names, templates and limits are ours.
 */
#ifndef COMPILER_RX_RX_READ_H
#define COMPILER_RX_RX_READ_H

#include "compiler/ast/ast.h"
#include "compiler/base/arena.h"
#include "compiler/base/diagnostic.h"
#include "compiler/rx/rx_reader.h"
#include "compiler/source/source_set.h"

struct rx_options {
    struct rx_limits limits;
    /* What names the rules around the file, with which a `namespace` must
     * agree; NULL, or without a name: any will do. */
    const struct source_metadata *named_by;
};

#define RX_LIMITS_DEFAULT                                                      \
    ((struct rx_limits){.nesting = 64, .nodes = 4000000, .scalar = 1 << 20})

/*
 * Reads a file in UTF-8. Returns its root, in `scratch`, or NULL when anything
 * was an error. All mistakes that can be found are reported, in no order of
 * places: after one in the syntax reading goes on with the next clause or unit.
 * Keys have the places of the words they stand for. Nodes may be shared, as by
 * aliases in YAML; there is no cycle. The text may go once the function
 * returns.
 *
 * Unwinds when memory is short, leaving nothing behind but arena memory.
 * Threads may read different files at once, with arenas and lists of their own.
 */
struct ast_node *rx_read(struct thoth_text content,
                         const struct rx_options *options,
                         struct arena *scratch,
                         struct diagnostic_list *diagnostics);

/*
 * The same for an expression by itself, the text of a string of YAML: of
 * `should_include.when`, of `match.when`, of `run.score`. Places are within the
 * string if it stands on one line, without escapes, else they are the string's.
 */
struct ast_node *rx_read_condition(const struct ast_node *string,
                                   const struct rx_limits *limits,
                                   struct arena *scratch,
                                   struct diagnostic_list *diagnostics);
struct ast_node *rx_read_match_condition(const struct ast_node *string,
                                         const struct rx_limits *limits,
                                         struct arena *scratch,
                                         struct diagnostic_list *diagnostics);
struct ast_node *rx_read_number(const struct ast_node *string,
                                const struct rx_limits *limits,
                                struct arena *scratch,
                                struct diagnostic_list *diagnostics);

#endif
