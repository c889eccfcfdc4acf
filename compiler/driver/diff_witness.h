/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A case for which two units differ, found by trying small sets of candidates
 * with the engine.
 */
#ifndef COMPILER_DRIVER_DIFF_WITNESS_H
#define COMPILER_DRIVER_DIFF_WITNESS_H

#include "compiler/driver/diff_side.h"

struct diff_pair {
    struct diff_side *left, *right;
    uint32_t left_unit, right_unit;
    unsigned parts; /* enum diff_part: where they differ */
};

/* {"difference": what differs, "case": a case of docs/cases.md}, or NULL when
 * no witness was found. Unwinds when memory is short. */
json_t *diff_witness_find(const struct diff_pair *pair);

#endif
