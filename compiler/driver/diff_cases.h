/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Recorded cases under two rule sets.
 */
#ifndef COMPILER_DRIVER_DIFF_CASES_H
#define COMPILER_DRIVER_DIFF_CASES_H

#include "compiler/driver/diff_side.h"

#include <stdio.h>

/* Evaluates the cases of a stream (docs/cases.md) under both rule sets and adds
 * to `changed` {"id", "at", "before", "after"} for each with another outcome:
 * `at` is the place of the first difference in the answers, such as
 * "events[2].outcome". Cases with rules of their own are left out, as neither
 * rule set counts for them. Returns how many were compared, or -1 after a
 * message: the stream cannot be read. Unwinds when memory is short. */
long diff_cases_compare(const struct diff_side *left,
                        const struct diff_side *right, FILE *stream,
                        json_t *changed);

#endif
