/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Places inside scalars: the tree knows where a scalar stands, a finding
 * concerns a clause or a word of it. The value is followed through the source
 * text, whatever the scalar's style; where that fails, for escapes that are not
 * followed, the whole scalar is the place.
 */
#ifndef COMPILER_LINT_PLACE_H
#define COMPILER_LINT_PLACE_H

#include "compiler/ast/ast.h"
#include "compiler/base/source_index.h"

/* Starts with the content and memory given, the rest all zero. Findings come
 * mostly in order, so lines are counted on from the last one asked for. */
struct place_finder {
    struct thoth_text content;
    struct arena *scratch;
    uint32_t line; /* 0: nothing is known yet */
    size_t offset; /* of the line */
    uint32_t jumps;
    struct source_index index; /* where lines may end otherwise than in LF, or
                                  too many places were not in order */
};

/*
 * Where `part`, a stretch of scalar->text without white space around it,
 * stands. `*exact`, if not NULL, says whether that was found; else the span is
 * the scalar's.
 */
struct span place_part(struct place_finder *finder,
                       const struct ast_node *scalar, struct thoth_text part,
                       bool *exact);

/* Where the merge key of a mapping stands, the first of several; the mapping's
 * own span when it is not found. */
struct span place_merge_key(struct place_finder *finder,
                            const struct ast_node *mapping);

/* The source text of a span, empty if there is none. */
struct thoth_text place_source(struct place_finder *finder, struct span span);

/* What the text's lines end in, going by the first: LF, CR LF or CR. */
const char *place_line_break(const struct place_finder *finder);

#endif
