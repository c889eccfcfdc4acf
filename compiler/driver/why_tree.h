/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A condition or match as a tree of lines, each with what it came to: "yes",
 * "no", "fail", or "-" for what was not reached because the answer was known
 * before. Constants are shown, and what was found in their place.
 */
#ifndef COMPILER_DRIVER_WHY_TREE_H
#define COMPILER_DRIVER_WHY_TREE_H

#include "compiler/driver/unit_probe.h"
#include "compiler/driver/why_place.h"

#include <stdio.h>

struct why_tree {
    FILE *stream; /* NULL: nothing is printed */
    const struct unit_probe *probe;
    const struct native_frame *frame; /* the probe's request or stack */
    const uint32_t *code;             /* of the shape */
    const uint32_t *row;
    struct why_places *places; /* of fields of the unit; NULL: not known */
    uint32_t part;             /* enum why_part of the places */
    unsigned indent;           /* of the root */
    uint32_t roots[2];         /* of the expressions at hand, set below */
    unsigned root_count;
};

/* Prints the nodes below and including `node`, for a package version `it` or
 * NATIVE_NONE, and returns its value, put together from those of the nodes as
 * they are marked: 1, 0 or a negative enum native_failure. */
int why_tree_print(struct why_tree *tree, uint32_t node, uint32_t it);

/* The same of both parts of a match. */
int why_match_print(struct why_tree *tree, uint32_t shape, uint32_t it);

/* Prints what a node asks for, on no line of its own. */
void why_ask_print(const struct why_tree *tree, uint32_t node);

/* Prints a line for a node that was not reached, and those below. */
void why_tree_skip(struct why_tree *tree, uint32_t node);

#endif
