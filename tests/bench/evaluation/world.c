/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The request that all evaluations are measured for, and the tools around it.
 */
#include "tests/bench/evaluation/world.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct thoth_text text(const char *string)
{
    return (struct thoth_text){string, strlen(string)};
}

void expect_ok(enum thoth_status status, const char *what)
{
    if (status == THOTH_OK)
        return;
    fprintf(stderr, "rates: %s: %s\n", what, thoth_status_text(status));
    exit(1);
}

void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);

    if (memory == NULL)
        expect_ok(THOTH_E_MEMORY, "memory");
    return memory;
}

struct thoth_pipeline *world_pipeline(const struct world *world,
                                      enum world_engine engine,
                                      const struct thoth_allocator *allocator)
{
    static const enum thoth_engine engines[] = {THOTH_ENGINE_NATIVE,
                                                THOTH_ENGINE_INTERP};
    struct thoth_pipeline *pipeline;

    expect_ok(thoth_pipeline_build(world->bundle, world->context,
                                   engines[engine], allocator, &pipeline, NULL),
              "pipeline");
    return pipeline;
}

void world_open(struct world *world, const char *path)
{
    expect_ok(thoth_bundle_open(path, NULL, &world->bundle, NULL), path);
    expect_ok(thoth_context_create(NULL, &world->context), "context");
    thoth_context_recommend(world->context, THOTH_RECOMMEND_STABLE);
    expect_ok(
        thoth_context_set_version(world->context, THOTH_PYTHON, text("3.8")),
        "Python version");
    expect_ok(thoth_context_set_platform(world->context, text("linux-x86_64")),
              "platform");
    expect_ok(thoth_catalog_create(world->bundle, NULL, &world->catalog),
              "catalog");
    for (int i = 0; i < WORLD_ENGINES; i++) {
        world->pipelines[i] = world_pipeline(world, i, NULL);
        world->plans[i] = NULL;
    }
    world_forget_plans(world);
}

void world_forget_plans(struct world *world)
{
    for (int i = 0; i < WORLD_ENGINES; i++) {
        thoth_plans_release(world->plans[i]);
        expect_ok(thoth_plans_create(world->pipelines[i], world->catalog, NULL,
                                     &world->plans[i]),
                  "plans");
    }
}

void world_close(struct world *world)
{
    for (int i = 0; i < WORLD_ENGINES; i++) {
        thoth_plans_release(world->plans[i]);
        thoth_pipeline_release(world->pipelines[i]);
    }
    thoth_catalog_release(world->catalog);
    thoth_context_release(world->context);
    thoth_bundle_release(world->bundle);
}

thoth_package world_package(struct world *world, const char *pinned)
{
    const char *equals = strstr(pinned, "==");
    struct thoth_text name = {pinned, 0};
    thoth_package package;

    if (equals == NULL) {
        expect_ok(THOTH_E_ARGUMENT, pinned);
        return 0;
    }
    name.length = (size_t)(equals - pinned);
    expect_ok(thoth_catalog_register(world->catalog, name, text(equals + 2),
                                     text("https://pypi.org/simple"), false,
                                     &package),
              pinned);
    return package;
}

struct thoth_state *world_state(struct world *world, const char *const *pinned,
                                size_t count, const char *const *others)
{
    struct thoth_state *state;

    expect_ok(thoth_state_create(world->catalog, NULL, &state), "state");
    for (size_t i = 0; i < count; i++)
        expect_ok(thoth_state_resolve(state, world_package(world, pinned[i])),
                  pinned[i]);
    for (; *others != NULL; others++)
        expect_ok(thoth_state_resolve(state, world_package(world, *others)),
                  *others);
    return state;
}

static double read_clock(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

double seconds_now(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

double processor_seconds_now(void)
{
    return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

double median_of(double *values, size_t count)
{
    qsort(values, count, sizeof(*values), by_size);
    return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

/* xorshift64*, Vigna 2016 */
size_t draw(size_t limit)
{
    static uint64_t seed = 0x9e3779b97f4a7c15;

    seed ^= seed >> 12;
    seed ^= seed << 25;
    seed ^= seed >> 27;
    return (size_t)((seed * 0x2545f4914f6cdd1d >> 11) % limit);
}
