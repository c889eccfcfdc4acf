/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who requires whom in a stack: its packages in the order of their names, and
 * the requirements among them.
 */
#ifndef RESOLVER_REPORT_STACK_GRAPH_H
#define RESOLVER_REPORT_STACK_GRAPH_H

#include "resolver/report/advice.h"

struct stack_node {
    struct thoth_choice choice;
    bool direct; /* the project requires it itself */
};

/* Nodes by number. Several requirements of one package are one edge. */
struct stack_edge {
    uint32_t from, to;
    struct thoth_text specifier; /* "" for any version */
};

struct stack_graph {
    struct stack_node *nodes;
    struct stack_edge *edges; /* by `from`, then in order of requirements */
    uint32_t node_count, edge_count;
};

/* In the advice's arena. */
void stack_graph_make(struct stack_graph *graph, const struct advice *advice,
                      const struct thoth_choice *stack, uint32_t count);

#endif
