/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comparisons of numbers in words: as they are written, and what the two sides
 * came to.
 */
#ifndef COMPILER_DRIVER_WHY_NUMBER_H
#define COMPILER_DRIVER_WHY_NUMBER_H

#include "compiler/driver/why_tree.h"

/* LEFT < RIGHT, and behind it, if it was `reached`, the two numbers for a
 * package version `it`. */
void why_comparison_print(const struct why_tree *tree, const uint32_t *node,
                          uint32_t it, bool reached);

#endif
