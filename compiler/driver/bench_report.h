/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What was measured, as text.
 */
#ifndef COMPILER_DRIVER_BENCH_REPORT_H
#define COMPILER_DRIVER_BENCH_REPORT_H

#include "compiler/driver/bench_time.h"

/* The shapes on which most time goes when each match is decided once, and the
 * units whose matches take longest; at most `top` of each. */
void bench_report_shapes(const struct bench_world *world, uint32_t top);
void bench_report_units(const struct bench_world *world, uint32_t top);

/* The units of steps that stay in the inner loop, each with the predicate that
 * only a state decides; at most `top`. */
void bench_report_loop(const struct bench_world *world, uint32_t top);

#endif
