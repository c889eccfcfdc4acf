/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A plain evaluation of shapes over a random world, written from
 * grammar/ir_ops.def alone: it shares no code with the interpreter, the
 * compiler or the primitives of native code.
 */
#ifndef TESTS_COMPILER_EMIT_PLAIN_SHAPE_H
#define TESTS_COMPILER_EMIT_PLAIN_SHAPE_H

#include "tests/compiler/emit/random_world.h"

/* The value of node `at` for package version `it`. */
int world_holds(const struct random_world *world, const uint32_t *code,
                uint32_t at, uint32_t it);

/* The first score of a RUN shape for package version `it`: where its number
 * stands, and its value. False if it has none. */
struct world_score {
    uint32_t node;
    double value;
};
bool world_score(const struct random_world *world,
                 const struct bundle_shape *shape, const uint32_t *code,
                 uint32_t it, struct world_score *score);

#endif
