/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long libthoth takes:
 *   rates PORTABLE NATIVE PACKAGES   a line NAME MEDIAN LEAST each
 *   rates plain|planned ENGINE NATIVE TIMES  only makes the hot calls
 * PORTABLE and NATIVE are bundles of the same rules, PACKAGES is a file of
 * lines NAME==VERSION. Times are taken over several rounds, of which the
 * quickest one says what the machine can do when nothing else runs. All
 * but opening, which reads a file, is measured in time of the processor.
 */
#include "tests/bench/evaluation/steps.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROUNDS 15
#define HOT_TIMES 2000
#define PLAN_TIMES 50
#define WRAP_TIMES 200

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
                             enum world_engine engine)
{
    double values[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        struct thoth_pipeline *pipeline;
        double start = processor_seconds_now();

        pipeline = world_pipeline(world, engine, NULL);
        values[i] = processor_seconds_now() - start;
        thoth_pipeline_release(pipeline);
    }
    print_times(name, values, 1, 1e-3);
}

/* Steps in one way, and how long they took in each round. */
struct step_series {
    const char *name;
    struct step_way way;
    double values[ROUNDS];
    size_t applied;
};

/* One round: each series makes all calls. So they are interleaved, and what
 * else the machine does meets all of them. */
static void measure_round(struct step_series *series, size_t count, int round,
                          struct world *world, const struct step_calls *calls,
                          size_t times)
{
    for (size_t i = 0; i < count; i++) {
        double start;

        if (times == 1)
            flush_caches();
        start = processor_seconds_now();
        series[i].applied = step_calls_run(calls, world, series[i].way, times);
        series[i].values[round] = processor_seconds_now() - start;
    }
}

static void print_series(struct step_series *series, size_t count, double calls)
{
    for (size_t i = 0; i < count; i++)
        print_times(series[i].name, series[i].values, calls, 1e-9);
}

/* Looks at one cache line for each of the calls. */
static double walk_array(const struct step_calls *calls, uint32_t (*lines)[16])
{
    volatile uint32_t sink;
    uint32_t sum = 0;
    double start;

    flush_caches();
    start = processor_seconds_now();
    for (size_t k = 0; k < calls->count; k++)
        sum += lines[calls->calls[k].package][0];
    sink = sum;
    (void)sink;
    return processor_seconds_now() - start;
}

static uint32_t (*make_lines(const struct step_calls *calls))[16]
{
    size_t end = 1;

    for (size_t i = 0; i < calls->count; i++)
        if (calls->calls[i].package >= end)
            end = (size_t)calls->calls[i].package + 1;
    return allocate(end, sizeof(uint32_t[16]));
}

/* Plans of the package versions of all calls, and steps by them. */
static void measure_cold(struct world *world, const char *packages)
{
    struct step_series series[] = {
        {.name = "step_cold_ns", .way = {WORLD_NATIVE, true}},
        {.name = "step_cold_plain_ns", .way = {WORLD_NATIVE, false}},
        {.name = "step_cold_interp_ns", .way = {WORLD_INTERP, true}},
    };
    size_t count = sizeof series / sizeof *series;
    double walks[ROUNDS], start, seconds;
    struct step_calls calls;
    uint32_t(*lines)[16];

    cold_calls(&calls, world, packages);
    lines = make_lines(&calls);
    start = processor_seconds_now();
    step_calls_plan(&calls, world, WORLD_NATIVE);
    seconds = processor_seconds_now() - start;
    print_figure("plan_cold_us", seconds * 1e6 / (double)calls.count);
    step_calls_plan(&calls, world, WORLD_INTERP);
    for (int i = 0; i < ROUNDS; i++) {
        measure_round(series, count, i, world, &calls, 1);
        walks[i] = walk_array(&calls, lines);
    }
    print_series(series, count, (double)calls.count);
    print_figure("step_cold_packages", (double)calls.count);
    print_times("array_walk_ns", walks, (double)calls.count, 1e-9);
    free(lines);
    step_calls_release(&calls);
}

/* Plans of versions of packages that have steps, made in empty sets. */
static void measure_plans(struct world *world, const struct step_calls *calls)
{
    double values[ROUNDS];
    size_t planned = 0;

    for (int i = 0; i < ROUNDS; i++) {
        double start;

        values[i] = 0;
        planned = 0;
        for (int k = 0; k < PLAN_TIMES; k++) {
            world_forget_plans(world);
            start = processor_seconds_now();
            planned += step_calls_plan(calls, world, WORLD_NATIVE);
            values[i] += processor_seconds_now() - start;
        }
    }
    print_times("plan_us", values, (double)planned, 1e-6);
    step_calls_plan(calls, world, WORLD_INTERP);
}

