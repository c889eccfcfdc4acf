/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a run comes to, while it is put together: products in order, samples of
 * the history, figures. And the clocks of a run.
 */
#ifndef RESOLVER_SEARCH_RESOLUTION_H
#define RESOLVER_SEARCH_RESOLUTION_H

#include "resolver/thoth_resolver.h"

#include <time.h>

struct resolution_product {
    struct thoth_choice *choices;
    uint32_t count;
    int64_t score;
    bool own; /* the caller's own stack */
};

struct thoth_resolution {
    struct thoth_resolution_facts facts;
    struct resolution_product *products;
    uint32_t product_room;
    struct thoth_sample *samples;
    uint32_t sample_limit;
    uint32_t sample_room;
    uint64_t sample_step; /* iterations from one sample to the next */
};

/* Can a search run with them? */
bool resolve_options_make_sense(const struct thoth_resolve_options *options);

struct thoth_resolution *resolution_create(uint32_t samples);

/* Adds the next best product. False when memory is short. */
bool resolution_add(struct thoth_resolution *resolution,
                    const struct thoth_choice *choices, uint32_t count,
                    int64_t score, bool own);

/* Adds a sample if it is the turn of the iteration. False when memory is
 * short. */
bool resolution_sample(struct thoth_resolution *resolution, uint64_t iteration,
                       const struct thoth_sample *sample);

struct run_clock {
    struct timespec wall, cpu;
};

void run_clock_start(struct run_clock *clock);
double run_clock_seconds(const struct run_clock *clock);
double run_clock_cpu_seconds(const struct run_clock *clock);

#endif
