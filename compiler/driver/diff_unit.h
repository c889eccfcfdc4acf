/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether two units mean the same, and in which parts they do not: their
 * expressions are compared node by node, without places, files and spellings.
 */
#ifndef COMPILER_DRIVER_DIFF_UNIT_H
#define COMPILER_DRIVER_DIFF_UNIT_H

#include "compiler/driver/diff_side.h"

enum diff_part {
    DIFF_TYPE = 1,
    DIFF_NEEDS = 2,
    DIFF_WHEN = 4,
    DIFF_MATCH = 8,
    DIFF_RUN = 16,
};

/* A set of enum diff_part; 0: the same meaning. */
unsigned diff_unit_parts(const struct diff_side *left, uint32_t left_unit,
                         const struct diff_side *right, uint32_t right_unit);

/* The lines of the units' text that only one of them has, with "- " or "+ " in
 * front, as a list. */
json_t *diff_unit_lines(const struct diff_side *left, uint32_t left_unit,
                        const struct diff_side *right, uint32_t right_unit);

#endif
