/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a case says the resolver knows: package versions, in an order that
 * pseudonyms keep, and indexes. Behind the callbacks of struct thoth_graph.
 */
#ifndef COMPILER_DRIVER_CASE_GRAPH_H
#define COMPILER_DRIVER_CASE_GRAPH_H

#include "compiler/base/arena.h"
#include "compiler/driver/case_fields.h"
#include "runtime/thoth.h"

#include <stdint.h>

struct case_known {
    struct thoth_text name, version, index;
    size_t place; /* in the case's list */
};

/* All zero bytes know nothing, with every index enabled. */
struct case_graph {
    struct case_known *known; /* distinct, by name, then by place */
    size_t count;
    const json_t *indexes; /* URL: enabled; NULL: all are */
};

/* Reads the `graph` of a case, which may be NULL; the texts stay the case's. */
bool case_graph_read(struct case_graph *graph, const json_t *json,
                     struct arena *arena, struct case_fault *fault);

/* Replaces the known package versions by a list [[name, version, index]...]. */
bool case_graph_know(struct case_graph *graph, const json_t *list,
                     struct arena *arena, struct case_fault *fault);

/* The callbacks; `graph` must outlive their use. */
struct thoth_graph case_graph_callbacks(struct case_graph *graph);

#endif
