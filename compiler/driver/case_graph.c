/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The graph of a case as a table sorted by name, so that each question is a
 * binary search. Names, versions and URLs are compared as they are written.
 */
#include "compiler/driver/case_graph.h"

#include "runtime/text.h"

#include <stdlib.h>
#include <string.h>

static int by_identity(const void *left, const void *right)
{
    const struct case_known *a = left, *b = right;
    int order = thoth_text_order(a->name, b->name);

    if (order == 0)
        order = thoth_text_order(a->version, b->version);
    if (order == 0)
        order = thoth_text_order(a->index, b->index);
    return order ? order : (a->place > b->place) - (a->place < b->place);
}

static int by_name(const void *left, const void *right)
{
    const struct case_known *a = left, *b = right;
    int order = thoth_text_order(a->name, b->name);

    return order ? order : (a->place > b->place) - (a->place < b->place);
}

static bool same(const struct case_known *a, const struct case_known *b)
{
    return thoth_text_equal(a->name, b->name) &&
           thoth_text_equal(a->version, b->version) &&
           thoth_text_equal(a->index, b->index);
}

/* Keeps the first of several equal entries. */
static void sort_known(struct case_graph *graph)
{
    size_t kept = 0;

    if (graph->count == 0)
        return;
    qsort(graph->known, graph->count, sizeof *graph->known, by_identity);
    for (size_t i = 1; i < graph->count; i++)
        if (!same(&graph->known[kept], &graph->known[i]))
            graph->known[++kept] = graph->known[i];
    graph->count = kept + 1;
    qsort(graph->known, graph->count, sizeof *graph->known, by_name);
}

bool case_graph_know(struct case_graph *graph, const json_t *list,
                     struct arena *arena, struct case_fault *fault)
{
    json_t *entry;
    size_t i;

    graph->count = json_array_size(list);
    graph->known = ARENA_NEW_ARRAY(arena, struct case_known, graph->count);
    json_array_foreach(list, i, entry)
    {
        struct case_known *known = &graph->known[i];

        known->name = case_text(json_array_get(entry, 0));
        known->version = case_text(json_array_get(entry, 1));
        known->index = case_text(json_array_get(entry, 2));
        known->place = i;
        if (json_array_size(entry) != 3 || !known->name.at ||
            !known->version.at || !known->index.at)
            return case_fault_set(fault,
                                  "known: expected [name, version, index URL]");
    }
    sort_known(graph);
    return true;
}

bool case_graph_read(struct case_graph *graph, const json_t *json,
                     struct arena *arena, struct case_fault *fault)
{
    json_t *known, *indexes, *enabled;
    const char *url;

    if (!case_field(json, "known", JSON_ARRAY, &known, fault) ||
        !case_field(json, "indexes", JSON_OBJECT, &indexes, fault))
        return false;
    json_object_foreach(indexes, url, enabled)
    {
        if (!case_expect(enabled, JSON_TRUE, "indexes", fault))
            return false;
    }
    graph->indexes = indexes;
    return case_graph_know(graph, known, arena, fault);
}

/* The first entry that is not before a name. */
static size_t find_name(const struct case_graph *graph, struct thoth_text name)
{
    size_t low = 0, high = graph->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (thoth_text_order(graph->known[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int each_candidate(void *user, struct thoth_text name,
                          struct thoth_text version, struct thoth_text index,
                          int (*found)(void *sink, struct thoth_text name,
                                       struct thoth_text version,
                                       struct thoth_text index),
                          void *sink)
{
    const struct case_graph *graph = user;

    for (size_t i = find_name(graph, name); i < graph->count; i++) {
        const struct case_known *known = &graph->known[i];
        int stop;

        if (!thoth_text_equal(known->name, name))
            break;
        if ((version.at && !thoth_text_equal(known->version, version)) ||
            (index.at && !thoth_text_equal(known->index, index)))
            continue;
        stop = found(sink, known->name, known->version, known->index);
        if (stop)
            return stop;
    }
    return 0;
}

static int stop_at_once(void *sink, struct thoth_text name,
                        struct thoth_text version, struct thoth_text index)
{
    (void)sink, (void)name, (void)version, (void)index;
    return 1;
}

static bool is_known(void *user, struct thoth_text name,
                     struct thoth_text version, struct thoth_text index)
{
    const struct case_graph *graph = user;

    return (!graph->indexes || json_is_true(json_object_getn(
                                   graph->indexes, index.at, index.length))) &&
           each_candidate(user, name, version, index, stop_at_once, NULL);
}

struct thoth_graph case_graph_callbacks(struct case_graph *graph)
{
    return (struct thoth_graph){is_known, each_candidate, graph};
}
