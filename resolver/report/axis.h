/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Axes of plots: a range that begins and ends at ticks, and ticks at round
 * numbers (Paul Heckbert, "Nice Numbers for Graph Labels", Graphics Gems,
 * 1990).
 */
#ifndef RESOLVER_REPORT_AXIS_H
#define RESOLVER_REPORT_AXIS_H

#include <stdint.h>

struct axis {
    double low, high; /* multiples of `step`, low < high */
    double step;      /* 1, 2 or 5 times a power of ten */
    uint32_t ticks;   /* from low to high, both ends included */
    int decimals;     /* that labels need */
};

/* The axis for values from `least` to `most`, both finite, with about so many
 * ticks, at least 2. */
struct axis axis_fit(double least, double most, uint32_t ticks);

double axis_tick(const struct axis *axis, uint32_t number);

/* Where a value is: 0 at the low end, 1 at the high one. */
double axis_place(const struct axis *axis, double value);

#endif
