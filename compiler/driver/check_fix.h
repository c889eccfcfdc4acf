/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Applying fixes to the files of a check.
 */
#ifndef COMPILER_DRIVER_CHECK_FIX_H
#define COMPILER_DRIVER_CHECK_FIX_H

#include "compiler/base/arena.h"
#include "compiler/driver/front.h"

#include <stdbool.h>
#include <stdint.h>

struct check_run;

/* Work in progress. Zero bytes are a valid start. */
struct check_fix {
    struct check_run *run;
    struct front fronts[2];
    struct arena arena; /* of the file at hand, */
    uint32_t number;    /* and which one it is */
    uint32_t files, fixes;
    bool trouble;
};

/* Applies the fixes that the findings of a run offer and its settings allow, or
 * writes to standard output how files would change. Returns the exit status of
 * a command that did just this; messages go to standard error. Unwinds when
 * memory is short; release in any case. */
int check_fix(struct check_run *run);
void check_fix_release(struct check_fix *fix);

#endif
