/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is empty is left out, so that the text says what the files say.
 */
#define _GNU_SOURCE
#include "resolver/report/project_json.h"

#include "compiler/base/out_of_memory.h"
#include "resolver/report/json_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void set_texts(json_t *object, const char *key,
                      const struct thoth_text *texts, size_t count)
{
    json_t *list = json_array();

    for (size_t i = 0; i < count; i++)
        json_append(list, json_text(texts[i]));
    if (count)
        json_set(object, key, list);
    else
        json_decref(list);
}

/* Paths may be no UTF-8. */
static void set_place(json_t *object, struct place place)
{
    char *text = NULL;
    int length;

    if (!place.path.length || !place.line)
        return;
    length = asprintf(&text, "%.*s:%u:%u", (int)place.path.length,
                      place.path.at, place.line, place.column);
    if (length < 0)
        memory_ran_out();
    json_set_text(object, "place", (struct thoth_text){text, (size_t)length});
    free(text);
}

static json_t *requirement_json(const struct project *project,
                                const struct project_requirement *from)
{
    json_t *json = json_object();

    json_set_text(json, "name", from->requirement.name);
    json_set_text(json, "specifier", from->requirement.specifier);
    set_texts(json, "extras", from->requirement.extras,
              from->requirement.extra_count);
    json_set_text(json, "marker", from->requirement.marker_text);
    if (from->source.length)
        json_set_text(json, "index",
                      project_source_location(project, from->source));
    set_texts(json, "hashes", from->hashes, from->hash_count);
    if (from->develop)
        json_set(json, "develop", json_true());
    set_place(json, from->place);
    return json;
}

static void set_requirements(json_t *object, const char *key,
                             const struct project *project,
                             const struct project_requirements *from)
{
    const struct project_requirement *each;
    json_t *list = json_array();

    for (each = from->first; each; each = each->next)
        json_append(list, requirement_json(project, each));
    json_set(object, key, list);
}

static void set_sources(json_t *object, const struct project *project)
{
    const struct project_source *source;
    json_t *list = json_array();

    for (source = project->sources; source; source = source->next) {
        json_t *json = json_object();

        json_set_text(json, "name", source->name);
        json_set_text(json, "url", source->url);
        if (!source->verify_ssl)
            json_set(json, "verify_ssl", json_false());
        json_append(list, json);
    }
    json_set(object, "sources", list);
}

static json_t *environment_json(const struct environment *environment)
{
    json_t *json = json_object();

    for (int i = 0; i < ENVIRONMENT_FIELDS; i++) {
        const struct environment_fact *fact =
            environment_fact((enum environment_field)i);
        json_t *group = json;

        if (!environment->fields[i].length)
            continue;
        if (*fact->group) {
            group = json_object_get(json, fact->group);
            if (!group) {
                group = json_object();
                json_set(json, fact->group, group);
            }
        }
        json_set_text(group, fact->key, environment->fields[i]);
    }
    return json;
}

static void set_environments(json_t *object, const struct project *project)
{
    const struct project_environment *each;
    json_t *list = json_array();

    for (each = project->environments; each; each = each->next)
        json_append(list, environment_json(&each->environment));
    json_set(object, "environments", list);
    json_set(object, "environment", environment_json(&project->environment));
}

static void set_lock(json_t *object, const struct project_lock *lock)
{
    const struct project_pin *pin;
    json_t *json, *list;

    if (!lock->present)
        return;
    json = json_object();
    list = json_array();
    for (pin = lock->pins; pin; pin = pin->next) {
        json_t *entry = json_object();

        json_set_text(entry, "name", pin->name);
        json_set_text(entry, "version", pin->version);
        json_set_text(entry, "index", pin->source);
        json_set_text(entry, "marker", pin->markers);
        set_texts(entry, "hashes", pin->hashes, pin->hash_count);
        if (pin->develop)
            json_set(entry, "develop", json_true());
        json_append(list, entry);
    }
    json_set_text(json, "path", lock->path);
    json_set_text(json, "hash", lock->manifest_hash);
    json_set(json, "packages", list);
    json_set(object, "lock", json);
}

/* Keys with lists of values: a library has many symbols. */
static void set_usage(json_t *object, const struct project_pair *pair)
{
    json_t *json = json_object();

    for (; pair; pair = pair->next) {
        char *key = strndup(pair->key.at, pair->key.length);
        json_t *list = key ? json_object_get(json, key) : NULL;

        if (key && !list) {
            list = json_array();
            json_set(json, key, list);
        }
        if (!key || (pair->value.length &&
                     json_array_append_new(list, json_text(pair->value))))
            memory_ran_out();
        free(key);
    }
    json_set(object, "library_usage", json);
}

static void set_labels(json_t *object, const struct project_pair *pair)
{
    json_t *json = json_object();

    for (; pair; pair = pair->next) {
        char *key = strndup(pair->key.at, pair->key.length);

        if (!key)
            memory_ran_out();
        json_set(json, key, json_text(pair->value));
        free(key);
    }
    json_set(object, "labels", json);
}

json_t *project_json(const struct project *project)
{
    json_t *json = json_object();

    json_set_text(json, "manifest", project->manifest_path);
    set_requirements(json, "requirements", project, &project->requirements);
    set_requirements(json, "constraints", project, &project->constraints);
    set_sources(json, project);
    json_set_text(json, "python_version", project->python_version);
    json_set_text(json, "requires_python", project->requires_python);
    json_set(json, "allow_prereleases",
             json_boolean(project->allow_prereleases));
    json_set(json, "disable_index_adjustment",
             json_boolean(project->disable_index_adjustment));
    set_environments(json, project);
    if (project->labels)
        set_labels(json, project->labels);
    if (project->usage)
        set_usage(json, project->usage);
    set_lock(json, &project->lock);
    return json;
}
