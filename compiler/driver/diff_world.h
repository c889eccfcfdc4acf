/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A stack that is tried, as one side sees it, and as an event of a case.
 */
#ifndef COMPILER_DRIVER_DIFF_WORLD_H
#define COMPILER_DRIVER_DIFF_WORLD_H

#include "compiler/driver/diff_stack.h"

struct diff_world {
    struct diff_side *side;
    uint32_t unit;
};

/* Adds what the matches of the unit name that are about the package at hand. */
void diff_world_collect(const struct diff_world *world,
                        struct diff_stack *stack);

/* Does an instance of the unit match: 1, 0, or -1 if it fails? */
int diff_world_ask(const struct diff_world *world,
                   const struct diff_stack *stack,
                   const struct diff_try *chosen);

/* A package of the stack as a case has it; the caller's reference. */
json_t *diff_world_package(const struct diff_stack *stack,
                           const struct diff_try *chosen, unsigned number);

/* The witness: a request and the event for the unit's kind. */
json_t *diff_world_case(const struct diff_world *world,
                        const struct diff_stack *stack,
                        const struct diff_try *chosen, const char *difference,
                        const json_t *builder);

#endif
