/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long libthoth takes:
 *   rates PORTABLE NATIVE PACKAGES   a line NAME MEDIAN LEAST each
 *   rates steps ENGINE NATIVE TIMES  only makes the hot calls, for profilers
 * PORTABLE and NATIVE are bundles of the same rules, PACKAGES is a file of
 * lines NAME==VERSION. Times are taken over several rounds, of which the
 * quickest one says what the machine can do when nothing else runs. Steps are
 * measured in time of the processor.
 */
#include "tests/bench/evaluation/steps.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROUNDS 15
#define HOT_TIMES 2000

/* Enough to leave nothing in the caches of what was there before. */
static size_t flush_size(void)
{
    long largest = sysconf(_SC_LEVEL3_CACHE_SIZE);
    size_t size = largest > 0 ? (size_t)largest * 2 : 0;

    return size < (64u << 20) ? 64u << 20 : size;
}

static void flush_caches(void)
{
    static unsigned char *memory;
    static unsigned char value;
    size_t size = flush_size();

    if (memory == NULL)
        memory = allocate(size, 1);
    memset(memory, ++value, size);
    if (memory[draw(size)] != value)
        abort();
}

static void print_figure(const char *name, double value)
{
    printf("%s %.6g %.6g\n", name, value, value);
    fflush(stdout);
}

/* Sorts the times, which are in seconds for `per` things each; one of them is
 * printed in units of `unit` seconds. */
static void print_times(const char *name, double times[ROUNDS], double per,
                        double unit)
{
    double median = median_of(times, ROUNDS);

    printf("%s %.6g %.6g\n", name, median / per / unit, times[0] / per / unit);
    fflush(stdout);
}

static void measure_open(const char *name, const char *path)
{
    double values[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        struct thoth_bundle *bundle;
        double start = seconds_now();

        expect_ok(thoth_bundle_open(path, NULL, &bundle, NULL), path);
        values[i] = seconds_now() - start;
        thoth_bundle_release(bundle);
    }
    print_times(name, values, 1, 1e-3);
}

static void measure_pipeline(const char *name, const struct world *world,
                             enum thoth_engine engine)
{
    double values[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        struct thoth_pipeline *pipeline;
        double start = seconds_now();

        expect_ok(thoth_pipeline_build(world->bundle, world->context, engine,
                                       NULL, &pipeline, NULL),
                  "pipeline");
        values[i] = seconds_now() - start;
        thoth_pipeline_release(pipeline);
    }
    print_times(name, values, 1, 1e-3);
}

/* Returns the share of calls in which a unit applied. */
static double measure_steps(const char *name, const struct step_calls *calls,
                            struct world *world, size_t times, bool cold)
{
    double values[ROUNDS];
    double made = (double)(calls->count * times);
    size_t applied = 0;

    for (int i = 0; i < ROUNDS; i++) {
        double start;

        if (cold)
            flush_caches();
        start = processor_seconds_now();
        applied = step_calls_run(calls, world, times);
        values[i] = processor_seconds_now() - start;
    }
    print_times(name, values, made, 1e-9);
    return (double)applied / made;
}

/* What it takes to look at one cache line for each of the cold calls. */
static void measure_array_walk(const struct step_calls *calls)
{
    enum { LINE = 64 / sizeof(uint32_t) };
    uint32_t(*lines)[LINE];
    double values[ROUNDS];
    volatile uint32_t sink;
    size_t count = 1;

    for (size_t i = 0; i < calls->count; i++)
        if (calls->calls[i].package >= count)
            count = (size_t)calls->calls[i].package + 1;
    lines = allocate(count, sizeof *lines);
    for (int i = 0; i < ROUNDS; i++) {
        uint32_t sum = 0;
        double start;

        flush_caches();
        start = processor_seconds_now();
        for (size_t k = 0; k < calls->count; k++)
            sum += lines[calls->calls[k].package][0];
        values[i] = processor_seconds_now() - start;
        sink = sum;
    }
    (void)sink;
    free(lines);
    print_times("array_walk_ns", values, (double)calls->count, 1e-9);
}

static void measure_cold(struct world *world, const char *packages,
                         const char *name)
{
    struct step_calls calls;

    cold_calls(&calls, world, packages);
    measure_steps(name, &calls, world, 1, true);
    print_figure("step_cold_packages", (double)calls.count);
    measure_array_walk(&calls);
    step_calls_release(&calls);
}

static void measure_hot(struct world *world, const char *name)
{
    struct step_calls calls;

    hot_calls(&calls, world);
    print_figure("step_hot_share",
                 measure_steps(name, &calls, world, HOT_TIMES, false));
    print_figure("step_hot_calls", (double)calls.count);
    step_calls_release(&calls);
}

static void measure_engine(const char *bundle, enum thoth_engine engine,
                           const char *packages, const char *const names[3])
{
    struct world world;

    world_open(&world, bundle, engine);
    measure_pipeline(names[0], &world, engine);
    measure_cold(&world, packages, names[1]);
    measure_hot(&world, names[2]);
    world_close(&world);
}

static int make_hot_calls(const char *engine, const char *bundle, size_t times)
{
    struct world world;
    struct step_calls calls;

    world_open(&world, bundle,
               strcmp(engine, "interp") ? THOTH_ENGINE_NATIVE
                                        : THOTH_ENGINE_INTERP);
    hot_calls(&calls, &world);
    step_calls_run(&calls, &world, times);
    step_calls_release(&calls);
    world_close(&world);
    return 0;
}

int main(int argc, char **argv)
{
    static const char *const interpreter[] = {
        "pipeline_interp_ms", "step_cold_interp_ns", "step_hot_interp_ns"};
    static const char *const native[] = {"pipeline_ms", "step_cold_ns",
                                         "step_hot_ns"};

    if (argc == 5 && !strcmp(argv[1], "steps"))
        return make_hot_calls(argv[2], argv[3], strtoul(argv[4], NULL, 10));
    if (argc != 4) {
        fputs("usage: rates PORTABLE NATIVE PACKAGES\n"
              "       rates steps native|interp NATIVE TIMES\n",
              stderr);
        return 2;
    }
    measure_open("open_verify_ms", argv[1]);
    measure_open("open_aot_ms", argv[2]);
    measure_engine(argv[2], THOTH_ENGINE_INTERP, argv[3], interpreter);
    measure_engine(argv[2], THOTH_ENGINE_NATIVE, argv[3], native);
    return 0;
}
