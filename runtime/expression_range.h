/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bounds of numeric expressions, by interval arithmetic: whatever a request, a
 * package version and a state are, the number lies between them. Used to say
 * what a score may become, and to bound scores that are not known yet.
 */
#ifndef RUNTIME_EXPRESSION_RANGE_H
#define RUNTIME_EXPRESSION_RANGE_H

#include "runtime/bundle.h"
#include "runtime/ir_table.h"

/* Both ends are possible bounds, not necessarily reached. */
struct expression_range {
    double low, high;
};

/* What is known of facts: `range` of one of the operations without operands, as
 * narrow as may be. */
struct expression_facts {
    struct expression_range (*range)(const void *user, enum ir_op op);
    const void *user;
};

/* What holds of every fact of every package version and state. */
extern const struct expression_range EXPRESSION_ANY_FACT;

/* An expression as it lies in a shape, or in one being written. `constant`
 * gives the number in a column. */
struct expression {
    const uint32_t *code; /* offsets of nodes count from here */
    double (*constant)(const void *user, uint32_t column);
    const void *user;
    const struct expression_facts *facts; /* NULL: nothing is known */
};

/* The range of the number at a node; -INFINITY and INFINITY where nothing is
 * known, never NaN. Finite whenever the constants are and no product or sum
 * exceeds what a double holds. Recursion is bounded by the nesting. */
struct expression_range expression_range(const struct expression *expression,
                                         uint32_t node);

/* The range of a unit's score as it is added, clamped to [-1, 1]; 0 to 0 for a
 * unit without one. A score that is no finite number, which ends the step, is
 * not in it. `facts` NULL: nothing is known. */
struct expression_range
expression_score_range(const struct thoth_bundle *bundle, uint32_t unit,
                       const struct expression_facts *facts);

#endif
