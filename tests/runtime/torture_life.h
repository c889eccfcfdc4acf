/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A resolver's whole life with one allocator: it opens a bundle, describes a
 * request, and evaluates everything there is for a number of packages. What the
 * evaluations say becomes a story, to be compared.
 */
#ifndef TESTS_RUNTIME_TORTURE_LIFE_H
#define TESTS_RUNTIME_TORTURE_LIFE_H

#include "tests/runtime/short_memory.h"

struct life {
    struct short_memory memory;
    const struct thoth_allocator *allocator;
    enum thoth_engine engine;
    struct thoth_bundle *bundle;
    struct thoth_context *context;
    struct thoth_pipeline *pipeline;
    struct thoth_catalog *catalog;
    struct thoth_plans *plans;
    struct thoth_state *state, *other_state;
    struct thoth_run *run, *before; /* before: as it was when a call began */
    struct thoth_outcome outcome;
    struct thoth_error error;
    char story[65536]; /* what the evaluations said */
    size_t length;
};

/* Lives under the rules of a bundle; with memory.once a call for which memory
 * was short is made again. `life` is all zero bytes but for memory, allocators
 * and engine. Returns what the first call said that failed for good. */
enum thoth_status life_live(struct life *life, const char *path);

/* Releases what the life has made, however far it came. */
void life_end(struct life *life);

#endif
