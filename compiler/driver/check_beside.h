/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings about two files of which only the other one is reported. The later
 * unit of two has the finding, be it new or not: when the earlier one came with
 * a change, the finding is shown there.
 */
#ifndef COMPILER_DRIVER_CHECK_BESIDE_H
#define COMPILER_DRIVER_CHECK_BESIDE_H

#include "compiler/base/diagnostic.h"

#include <stdint.h>

struct check_run;

struct check_beside {
    struct diagnostic *finding;
    const struct diagnostic_place *place; /* of the finding, in a file */
    uint32_t file;                        /* that is reported; */
    uint32_t owner;                       /* the finding's is not */
    struct check_beside *next;
};

/* Takes note of a finding of file `owner`, if that file is not reported and
 * `file`, where one of its places is, will be. */
void check_beside_note(struct check_run *run, uint32_t owner,
                       struct diagnostic *finding,
                       const struct diagnostic_place *place, uint32_t file);

/* Moves what was noted to the files that are reported. `owner` has the findings
 * left that nothing hides; to be called before they are dropped. */
void check_beside_take(struct check_run *run, uint32_t owner);

/* Adds what was moved to the lists, when all files are settled: what hides a
 * finding stands in the file that has it. */
void check_beside_finish(struct check_run *run);

#endif