static void measure_expansion(struct world *world,
                              const struct step_calls *calls)
{
    double values[ROUNDS];
    size_t made = 0;

    for (int i = 0; i < ROUNDS; i++) {
        double start = processor_seconds_now();

        made = step_calls_expand(calls, world, HOT_TIMES / 10);
        values[i] = processor_seconds_now() - start;
    }
    print_times("step_each_ns", values, (double)made, 1e-9);
}

static void measure_hot(struct world *world)
{
    struct step_series series[] = {
        {.name = "step_hot_ns", .way = {WORLD_NATIVE, true}},
        {.name = "step_hot_plain_ns", .way = {WORLD_NATIVE, false}},
        {.name = "step_hot_interp_ns", .way = {WORLD_INTERP, true}},
        {.name = "step_hot_plain_interp_ns", .way = {WORLD_INTERP, false}},
    };
    size_t count = sizeof series / sizeof *series;
    struct step_calls calls;
    double made;

    hot_calls(&calls, world);
    made = (double)calls.count * HOT_TIMES;
    measure_plans(world, &calls);
    for (int i = 0; i < ROUNDS; i++)
        measure_round(series, count, i, world, &calls, HOT_TIMES);
    print_series(series, count, made);
    print_figure("step_hot_share", (double)series[0].applied / made);
    print_figure("step_hot_calls", (double)calls.count);
    measure_expansion(world, &calls);
    step_calls_release(&calls);
}

static void measure_wraps(struct world *world)
{
    struct thoth_state *state = finished_stack(world);
    struct thoth_outcome outcome = {0};
    double values[ROUNDS];
    size_t effects = 0;

    for (int i = 0; i < ROUNDS; i++) {
        double start = processor_seconds_now();

        for (int k = 0; k < WRAP_TIMES; k++)
            expect_ok(thoth_wrap(world->pipelines[WORLD_NATIVE], NULL,
                                 world->catalog, state, &outcome, NULL),
                      "wraps");
        values[i] = processor_seconds_now() - start;
        effects = outcome.effect_count;
    }
    print_times("wraps60_us", values, WRAP_TIMES, 1e-6);
    print_figure("wraps60_effects", (double)effects);
    print_figure("wraps60_packages", (double)thoth_state_count(state));
    thoth_outcome_release(&outcome);
    thoth_state_release(state);
}

/* Memory in use, by an allocator that keeps the size in front of each block. */
#define BLOCK_HEAD 16

static void *count_in(void *user, size_t size)
{
    unsigned char *block = malloc(size + BLOCK_HEAD);
    size_t *held = user;

    if (block == NULL)
        return NULL;
    memcpy(block, &size, sizeof size);
    *held += size;
    return block + BLOCK_HEAD;
}

static void count_out(void *user, void *memory)
{
    unsigned char *block = (unsigned char *)memory - BLOCK_HEAD;
    size_t *held = user;
    size_t size;

    memcpy(&size, block, sizeof size);
    *held -= size;
    free(block);
}

static void measure_memory(const struct world *world)
{
    size_t held = 0;
    const struct thoth_allocator counting = {count_in, count_out, &held};
    struct thoth_pipeline *pipeline =
        world_pipeline(world, WORLD_NATIVE, &counting);

    print_figure("pipeline_memory_mib", (double)held / (1u << 20));
    thoth_pipeline_release(pipeline);
}

static int make_hot_calls(const char *engine, bool planned, const char *bundle,
                          size_t times)
{
    struct step_way way = {
        strcmp(engine, "interp") ? WORLD_NATIVE : WORLD_INTERP, planned};
    struct step_calls calls;
    struct world world;

    world_open(&world, bundle);
    hot_calls(&calls, &world);
    step_calls_plan(&calls, &world, way.engine);
    step_calls_run(&calls, &world, way, times);
    step_calls_release(&calls);
    world_close(&world);
    return 0;
}

int main(int argc, char **argv)
{
    struct world world;

    if (argc == 5 && (!strcmp(argv[1], "plain") || !strcmp(argv[1], "planned")))
        return make_hot_calls(argv[2], !strcmp(argv[1], "planned"), argv[3],
                              strtoul(argv[4], NULL, 10));
    if (argc != 4) {
        fputs("usage: rates PORTABLE NATIVE PACKAGES\n"
              "       rates plain|planned native|interp NATIVE TIMES\n",
              stderr);
        return 2;
    }
    measure_open("open_verify_ms", argv[1]);
    measure_open("open_aot_ms", argv[2]);
    world_open(&world, argv[2]);
    measure_pipeline("pipeline_interp_ms", &world, WORLD_INTERP);
    measure_pipeline("pipeline_ms", &world, WORLD_NATIVE);
    measure_memory(&world);
    measure_cold(&world, argv[3]);
    measure_wraps(&world);
    world_close(&world);
    world_open(&world, argv[2]);
    measure_hot(&world);
    world_close(&world);
    return 0;
}
