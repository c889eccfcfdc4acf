/* SPDX-License-Identifier: Apache-2.0 */
/*
 * C expressions: the predicates that a plan leaves in place, and calls of those
 * it made functions. An expression whose predicate is `sure` is 0 or 1 and may
 * stand in a C condition; any other is 1, 0 or negative.
 */
#ifndef COMPILER_EMIT_C_EXPRESSION_H
#define COMPILER_EMIT_C_EXPRESSION_H

#include "compiler/emit/c_plan.h"

#include <stdio.h>

/* Where an expression goes, and the names it may use. */
struct c_scope {
    FILE *out;
    const struct c_plan *plan;
    uint32_t number; /* of the shape */
    bool packages;   /* its functions take a package version */
};

/* The function's own package version; others count from 1. */
#define C_IT 0u

/* Writes node `at` as seen by package version `it`, or its negation; a failure
 * is its own negation. */
void c_expression_write(const struct c_scope *scope, uint32_t at, uint32_t it,
                        bool negated);

/* The name of a package version's variable. */
void c_package_write(const struct c_scope *scope, uint32_t it);

/* A call of the function of a part. */
void c_part_write(const struct c_scope *scope, uint32_t at, uint32_t it);

#endif
