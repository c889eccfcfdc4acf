/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The calls of thoth_step that are measured. They are independent of each
 * other, keep no record of what has run, and produce verdict, score and
 * effects each.
 */
#ifndef TESTS_BENCH_EVALUATION_STEPS_H
#define TESTS_BENCH_EVALUATION_STEPS_H

#include "tests/bench/evaluation/world.h"

struct step_call {
    const struct thoth_state *state;
    thoth_package package;
};

struct step_calls {
    struct step_call *calls; /* in random order */
    size_t count;
    struct thoth_state **states; /* what the calls refer to */
    size_t state_count;
};

/* Packages that have steps, in versions that match and that do not, about to
 * join stacks of more than 20 packages. */
void hot_calls(struct step_calls *calls, struct world *world);

/* A finished stack of 60 packages, the caller's to release. */
struct thoth_state *finished_stack(struct world *world);

/* The packages in a file of lines NAME==VERSION, each once, about to join one
 * such stack. */
void cold_calls(struct step_calls *calls, struct world *world,
                const char *path);

void step_calls_release(struct step_calls *calls);

/* How the calls are made. */
struct step_way {
    enum world_engine engine;
    bool planned; /* by thoth_plans_step; the plans are there */
};

/* Makes each of the calls `times` times; the number of those calls in which
 * some unit applied. */
size_t step_calls_run(const struct step_calls *calls, struct world *world,
                      struct step_way way, size_t times);

/* Makes the plans of all packages of the calls that have none; how many. */
size_t step_calls_plan(const struct step_calls *calls, struct world *world,
                       enum world_engine engine);

/* Expands each state by the packages of all calls at once, `times` times; how
 * many steps these were. */
size_t step_calls_expand(const struct step_calls *calls, struct world *world,
                         size_t times);

#endif
