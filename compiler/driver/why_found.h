/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A predicate without operands that are predicates, in words: the field that it
 * is written as, what it asks for and what was found instead.
 */
#ifndef COMPILER_DRIVER_WHY_FOUND_H
#define COMPILER_DRIVER_WHY_FOUND_H

#include "compiler/driver/why_tree.h"

/* The key of a rule file that a node was written as, or NULL. */
const char *why_field_key(const uint32_t *node);

/* Prints the words for a node; `value` is what it came to. For one that was not
 * reached, `reached` false, only what it asks for. */
void why_found_print(const struct why_tree *tree, const uint32_t *node,
                     uint32_t it, bool reached, int value);

/* NAME VERSION of a package version. */
void why_package_print(FILE *stream, const struct thoth_catalog *catalog,
                       uint32_t package);

#endif
