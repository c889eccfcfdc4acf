/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Matches: each entry of `match` as an instance, a package name and a predicate
 * over a package version of that name and the partly resolved stack.
 */
#ifndef COMPILER_LOWER_LOWER_MATCH_H
#define COMPILER_LOWER_LOWER_MATCH_H

#include "compiler/lower/lower.h"
#include "grammar/prescription.h"

/* Writes the instances of the unit that was begun in lowering->object. False
 * when an instance exceeds the limits of a bundle. */
bool lower_match(struct lowering *lowering, enum unit_type type,
                 const struct ast_node *match);

/* The package name of a unit with exactly one instance, else STR_NONE. */
str_id lower_subject(struct lowering *lowering, enum unit_type type,
                     const struct ast_node *match);

#endif
