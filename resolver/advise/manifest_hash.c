/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The hash is pipenv's: SHA-256 of the sections as JSON, keys sorted, without
 * white space. So the sections are turned into JSON as they stand in the file,
 * [thoth] and others that pipenv takes for categories of packages included.
 */
#include "resolver/advise/manifest_hash.h"

#include "resolver/input/document.h"

#include <sha256.h>
#include <stdlib.h>
#include <string.h>

static json_t *json_of_value(const struct document_value *value);

static json_t *json_of_text(struct thoth_text text)
{
    return json_stringn(text.at, text.length);
}

static json_t *json_of_number(const struct document_value *value)
{
    char *text = strndup(value->text.at, value->text.length);
    json_t *number =
        text == NULL ? NULL : json_loads(text, JSON_DECODE_ANY, NULL);

    free(text);
    return number;
}

static json_t *json_of_members(const struct document_value *value)
{
    json_t *json = value->kind == DOCUMENT_TABLE ? json_object() : json_array();

    for (const struct document_value *at = value->first; at != NULL;
         at = at->next) {
        if (value->kind == DOCUMENT_LIST) {
            json_array_append_new(json, json_of_value(at));
            continue;
        }
        char *key = strndup(at->key.at, at->key.length);

        if (key != NULL)
            json_object_set_new(json, key, json_of_value(at));
        free(key);
    }
    return json;
}

static json_t *json_of_value(const struct document_value *value)
{
    switch (value->kind) {
    case DOCUMENT_TABLE:
    case DOCUMENT_LIST:
        return json_of_members(value);
    case DOCUMENT_BOOLEAN:
        return json_boolean(value->truth);
    case DOCUMENT_NUMBER:
        return json_of_number(value);
    case DOCUMENT_NULL:
        return json_null();
    default:
        return json_of_text(value->text);
    }
}

/* The section of the Pipfile, or an empty one. */
static json_t *section(const struct document_value *document, const char *key)
{
    const struct document_value *value = document_member(document, key);

    return value == NULL ? json_object() : json_of_value(value);
}

static json_t *json_sources(const struct thoth_advice *advise)
{
    const struct project_source *source = advise->project.sources;
    json_t *sources = json_array();

    for (; source != NULL; source = source->next)
        json_array_append_new(sources,
                              json_pack("{s:o, s:o, s:b}", "name",
                                        json_of_text(source->name), "url",
                                        json_of_text(source->url), "verify_ssl",
                                        source->verify_ssl));
    if (json_array_size(sources) == 0)
        json_array_append_new(sources,
                              json_pack("{s:s, s:s, s:b}", "name", "pypi",
                                        "url", PROJECT_PYPI, "verify_ssl", 1));
    return sources;
}

/* Requirements of a project without a Pipfile, as one would have them. */
static json_t *json_requirements(const struct thoth_advice *advise,
                                 bool develop)
{
    const struct project_requirement *at = advise->project.requirements.first;
    json_t *packages = json_object();

    for (; at != NULL; at = at->next) {
        const struct requirement *requirement = &at->requirement;
        char *key = strndup(requirement->name.at, requirement->name.length);

        if (at->develop == develop && key != NULL)
            json_object_set_new(packages, key,
                                requirement->specifier.length == 0
                                    ? json_string("*")
                                    : json_of_text(requirement->specifier));
        free(key);
    }
    return packages;
}

/* Sections that pipenv does not know by name are categories to it. */
static void add_categories(json_t *sections,
                           const struct document_value *document)
{
    static const char *const KNOWN[] = {
        "source",  "packages", "dev-packages", "requires", "scripts",
        "pipfile", "pipenv",   "default",      "develop",  NULL};
    const struct document_value *at = document ? document->first : NULL;

    for (; at != NULL; at = at->next) {
        char *key;

        if (document_is_key(at->key, KNOWN))
            continue;
        key = strndup(at->key.at, at->key.length);
        if (key != NULL)
            json_object_set_new(sections, key, json_of_value(at));
        free(key);
    }
}

static const struct document_value *read_pipfile(struct thoth_advice *advise)
{
    struct thoth_text bytes;
    bool found;

    if (advise->project.manifest != MANIFEST_PIPFILE ||
        !document_load(advise->project.manifest_path.at, true, &advise->arena,
                       &bytes, &found, &advise->problems))
        return NULL;
    return document_parse_toml(&advise->arena, advise->project.manifest_path,
                               bytes, &advise->problems);
}

static json_t *hash_of(const json_t *sections)
{
    char *text =
        json_dumps(sections, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENSURE_ASCII);
    char digest[SHA256_DIGEST_STRING_LENGTH];
    json_t *hash = NULL;

    if (text != NULL &&
        SHA256Data((const uint8_t *)text, strlen(text), digest) != NULL)
        hash = json_pack("{s:s}", "sha256", digest);
    free(text);
    return hash;
}

json_t *manifest_meta(struct thoth_advice *advise)
{
    const struct document_value *document = read_pipfile(advise);
    json_t *requires = section(document, "requires");
    const struct document_value *source = document_member(document, "source");
    json_t *sources =
        source != NULL ? json_of_value(source) : json_sources(advise);
    bool is_pipfile = document != NULL;
    json_t *sections = json_pack("{s:{s:O, s:O}, s:o, s:o}", "_meta", "sources",
                                 sources, "requires", requires, "default",
                                 is_pipfile ? section(document, "packages")
                                            : json_requirements(advise, false),
                                 "develop",
                                 is_pipfile ? section(document, "dev-packages")
                                            : json_requirements(advise, true));
    json_t *meta;

    add_categories(sections, document);
    meta =
        json_pack("{s:o, s:i, s:o, s:o}", "hash", hash_of(sections),
                  "pipfile-spec", 6, "requires", requires, "sources", sources);

    json_decref(sections);
    return meta;
}
