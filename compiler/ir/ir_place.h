/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where in a unit an operation may stand. The checks are those that a bundle
 * meets again when it is opened (runtime/bundle_verify_shape.c); here they know
 * the place in the text.
 */
#ifndef COMPILER_IR_IR_PLACE_H
#define COMPILER_IR_IR_PLACE_H

#include "grammar/prescription.h"
#include "runtime/ir_table.h"

#include <stdbool.h>
#include <stdint.h>

enum ir_unit_part { IR_UNIT_WHEN, IR_UNIT_MATCH, IR_UNIT_RUN, IR_UNIT_PARTS };

/* The part of a unit that is being read, and what was met in it. */
struct ir_place {
    enum unit_type type;
    enum ir_unit_part part;
    bool package;     /* a match: there is a package version at hand */
    bool later;       /* a match: it is the part behind `state` */
    unsigned found;   /* how many `resolved` and `from` are around */
    unsigned numbers; /* how many numbers are around */
    uint32_t effects; /* a run: a set of IR_EFFECT */
    bool looks_at_state;
    bool names_package; /* effects name the package of the instance */
};

/* Begins a part of a unit of place->type. */
void ir_place_start(struct ir_place *place, enum ir_unit_part part);

/* Enters a node: what should stand in its place, NULL if it fits. `letter` is
 * that of the operand (grammar/ir_ops.def) it is, at depth 1 that of a root. */
const char *ir_place_enter(struct ir_place *place, enum ir_op op, char letter,
                           unsigned depth);

/* The same for the immediate of the node. */
const char *ir_place_immediate(enum ir_op op, uint32_t immediate);

/* At the end of a run: what is missing, or NULL. */
const char *ir_place_missing(const struct ir_place *place);

#endif
