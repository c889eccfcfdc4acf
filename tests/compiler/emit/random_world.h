/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Something for shapes to look at: package versions with dependents, a partly
 * resolved stack, a request, specifier sets and a row.
 */
#ifndef TESTS_COMPILER_EMIT_RANDOM_WORLD_H
#define TESTS_COMPILER_EMIT_RANDOM_WORLD_H

#include "tests/compiler/emit/random_shape.h"

#define WORLD_PACKAGES 12
#define WORLD_NAMES 6
#define WORLD_SLOTS 16
#define WORLD_SPECS 8
#define WORLD_SPEC_WORDS 8 /* each at a multiple of these */
#define WORLD_NUMBERS 8

struct random_world {
    struct native_frame frame; /* of the parts below */
    struct native_fact facts[WORLD_PACKAGES];
    struct native_dependents dependents_of[WORLD_PACKAGES];
    uint32_t dependents[WORLD_PACKAGES * WORLD_PACKAGES];
    struct native_slot slots[WORLD_SLOTS];
    uint32_t resolved[WORLD_NAMES];
    struct native_state state;
    struct native_request request;
    uint32_t specs[WORLD_SPECS * WORLD_SPEC_WORDS];
    double numbers[WORLD_NUMBERS];
    uint32_t row[BUNDLE_MOST_COLUMNS];
};

/* Points into itself: must not move. The library's calls answer by their
 * arguments, failures included. */
void random_world(struct dice *dice, struct random_world *world);

/* Fills the row with constants that fit the shape. */
void random_row(struct dice *dice, struct random_world *world,
                const struct bundle_shape *shape, const uint32_t *code);

/* What the library's calls answer in such a world, in both evaluations: mostly
 * yes, sometimes no, seldom a failure. */
int world_answer(uint32_t a, uint32_t b, uint32_t c, uint32_t d);

/* The number of a package version; small, so that products of many stay finite.
 */
double world_fact(uint32_t op, uint32_t package);

#endif
