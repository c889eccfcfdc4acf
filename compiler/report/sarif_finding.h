/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings on their way to SARIF, and how they become results. GitHub takes
 * 25,000 results of a run, shows 5,000, and takes 1,000 places of a result
 * ("SARIF support for code scanning"). So where there are more findings than
 * are shown, like ones become one result with many places; as few as possible
 * are thrown together.
 */
#ifndef COMPILER_REPORT_SARIF_FINDING_H
#define COMPILER_REPORT_SARIF_FINDING_H

#include "compiler/base/diagnostic.h"

#include <stdint.h>

enum {
    SARIF_MOST_RESULTS = 5000, /* shown */
    SARIF_MOST_PLACES = 1000,  /* of a result */
};

/* A reference to a finding, which stays where it is. */
struct sarif_finding {
    struct thoth_text path; /* as shown */
    struct thoth_text uri;  /* the same as a reference */
    const struct diagnostic *diagnostic;
    uint32_t number;     /* in the order of the report */
    uint32_t occurrence; /* among equal ones, from 1 */
    uint64_t fingerprint;
};

/* Findings that become one result are alike in... */
enum sarif_grouping {
    SARIF_EACH,         /* each is a result */
    SARIF_SAME_MESSAGE, /* code, file and message */
    SARIF_SAME_FILE,    /* code and file */
    SARIF_SAME_CODE,    /* the code */
};

/* Computes fingerprints and occurrences, chooses the finest grouping that
 * GitHub shows, the coarsest if there is none, and sorts: like findings stand
 * side by side, in the order of the report. */
enum sarif_grouping sarif_finding_group(struct sarif_finding *findings,
                                        uint32_t count);

/* How many findings from `first` on become one result, at least 1. */
uint32_t sarif_finding_run(enum sarif_grouping grouping,
                           const struct sarif_finding *first, uint32_t count);

#endif
