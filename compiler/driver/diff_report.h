/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The differences of two rule sets as one object, and as text:
 *   {"added": [UNIT...], "removed": [UNIT...],
 *    "changed": [{"before": UNIT, "after": UNIT, "parts": [PART...],
 *                 "lines": [LINE...], "witness": {...}, null or absent}...],
 *    "cases": {"compared": N, "changed": [...]}}
 * UNIT as diff_unit_describe makes it, witnesses as diff_witness_find; a
 * witness that was not looked for is absent, one that was not found null.
 */
#ifndef COMPILER_DRIVER_DIFF_REPORT_H
#define COMPILER_DRIVER_DIFF_REPORT_H

#include "compiler/driver/diff_side.h"

#include <stdio.h>

/* Compares the units. Witnesses are looked for in the first `witnesses` units
 * that changed. Unwinds when memory is short. */
json_t *diff_report_make(struct diff_side *left, struct diff_side *right,
                         uint64_t witnesses);

/* Does it say that there is a difference? */
bool diff_report_differs(const json_t *report);

/* Prints it for people. */
void diff_report_print(FILE *stream, const json_t *report);

#endif
