/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long the stages of an evaluation take, and each match. Times are seconds
 * of this thread on a processor; each is the median of several rounds.
 */
#ifndef COMPILER_DRIVER_BENCH_TIME_H
#define COMPILER_DRIVER_BENCH_TIME_H

#include "compiler/driver/bench_world.h"

struct bench_times {
    double plan;       /* a package version's */
    double step;       /* one step by plan, nothing being resolved */
    double step_met;   /* the same in the state that matches ask for */
    double step_plain; /* the same without plans */
    double wrap;       /* all wraps of that state */
    uint32_t planned;  /* package versions */
};

/* Seconds that this thread has run. */
double bench_seconds(void);

/* Sorts the times and returns the one in the middle. */
double bench_median(double *times, uint32_t count);

/* Unwinds when memory is short. Rules that cannot be evaluated end the
 * measurement: the status says so. */
enum thoth_status bench_time_stages(struct bench_world *world,
                                    struct bench_times *times,
                                    struct thoth_error *error);

/* Fills `seconds` of all instances that have a package version at hand. */
void bench_time_matches(struct bench_world *world);

#endif
