/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Package versions and stacks to try in a search for a witness: the package of
 * an instance and those that its match wants resolved, in versions on both
 * sides of what specifier sets tell apart, from indexes that are named.
 */
#ifndef COMPILER_DRIVER_DIFF_STACK_H
#define COMPILER_DRIVER_DIFF_STACK_H

#include "compiler/driver/diff_candidate.h"
#include "compiler/driver/diff_side.h"

#define DIFF_MOST_PACKAGES 8

struct diff_package {
    struct thoth_text name;
    struct diff_texts specifiers, versions, indexes;
    bool develop; /* somebody asks for it */
};

struct diff_stack {
    struct diff_package packages[DIFF_MOST_PACKAGES]; /* [0]: at hand */
    unsigned count;
    bool dependents; /* somebody asks for them */
};

/* One of the packages in one version, or none of it. */
struct diff_choice {
    bool absent;
    struct thoth_text version, index;
    bool develop;
};

/* A stack: choices for all packages, and which of them depend on the first. */
struct diff_try {
    struct diff_choice choices[DIFF_MOST_PACKAGES];
    unsigned count;
    unsigned dependents; /* a set of bits by package */
};

/* Starts with the package that is at hand. */
void diff_stack_start(struct diff_stack *stack, struct thoth_text name);

/* Adds what the match of a member names. */
void diff_stack_collect(struct diff_stack *stack, const struct diff_side *side,
                        uint32_t member);

/* Once all is collected: how many stacks there are, and one of them. */
uint64_t diff_stack_count(struct diff_stack *stack, struct arena *arena);
void diff_stack_choose(const struct diff_stack *stack, uint64_t number,
                       struct diff_try *chosen);

#endif
