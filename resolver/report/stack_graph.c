/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Edges come from the closure, which has the specifiers. A package that a rule
 * left out has no node, and requirements of it no edge.
 */
#include "resolver/report/stack_graph.h"

#define NO_NODE UINT32_MAX

static struct closure_range requirements_of(const struct advice *advice,
                                            struct thoth_choice choice)
{
    return advice->closure
        ->versions[closure_version_of(advice->closure, choice)]
        .requirements;
}

/* Adds an edge, or its specifier to the one that is there from `first` on. */
static void add_edge(struct stack_graph *graph, const struct advice *advice,
                     uint32_t first, const struct stack_edge *added)
{
    for (uint32_t i = first; i < graph->edge_count; i++) {
        struct stack_edge *edge = &graph->edges[i];

        if (edge->to != added->to)
            continue;
        if (added->specifier.length > 0)
            edge->specifier = arena_format(
                advice->arena, "%.*s%s%.*s", (int)edge->specifier.length,
                edge->specifier.at, edge->specifier.length > 0 ? "," : "",
                (int)added->specifier.length, added->specifier.at);
        return;
    }
    graph->edges[graph->edge_count++] = *added;
}

static void add_edges(struct stack_graph *graph, const struct advice *advice,
                      uint32_t from, const uint32_t *node_of)
{
    const struct closure *closure = advice->closure;
    struct closure_range range =
        requirements_of(advice, graph->nodes[from].choice);
    uint32_t first = graph->edge_count;

    for (uint32_t i = range.first; i < range.end; i++) {
        const struct closure_requirement *requirement =
            &closure->requirements[closure->edges[i]];
        struct stack_edge edge = {from, node_of[requirement->package],
                                  requirement->specifier};

        if (edge.to != NO_NODE)
            add_edge(graph, advice, first, &edge);
    }
}

void stack_graph_make(struct stack_graph *graph, const struct advice *advice,
                      const struct thoth_choice *stack, uint32_t count)
{
    const struct closure *closure = advice->closure;
    uint32_t *node_of =
        ARENA_NEW_ARRAY(advice->arena, uint32_t, closure->package_count + 1);
    const struct thoth_choice *sorted = advice_by_name(advice, stack, count);
    size_t edges = 0;

    *graph = (struct stack_graph){.node_count = count};
    graph->nodes = ARENA_NEW_ARRAY(advice->arena, struct stack_node, count + 1);
    for (uint32_t i = 0; i < closure->package_count; i++)
        node_of[i] = NO_NODE;
    for (uint32_t i = 0; i < count; i++) {
        struct closure_range range = requirements_of(advice, sorted[i]);

        graph->nodes[i].choice = sorted[i];
        node_of[sorted[i].package] = i;
        edges += range.end - range.first;
    }
    for (uint32_t i = 0; i < closure->root_count; i++) {
        uint32_t node =
            node_of[closure->requirements[closure->roots[i].requirement]
                        .package];

        if (node != NO_NODE)
            graph->nodes[node].direct = true;
    }
    graph->edges = ARENA_NEW_ARRAY(advice->arena, struct stack_edge, edges + 1);
    for (uint32_t i = 0; i < count; i++)
        add_edges(graph, advice, i, node_of);
}
