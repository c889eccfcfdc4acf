/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The C functions of one shape: when_N for its condition; match_N and state_N
 * for its two parts; score_N for the number of its first score; part_N_AT for
 * predicates inside of them that need a function of their own. Before each
 * stands a comment with the predicate in the IR's text form.
 *
 * What is written decides exactly as the interpreter does: left to right, a
 * failure (negative) ends and is the result. Nothing but operations, numbers
 * and punctuation is written, no text of any rule.
 */
#ifndef COMPILER_EMIT_C_PREDICATE_H
#define COMPILER_EMIT_C_PREDICATE_H

#include "compiler/emit/c_plan.h"

#include <stdio.h>

/* `linkage` goes before each function that a table refers to: "static ", or ""
 * when the table stands in another file. Errors stay in the stream. Unwinds
 * when memory is short. */
void c_shape_write(FILE *out, const struct c_shape *shape, const char *linkage);

/* What functions a shape has. */
enum c_stage {
    C_STAGE_WHEN,
    C_STAGE_MATCH,
    C_STAGE_STATE,
    C_STAGE_SCORE,
    C_STAGE_COUNT
};
extern const char *const c_stage_names[C_STAGE_COUNT]; /* as in the code */

bool c_shape_has(const struct c_shape *shape, enum c_stage stage);

#endif
