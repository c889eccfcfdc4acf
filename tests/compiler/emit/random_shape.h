/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shapes made by hand or at random, as they would lie in a bundle: every
 * predicate operation, deep and wide expressions. Equal seeds give equal
 * shapes. Memory that runs short ends the test program.
 */
#ifndef TESTS_COMPILER_EMIT_RANDOM_SHAPE_H
#define TESTS_COMPILER_EMIT_RANDOM_SHAPE_H

#include "runtime/bundle.h"

#include <stdint.h>

/* A generator of numbers; any seed but 0. */
struct dice {
    uint64_t state;
};
uint32_t dice_below(struct dice *dice, uint32_t limit);

/* Shapes and their code; zero bytes are none. */
struct shape_set {
    struct bundle_shape *shapes;
    uint32_t count;
    uint32_t *code;
    uint32_t words;
    uint8_t build_id[16];
    struct bundle_header header; /* of shape_set_bundle */
};
void shape_set_release(struct shape_set *set);

/* A bundle of nothing but the shapes; valid until the set changes. */
struct thoth_bundle shape_set_bundle(struct shape_set *set);

/* Writes one shape. Columns are collected first to last; nodes count from 0. */
struct shape_builder {
    uint32_t types[BUNDLE_MOST_COLUMNS], columns;
    uint32_t nodes[65536], words;
    uint8_t heights[65536]; /* of the expression at a node's head */
};
uint32_t build_column(struct shape_builder *builder, unsigned type);
uint32_t build_node(struct shape_builder *builder, unsigned op,
                    uint32_t immediate, const uint32_t *operands,
                    uint32_t count);
/* Adds the shape and starts the builder anew. `state` may be BUNDLE_NONE. */
void build_shape(struct shape_builder *builder, struct shape_set *set,
                 uint32_t kind, uint32_t root, uint32_t state);

/* Adds a random shape of about `size` operations. */
void random_shape(struct dice *dice, struct shape_set *set, uint32_t kind,
                  uint32_t size);

#endif
