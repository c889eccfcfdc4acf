/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Round numbers.
 */
#include "resolver/report/axis.h"

#include <math.h>

/* The round number nearest to a positive one. */
static double nice(double value)
{
    double power = pow(10, floor(log10(value)));
    double part = value / power;

    if (part < 1.5)
        return power;
    if (part < 3)
        return 2 * power;
    return part < 7 ? 5 * power : 10 * power;
}

struct axis axis_fit(double least, double most, uint32_t ticks)
{
    struct axis axis;

    if (!(least < most)) {
        least -= 0.5;
        most += 0.5;
    }
    axis.step = nice((most - least) / (ticks > 1 ? ticks - 1 : 1));
    axis.low = floor(least / axis.step + 1e-9) * axis.step;
    axis.high = ceil(most / axis.step - 1e-9) * axis.step;
    axis.ticks = (uint32_t)lround((axis.high - axis.low) / axis.step) + 1;
    axis.decimals = axis.step < 1 ? (int)ceil(-log10(axis.step) - 1e-9) : 0;
    return axis;
}

double axis_tick(const struct axis *axis, uint32_t number)
{
    double value = axis->low + number * axis->step;

    /* Not -0, nor what is left of 0.1 + 0.2 - 0.3. */
    return fabs(value) < axis->step / 1000 ? 0 : value;
}

double axis_place(const struct axis *axis, double value)
{
    return (value - axis->low) / (axis->high - axis->low);
}
