/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The order of a baseline's entries, in the file and in memory.
 */
#ifndef COMPILER_REPORT_BASELINE_ORDER_H
#define COMPILER_REPORT_BASELINE_ORDER_H

#include "compiler/report/baseline.h"

/* By file, code, unit and message, each by bytes; 0 for the same finding. */
int baseline_order(const struct baseline_entry *left,
                   const struct baseline_entry *right);

#endif
