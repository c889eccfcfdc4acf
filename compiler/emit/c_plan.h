/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How the predicates of one shape are laid out as C: which are expressions
 * written in place, which are sequences of statements, and which become a
 * function of their own, a `part`, so that no function grows beyond what
 * compilers handle well and reviewers read.
 */
#ifndef COMPILER_EMIT_C_PLAN_H
#define COMPILER_EMIT_C_PLAN_H

#include "runtime/bundle_format.h"

#include <stdbool.h>
#include <stdint.h>

/* A shape of a verified bundle, or one equal to it. */
struct c_shape {
    const struct bundle_shape *shape;
    const uint32_t *code; /* the shape's own words */
    uint32_t number;      /* names its functions */
};

enum c_form {
    C_FORM_UNKNOWN,    /* not the head of a predicate that is used */
    C_FORM_EXPRESSION, /* a C expression */
    C_FORM_SEQUENCE,   /* statements: and, resolved, dependents */
    C_FORM_CHOICE,     /* statements of a function of their own: or */
    C_FORM_NUMBER,     /* a C expression of type double */
};

struct c_node {
    uint8_t form;
    bool sure;       /* never negative, so C's own operators will do */
    bool part;       /* has a function */
    uint16_t weight; /* operations of an expression, else statements */
};

struct c_plan {
    const uint32_t *code;
    uint32_t from, words;
    struct c_node *nodes; /* by offset of the node's head */
};

/* Plans the predicates of a WHEN or MATCH shape, or the score of a RUN shape;
 * unwinds when memory is short (compiler/base/out_of_memory.h). The caller
 * releases the plan. */
struct c_plan c_plan_make(const struct c_shape *shape);

/* The offset of the first `score` of a RUN shape; false: there is none. */
bool c_shape_score(const struct c_shape *shape, uint32_t *score);
void c_plan_release(struct c_plan *plan);

/* The value of an operand word: offset of a node or number of a column. */
static inline uint32_t c_operand(const struct c_plan *plan, uint32_t node,
                                 uint32_t number)
{
    return BUNDLE_OPERAND_VALUE(plan->code[node + 1 + number]);
}

#endif
