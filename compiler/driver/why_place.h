/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the fields of a unit stand in its file. Bundles know only where units
 * begin, so the file is read again. A field that occurs several times has
 * places only if the compiled unit has as many predicates for it, as the places
 * are given out in order; where in doubt there is none.
 */
#ifndef COMPILER_DRIVER_WHY_PLACE_H
#define COMPILER_DRIVER_WHY_PLACE_H

#include "compiler/ast/ast.h"
#include "compiler/base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum why_part { WHY_CONDITION, WHY_MATCH, WHY_PARTS };

struct why_places {
    const struct ast_node *parts[WHY_PARTS]; /* values, or NULL */
    const struct ast_node *match;            /* the whole `match`, or NULL */
    struct arena *arena;
};

/* Finds the unit that begins at a line and column of a file's text; the path
 * tells its language. False if there is none: the file has changed. The tree
 * lives in `arena`, as do what is reported of the text and what the functions
 * below make. */
bool why_places_find(struct why_places *places, struct thoth_text content,
                     struct thoth_text path, uint32_t line, uint32_t column,
                     struct arena *arena);

/* Makes the entry of a list `match` the part WHY_MATCH; a mapping is the only
 * entry. */
void why_places_entry(struct why_places *places, uint32_t number);

/* The same for an instance of a step.Group, each of whose entries has one for
 * each of its packages: that package, then the others in order. */
void why_places_member(struct why_places *places, uint32_t number);

/* The place of occurrence `number` out of `count` of a key, in order, or 0. */
uint32_t why_place_line(const struct why_places *places, uint32_t part,
                        const char *key, uint32_t number, uint32_t count,
                        uint32_t *column);

/* Whether a part has a condition, whose predicates a match may have dealt out
 * to both of its expressions: keys that are in both then have no order to be
 * found by. */
bool why_places_mixed(const struct why_places *places, uint32_t part);

#endif
