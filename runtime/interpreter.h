/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The reference engine: evaluates the code of a shape as it lies in a verified
 * bundle. What it answers is by definition right; other engines must agree.
 * Depth of recursion is bounded by BUNDLE_MOST_NESTING, nothing is allocated.
 */
#ifndef RUNTIME_INTERPRETER_H
#define RUNTIME_INTERPRETER_H

#include "runtime/bundle.h"

/* The predicate whose head is `node` words behind a shape's code, for a package
 * version `it`. 1, 0 or a negative enum native_failure. */
int interpreter_predicate(const struct native_frame *frame,
                          const uint32_t *code, uint32_t node,
                          const uint32_t *row, uint32_t it);

/* The numeric expression there. */
double interpreter_number(const struct native_frame *frame,
                          const uint32_t *code, uint32_t node,
                          const uint32_t *row, uint32_t it);

#endif
