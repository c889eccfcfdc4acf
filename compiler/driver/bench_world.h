/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a bundle is measured in: the pipeline of one request and, made up from
 * what the rules ask for, a package version for each instance that takes part,
 * so that its match has to be decided to the end, and a state in which the
 * packages are resolved that matches ask a state for.
 */
#ifndef COMPILER_DRIVER_BENCH_WORLD_H
#define COMPILER_DRIVER_BENCH_WORLD_H

#include "runtime/pipeline.h"
#include "runtime/plan.h"

/* An included instance, and the package version it is measured with. */
struct bench_instance {
    const struct pipeline_instance *instance;
    enum thoth_kind kind;
    uint32_t package; /* record of packages; 0: any */
    thoth_package it; /* NATIVE_NONE: none is at hand */
    double seconds;   /* of one match; 0 at first */
};

struct bench_world {
    const struct thoth_bundle *bundle;
    struct thoth_pipeline *pipeline;
    struct thoth_catalog *catalog;
    struct thoth_plans *plans; /* of the packages of steps */
    struct thoth_state *none;  /* nothing is resolved */
    struct thoth_state *met;   /* what matches ask for */
    struct bench_instance *instances;
    uint32_t count;
    char **versions; /* by offset of a specifier set: one that it takes */
};

/* Takes the pipeline over. Returns THOTH_OK or what failed; unwinds when memory
 * is short. Release it in any case. */
enum thoth_status bench_world_open(struct bench_world *world,
                                   const struct thoth_bundle *bundle,
                                   struct thoth_pipeline *pipeline,
                                   struct thoth_error *error);
void bench_world_release(struct bench_world *world);

#endif
