/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What evaluations are measured in: an opened bundle, the pipelines of one
 * request, one for each engine, and a catalog; and how long things take.
 * Whatever fails ends the program, which is nothing but a measurement.
 */
#ifndef TESTS_BENCH_EVALUATION_WORLD_H
#define TESTS_BENCH_EVALUATION_WORLD_H

#include "runtime/thoth.h"

#include <stddef.h>

enum world_engine { WORLD_NATIVE, WORLD_INTERP, WORLD_ENGINES };

struct world {
    struct thoth_bundle *bundle;
    struct thoth_context *context;
    struct thoth_pipeline *pipelines[WORLD_ENGINES];
    struct thoth_catalog *catalog;
    struct thoth_plans *plans[WORLD_ENGINES]; /* empty at first */
};

/* Opens a native bundle and builds the pipelines of a stable recommendation for
 * Python 3.8 on Linux. Released by world_close. */
void world_open(struct world *world, const char *path);
void world_close(struct world *world);

/* Builds another such pipeline. */
struct thoth_pipeline *world_pipeline(const struct world *world,
                                      enum world_engine engine,
                                      const struct thoth_allocator *allocator);

/* Starts all plans anew. */
void world_forget_plans(struct world *world);

/* Registers NAME==VERSION of PyPI. */
thoth_package world_package(struct world *world, const char *pinned);

/* A state that holds `count` such packages, and those behind them up to NULL
 * in `others`. The caller's to release. */
struct thoth_state *world_state(struct world *world, const char *const *pinned,
                                size_t count, const char *const *others);

/* Ends the program with a message unless the status is THOTH_OK. */
void expect_ok(enum thoth_status status, const char *what);

/* Memory for `count` things, which may be 0; it is there. */
void *allocate(size_t count, size_t size);

double seconds_now(void);

/* Of the time that the thread has run. */
double processor_seconds_now(void);

/* Sorts the values. */
double median_of(double *values, size_t count);

/* A number below `limit`, one after the other the same in each run. */
size_t draw(size_t limit);

#endif
