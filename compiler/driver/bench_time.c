/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Measures by doing the same thing often enough to be seen by the clock.
 */
#include "compiler/driver/bench_time.h"

#include "compiler/base/out_of_memory.h"
#include "runtime/evaluate.h"

#include <stdlib.h>
#include <time.h>

#define ROUNDS 7
#define STEPS 100000 /* in a round, about */
#define MATCHES 64   /* of an instance in a round */
#define MATCH_ROUNDS 3

double bench_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

double bench_median(double *times, uint32_t count)
{
    qsort(times, count, sizeof *times, by_size);
    return times[count / 2];
}

/* The package versions of steps, each once. */
struct candidates {
    thoth_package *at;
    uint32_t count;
};

static struct candidates find_candidates(const struct bench_world *world)
{
    struct candidates candidates = {
        memory_cleared((size_t)world->catalog->count + 1,
                       sizeof *candidates.at),
        0};

    for (thoth_package i = 0; i < world->catalog->count; i++)
        if (thoth_plans_have(world->plans, i))
            candidates.at[candidates.count++] = i;
    return candidates;
}

static enum thoth_status make_step(struct bench_world *world, bool planned,
                                   const struct thoth_state *state,
                                   thoth_package package,
                                   struct thoth_outcome *outcome,
                                   struct thoth_error *error)
{
    if (planned)
        return thoth_plans_step(world->plans, NULL, state, package, NULL,
                                outcome, error);
    return thoth_step(world->pipeline, NULL, world->catalog, state, package,
                      NULL, outcome, error);
}

/* Of one step. A rule that cannot be evaluated is passed over: it takes time
 * all the same. */
static double time_steps(struct bench_world *world,
                         const struct candidates *candidates, bool planned,
                         const struct thoth_state *state)
{
    uint32_t times = STEPS / (candidates->count + 1) + 1;
    struct thoth_outcome outcome = {0};
    struct thoth_error error;
    double values[ROUNDS];

    if (candidates->count == 0)
        return 0;
    for (uint32_t i = 0; i < ROUNDS; i++) {
        double start = bench_seconds();

        for (uint32_t k = 0; k < times; k++)
            for (uint32_t c = 0; c < candidates->count; c++)
                if (make_step(world, planned, state, candidates->at[c],
                              &outcome, &error) == THOTH_E_MEMORY)
                    memory_ran_out();
        values[i] = (bench_seconds() - start) / times / candidates->count;
    }
    thoth_outcome_release(&outcome);
    return bench_median(values, ROUNDS);
}

static double time_plans(struct bench_world *world,
                         const struct candidates *candidates)
{
    double values[ROUNDS];

    if (candidates->count == 0)
        return 0;
    for (uint32_t i = 0; i < ROUNDS; i++) {
        struct thoth_plans *plans;
        double start;

        if (thoth_plans_create(world->pipeline, world->catalog, NULL, &plans) !=
            THOTH_OK)
            memory_ran_out();
        start = bench_seconds();
        for (uint32_t c = 0; c < candidates->count; c++)
            if (thoth_plans_add(plans, candidates->at[c], NULL) != THOTH_OK)
                memory_ran_out();
        values[i] = (bench_seconds() - start) / candidates->count;
        thoth_plans_release(plans);
    }
    return bench_median(values, ROUNDS);
}

static enum thoth_status time_wraps(struct bench_world *world, double *time,
                                    struct thoth_error *error)
{
    struct thoth_outcome outcome = {0};
    enum thoth_status status = THOTH_OK;
    double values[ROUNDS];

    for (uint32_t i = 0; i < ROUNDS && status == THOTH_OK; i++) {
        double start = bench_seconds();

        status = thoth_wrap(world->pipeline, NULL, world->catalog, world->met,
                            &outcome, error);
        values[i] = bench_seconds() - start;
    }
    thoth_outcome_release(&outcome);
    if (status == THOTH_OK)
        *time = bench_median(values, ROUNDS);
    return status;
}

enum thoth_status bench_time_stages(struct bench_world *world,
                                    struct bench_times *times,
                                    struct thoth_error *error)
{
    struct candidates candidates = find_candidates(world);
    enum thoth_status status;

    *times = (struct bench_times){
        .plan = time_plans(world, &candidates),
        .step = time_steps(world, &candidates, true, world->none),
        .step_met = time_steps(world, &candidates, true, world->met),
        .step_plain = time_steps(world, &candidates, false, world->met),
        .planned = candidates.count,
    };
    free(candidates.at);
    status = time_wraps(world, &times->wrap, error);
    if (status == THOTH_E_MEMORY)
        memory_ran_out();
    return status;
}

static double time_match(const struct evaluation *evaluation,
                         const struct bench_instance *instance)
{
    double values[MATCH_ROUNDS];
    volatile int holds;

    for (uint32_t i = 0; i < MATCH_ROUNDS; i++) {
        double start = bench_seconds();

        for (uint32_t k = 0; k < MATCHES; k++)
            holds =
                evaluation_match(evaluation, instance->instance, instance->it);
        values[i] = (bench_seconds() - start) / MATCHES;
    }
    (void)holds;
    return bench_median(values, MATCH_ROUNDS);
}

void bench_time_matches(struct bench_world *world)
{
    struct thoth_outcome outcome = {0};
    struct evaluation evaluation;

    evaluation_open(&evaluation, world->pipeline, NULL, world->catalog,
                    world->met, &outcome, NULL);
    for (uint32_t i = 0; i < world->count; i++)
        if (world->instances[i].it != NATIVE_NONE)
            world->instances[i].seconds =
                time_match(&evaluation, &world->instances[i]);
    evaluation_close(&evaluation, THOTH_OK);
    thoth_outcome_release(&outcome);
}
