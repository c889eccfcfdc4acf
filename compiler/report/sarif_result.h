/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The parts of a SARIF run: rules and results, each written as one line.
 */
#ifndef COMPILER_REPORT_SARIF_RESULT_H
#define COMPILER_REPORT_SARIF_RESULT_H

#include "compiler/base/arena.h"
#include "compiler/report/sarif_finding.h"

#include <stdio.h>

/* A reportingDescriptor (SARIF 3.49) out of the table of diagnostics. */
void sarif_rule_write(FILE *stream, struct arena *arena,
                      enum diagnostic_code code);

/* A result (SARIF 3.27) of `count` like findings, which is the rule's with the
 * given index. The arena is for passing needs. Both functions unwind when
 * memory is short. */
void sarif_result_write(FILE *stream, struct arena *arena,
                        enum sarif_grouping grouping,
                        const struct sarif_finding *findings, uint32_t count,
                        uint32_t rule);

#endif
