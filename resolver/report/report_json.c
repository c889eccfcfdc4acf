/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The part of the report that is about the run: the project, the request, the
 * search, the pipeline, and what rules say of the run.
 */
#include "resolver/report/report_json.h"

#include "resolver/report/json_build.h"
#include "resolver/report/project_json.h"

#include <string.h>

static json_t *json_count(uint64_t count)
{
    return json_integer(count > INT64_MAX ? INT64_MAX : (json_int_t)count);
}

/* ---- The request and the search ----------------------------------------- */

static const char *recommendation_name(enum thoth_recommendation type)
{
    static const char *const names[] = {
        [THOTH_RECOMMEND_STABLE] = "stable",
        [THOTH_RECOMMEND_TESTING] = "testing",
        [THOTH_RECOMMEND_LATEST] = "latest",
        [THOTH_RECOMMEND_PERFORMANCE] = "performance",
        [THOTH_RECOMMEND_SECURITY] = "security",
    };

    return names[type];
}

static json_t *request_json(const struct thoth_resolve_options *options)
{
    json_t *json = json_object();

    json_set(json, "recommendation_type",
             json_string(recommendation_name(options->recommendation)));
    json_set(json, "predictor",
             json_string(thoth_predictor_name(options->predictor)));
    json_set(json, "limit", json_count(options->limit));
    json_set(json, "count", json_integer(options->count));
    json_set(json, "beam_width", json_integer(options->beam_width));
    json_set(json, "limit_latest_versions",
             json_integer(options->latest_versions));
    json_set(json, "seed", json_count(options->seed));
    return json;
}

static const char *end_name(enum thoth_end end)
{
    static const char *const names[] = {
        [THOTH_END_LIMIT] = "limit",
        [THOTH_END_EXHAUSTED] = "exhausted",
        [THOTH_END_PROVED] = "proved",
        [THOTH_END_TIMEOUT] = "timeout",
        [THOTH_END_INTERRUPTED] = "interrupted",
        [THOTH_END_EAGER_STOP] = "eager_stop",
    };

    return names[end];
}

static json_t *search_json(const struct thoth_resolution_facts *facts)
{
    json_t *json = json_object();

    json_set(json, "predictor",
             json_string(thoth_predictor_name(facts->predictor)));
    if (facts->reason[0] != '\0')
        json_set(json, "reason", json_string(facts->reason));
    json_set(json, "end", json_string(end_name(facts->end)));
    json_set(json, "bound", json_number(facts->bound));
    json_set(json, "iterations", json_count(facts->iterations));
    json_set(json, "accepted", json_count(facts->accepted));
    json_set(json, "discarded", json_count(facts->discarded));
    json_set(json, "invalid", json_count(facts->invalid));
    json_set(json, "states", json_count(facts->states));
    return json;
}

static json_t *time_json(const struct thoth_resolution_facts *facts)
{
    json_t *json = json_object();

    json_set(json, "seconds", json_number(facts->seconds));
    json_set(json, "cpu_seconds", json_number(facts->cpu_seconds));
    return json;
}

/* ---- The pipeline -------------------------------------------------------- */

static json_t *kind_json(const struct advice *advice, enum thoth_kind kind,
                         bool *seen, bool with_units)
{
    uint32_t instances = thoth_pipeline_count(advice->pipeline, kind);
    json_t *json = json_object(), *units = json_array();
    json_int_t count = 0;

    for (uint32_t i = 0; i < instances; i++) {
        uint32_t unit = thoth_pipeline_unit(advice->pipeline, kind, i);
        json_t *entry;

        if (seen[unit])
            continue;
        seen[unit] = true;
        count++;
        if (!with_units)
            continue;
        entry = json_object();
        report_set_unit(entry, advice, unit);
        json_append(units, entry);
    }
    json_set(json, "count", json_integer(count));
    json_set(json, "instances", json_integer(instances));
    if (with_units)
        json_set(json, "units", units);
    else
        json_decref(units);
    return json;
}

static json_t *pipeline_json(const struct advice *advice, bool with_units)
{
    static const char *const names[THOTH_KINDS] = {
        [THOTH_BOOT] = "boots",     [THOTH_PSEUDONYM] = "pseudonyms",
        [THOTH_SIEVE] = "sieves",   [THOTH_STEP] = "steps",
        [THOTH_STRIDE] = "strides", [THOTH_WRAP] = "wraps",
    };
    struct thoth_bundle_facts facts;
    json_t *json = json_object();
    bool *seen;

    thoth_bundle_describe(advice->bundle, &facts);
    seen = ARENA_NEW_ARRAY(advice->arena, bool, facts.units + 1);
    for (int kind = 0; kind < THOTH_KINDS; kind++)
        json_set(json, names[kind],
                 kind_json(advice, (enum thoth_kind)kind, seen, with_units));
    return json;
}

/* ---- The whole ----------------------------------------------------------- */

static json_t *problems_json(const struct problem_list *problems)
{
    static const char *const severities[] = {
        [PROBLEM_WARNING] = "WARNING", [PROBLEM_ERROR] = "ERROR"};
    json_t *list = json_array();

    for (const struct problem *at = problems->first; at; at = at->next) {
        json_t *json = json_object();

        json_set(json, "type", json_string(severities[at->severity]));
        json_set_text(json, "message", at->message);
        json_set_text(json, "help", at->advice);
        json_set_text(json, "file", at->place.path);
        if (at->place.path.length > 0 && at->place.line > 0) {
            json_set(json, "line", json_integer(at->place.line));
            json_set(json, "column", json_integer(at->place.column));
        }
        json_append(list, json);
    }
    return list;
}

json_t *report_json(const struct advice *advice,
                    const struct problem_list *problems, bool with_units)
{
    bool resolved = advice->resolution != NULL;
    json_t *report = json_object();
    const struct rule_messages *said = &advice->rules->said;

    json_set(report, "format", json_integer(REPORT_FORMAT));
    json_set(report, "error", json_boolean(problems->errors > 0));
    json_set(report, "problems", problems_json(problems));
    json_set(report, "project", project_json(advice->project));
    json_set(report, "request", request_json(advice->options));
    json_set(report, "search",
             resolved ? search_json(&advice->facts) : json_null());
    json_set(report, "time",
             resolved ? time_json(&advice->facts) : json_null());
    json_set(report, "pipeline",
             advice->pipeline != NULL ? pipeline_json(advice, with_units)
                                      : json_null());
    json_set(report, "stack_info", json_array());
    json_set(report, "log", json_array());
    json_set(report, "products", json_array());
    for (uint32_t i = 0; i < said->count; i++)
        report_note(report, advice, &said->messages[i]);
    return report;
}
