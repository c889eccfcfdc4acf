/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pseudonyms: each unit of the package is in the outcome, with the candidates
 * that the graph knows, if it applies. It says something only when there are
 * candidates.
 */
#include "runtime/evaluate.h"

#include "runtime/ir_table.h"
#include "runtime/status.h"

/* One unit's candidates being collected. */
struct yielding {
    struct evaluation *evaluation;
    struct thoth_catalog *catalog;
    uint32_t unit;
    uint32_t part;
    uint32_t first; /* its first candidate among the effects */
};

/* For struct thoth_graph: a candidate. Each one counts once. */
static int found(void *sink, struct thoth_text name, struct thoth_text version,
                 struct thoth_text index)
{
    struct yielding *yielding = sink;
    struct thoth_outcome *outcome = yielding->evaluation->outcome;
    thoth_package package;
    enum thoth_status status = thoth_catalog_register(
        yielding->catalog, name, version, index, false, &package);

    if (status != THOTH_OK)
        return (int)status;
    for (uint32_t i = yielding->first; i < outcome->effect_count; i++)
        if (outcome->effects[i].package == package)
            return 0;
    return (int)outcome_add(outcome, THOTH_EFFECT_CANDIDATE, yielding->unit,
                            yielding->part, package);
}

static enum thoth_status yield(struct yielding *yielding,
                               const struct pipeline_instance *instance,
                               const struct evaluation_locked *locked,
                               const struct thoth_graph *graph,
                               thoth_package package)
{
    struct evaluation *evaluation = yielding->evaluation;
    struct thoth_outcome *outcome = evaluation->outcome;
    struct thoth_text version = locked->version;
    int result = 0;

    if (locked->name.at == NULL)
        return status_report_unit(evaluation->error, THOTH_E_RULE,
                                  instance->unit, "a pseudonym yields no name");
    if (locked->extra)
        version = yielding->catalog->entries[package].text;
    if (graph != NULL)
        result = graph->candidates(graph->user, locked->name, version,
                                   locked->index, found, yielding);
    evaluation_refresh(evaluation);
    if (result != 0)
        return (enum thoth_status)result;
    if (outcome->effect_count == yielding->first)
        return THOTH_OK;
    return evaluation_apply(evaluation, instance, package);
}

static enum thoth_status run_pseudonyms(struct evaluation *evaluation,
                                        struct pipeline_range range,
                                        struct thoth_catalog *catalog,
                                        const struct thoth_graph *graph,
                                        thoth_package package)
{
    struct thoth_outcome *outcome = evaluation->outcome;
    enum thoth_status status = THOTH_OK;

    for (const struct pipeline_instance *at = range.first;
         at < range.end && status == THOTH_OK; at++) {
        struct evaluation_locked locked = evaluation_locked(
            evaluation->pipeline->bundle, at->unit, IR_OP_YIELD);
        struct yielding yielding = {evaluation, catalog, at->unit, locked.node,
                                    outcome->effect_count + 1};
        int holds;

        if (outcome_add(outcome, THOTH_EFFECT_YIELDED, at->unit, locked.node,
                        package) != THOTH_OK)
            return THOTH_E_MEMORY;
        holds = evaluation_match(evaluation, at, package);
        if (holds < 0)
            status = evaluation_fail(evaluation, at->unit, holds);
        else if (holds == 1)
            status = yield(&yielding, at, &locked, graph, package);
    }
    return status;
}

enum thoth_status
thoth_pseudonym(const struct thoth_pipeline *pipeline, struct thoth_run *run,
                struct thoth_catalog *catalog, thoth_package package,
                const struct thoth_graph *graph, struct thoth_outcome *outcome,
                struct thoth_error *error)
{
    struct evaluation evaluation;
    enum thoth_status status;
    uint32_t name;

    if (package >= catalog->count)
        return evaluation_of_nothing(outcome, error);
    name = catalog->facts[package].name;
    evaluation_open(&evaluation, pipeline, run, catalog, NULL, outcome, error);
    status = run_pseudonyms(&evaluation,
                            pipeline_range(pipeline, name, THOTH_PSEUDONYM),
                            catalog, graph, package);
    if (status == THOTH_OK)
        status = run_pseudonyms(&evaluation,
                                pipeline_range(pipeline, 0, THOTH_PSEUDONYM),
                                catalog, graph, package);
    return evaluation_close(&evaluation, status);
}
