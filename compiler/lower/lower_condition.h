/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Conditions of any form (version v2 of the language): `when` of
 * should_include and of matches, and those that choose between numbers.
 */
#ifndef COMPILER_LOWER_LOWER_CONDITION_H
#define COMPILER_LOWER_LOWER_CONDITION_H

#include "compiler/lower/lower_package.h"

/* The predicate that a condition becomes, in lowering->writer. `rule` says how
 * the version at hand is asked for. */
uint32_t lower_condition(struct lowering *lowering,
                         const struct ast_node *condition,
                         enum version_rule rule);

#endif
