/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One of two rule sets that are compared: its units by full name, and what is
 * needed to look into them.
 */
#ifndef COMPILER_DRIVER_DIFF_SIDE_H
#define COMPILER_DRIVER_DIFF_SIDE_H

#include "compiler/base/arena.h"
#include "compiler/driver/rule_input.h"
#include "compiler/driver/unit_probe.h"

#include <jansson.h>

/* Units of one full name and kind are told apart by their order. */
struct diff_unit {
    struct thoth_text name;
    enum thoth_kind kind;
    uint32_t unit;
    uint32_t place; /* among those of the name and kind, from 0 */
};

struct diff_side {
    struct rule_input input;
    const struct thoth_bundle *bundle;
    struct unit_probe probe;
    struct diff_unit *units; /* sorted by name, kind, place */
    uint32_t count;
    struct arena arena;
};

/* Opens the rules of a path; EXIT_DONE, or another status after a message.
 * Must not move from then on. Release in any case. */
int diff_side_open(struct diff_side *side, char *path);
void diff_side_release(struct diff_side *side);

/* The order of two units, 0 for the same one on both sides. */
int diff_unit_order(const struct diff_unit *left,
                    const struct diff_unit *right);

/* A unit as an object: its type, name and place. */
json_t *diff_unit_describe(const struct diff_side *side, uint32_t unit);

/* jansson's values, unwinding when memory is short. */
json_t *diff_json(json_t *value);
json_t *diff_json_text(struct thoth_text text);

#endif
