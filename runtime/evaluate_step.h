/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A step for one package version, as the plain and the planned evaluation
 * share it: both find instances that match, each in its own way, and what those
 * do is done here.
 */
#ifndef RUNTIME_EVALUATE_STEP_H
#define RUNTIME_EVALUATE_STEP_H

#include "runtime/evaluate.h"

struct stepping {
    struct evaluation evaluation;
    struct thoth_catalog *catalog;
    const struct thoth_graph *graph;
    thoth_package package;
    bool resolved; /* a package of the name is */
};

/* Starts the step; the caller fills what is behind `evaluation`. Carries out
 * what a matching instance does, and notes the verdict. */
enum thoth_status stepping_apply(struct stepping *stepping,
                                 const struct pipeline_instance *instance);

/* Matches and applies the instances of a range, until one ends the step. */
enum thoth_status stepping_run(struct stepping *stepping,
                               struct pipeline_range steps);

/* Ends the step: takes back what a stop undoes, reports a failure. */
enum thoth_status stepping_close(struct stepping *stepping,
                                 enum thoth_status status);

/* Takes back what a stop undoes; nothing if nothing stopped the step. */
void stepping_take_back(struct thoth_outcome *outcome);

#endif
