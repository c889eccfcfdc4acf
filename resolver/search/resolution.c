/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Resolutions: how they are put together, and what they say.
 */
#include "resolver/search/resolution.h"

#include "resolver/search/growth.h"
#include "resolver/search/space.h"

#include <string.h>

struct thoth_resolution *resolution_create(uint32_t samples)
{
    struct thoth_resolution *resolution = calloc(1, sizeof(*resolution));

    if (resolution == NULL)
        return NULL;
    resolution->sample_limit = samples == 1 ? 2 : samples;
    resolution->sample_step = 1;
    return resolution;
}

void thoth_resolution_release(struct thoth_resolution *resolution)
{
    if (resolution == NULL)
        return;
    for (uint32_t i = 0; i < resolution->facts.products; i++)
        free(resolution->products[i].choices);
    free(resolution->products);
    free(resolution->samples);
    free(resolution);
}

bool resolution_add(struct thoth_resolution *resolution,
                    const struct thoth_choice *choices, uint32_t count,
                    int64_t score, bool own)
{
    uint32_t number = resolution->facts.products;
    struct resolution_product added = {
        .count = count, .score = score, .own = own};

    if (!growth_reserve((void **)&resolution->products,
                        &resolution->product_room, number + 1,
                        sizeof(*resolution->products)))
        return false;
    added.choices = malloc(((size_t)count + 1) * sizeof(*choices));
    if (added.choices == NULL)
        return false;
    if (count > 0)
        memcpy(added.choices, choices, count * sizeof(*choices));
    resolution->products[number] = added;
    resolution->facts.products++;
    return true;
}

/* Drops every second sample. */
static void thin_out(struct thoth_resolution *resolution)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < resolution->facts.samples; i += 2)
        resolution->samples[kept++] = resolution->samples[i];
    resolution->facts.samples = kept;
    resolution->sample_step *= 2;
}

bool resolution_sample(struct thoth_resolution *resolution, uint64_t iteration,
                       const struct thoth_sample *sample)
{
    if (iteration % resolution->sample_step != 0)
        return true;
    if (resolution->facts.samples == resolution->sample_limit) {
        thin_out(resolution);
        if (iteration % resolution->sample_step != 0)
            return true;
    }
    if (!growth_reserve((void **)&resolution->samples, &resolution->sample_room,
                        resolution->facts.samples + 1, sizeof(*sample)))
        return false;
    resolution->samples[resolution->facts.samples++] = *sample;
    return true;
}

void thoth_resolution_describe(const struct thoth_resolution *resolution,
                               struct thoth_resolution_facts *facts)
{
    *facts = resolution->facts;
}

const struct thoth_choice *
thoth_resolution_product(const struct thoth_resolution *resolution,
                         uint32_t number, uint32_t *count, double *score)
{
    const struct resolution_product *product;

    if (number >= resolution->facts.products)
        return NULL;
    product = &resolution->products[number];
    *count = product->count;
    *score = score_as_double(product->score);
    return product->choices;
}

const struct thoth_sample *
thoth_resolution_history(const struct thoth_resolution *resolution)
{
    return resolution->samples;
}

const char *thoth_end_text(enum thoth_end end)
{
    static const char *const texts[] = {
        [THOTH_END_LIMIT] = "as many stacks as asked for",
        [THOTH_END_EXHAUSTED] = "nothing left to try",
        [THOTH_END_PROVED] = "proved: there are no better stacks",
        [THOTH_END_TIMEOUT] = "time is up",
        [THOTH_END_INTERRUPTED] = "interrupted",
        [THOTH_END_EAGER_STOP] = "a rule ended it",
    };

    return (size_t)end < sizeof(texts) / sizeof(texts[0]) ? texts[end] : "";
}

void run_clock_start(struct run_clock *clock)
{
    clock_gettime(CLOCK_MONOTONIC, &clock->wall);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &clock->cpu);
}

static double since(const struct timespec *start, clockid_t id)
{
    struct timespec now;

    clock_gettime(id, &now);
    return (double)(now.tv_sec - start->tv_sec) +
           (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

double run_clock_seconds(const struct run_clock *clock)
{
    return since(&clock->wall, CLOCK_MONOTONIC);
}

double run_clock_cpu_seconds(const struct run_clock *clock)
{
    return since(&clock->cpu, CLOCK_PROCESS_CPUTIME_ID);
}
