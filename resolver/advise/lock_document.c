/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lock files: Pipfile.lock as pipenv writes it, with the hash of the Pipfile
 * that it belongs to, and pinned requirements. Hashes of files are there as
 * far as the knowledge base knows them.
 */
#include "resolver/advise/lock_document.h"

#include "compiler/base/out_of_memory.h"
#include "resolver/advise/manifest_hash.h"

#include <stdio.h>
#include <stdlib.h>

/* The name of the source at this URL, or the URL. */
static struct thoth_text source_name(const struct thoth_advice *advise,
                                     struct thoth_text url)
{
    const struct project_source *source =
        project_source_at(&advise->project, url);

    if (source != NULL && source->name.length > 0)
        return source->name;
    if (thoth_text_equal(url, thoth_text_of(PROJECT_PYPI)))
        return thoth_text_of("pypi");
    return url;
}

static json_t *json_of(struct thoth_text text)
{
    return json_stringn(text.at, text.length);
}

static json_t *json_hashes(const struct thoth_text *hashes, size_t count)
{
    json_t *list = json_array();

    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_of(hashes[i]));
    return list;
}

/* The extras of a direct requirement; of several, those of the first. */
static void add_extras(struct thoth_advice *advise, struct thoth_text name,
                       json_t *entry)
{
    const struct project_requirement *at = advise->project.requirements.first;
    json_t *extras = json_array();

    for (; at != NULL; at = at->next) {
        if (!thoth_text_equal(at->requirement.name, name) ||
            (at->develop && !advise->options.develop))
            continue;
        for (size_t i = 0;
             json_array_size(extras) == 0 && i < at->requirement.extra_count;
             i++)
            json_array_append_new(extras, json_of(at->requirement.extras[i]));
    }
    if (json_array_size(extras) > 0)
        json_object_set(entry, "extras", extras);
    json_decref(extras);
}

/* One entry of "default" or "develop"; counts versions without hashes. As
 * pipenv has it, only direct requirements name the index, and what is not from
 * the first one. */
static json_t *lock_entry(struct thoth_advice *advise,
                          const struct thoth_advised_package *package,
                          uint32_t *bare)
{
    struct thoth_text version = package->version, index = package->index;
    json_t *entry = json_object();
    struct thoth_text *hashes;
    size_t count = 0;

    add_extras(advise, package->name, entry);
    if (!kb_hashes(advise->kb, &advise->arena, package->name, version, index,
                   &hashes, &count, &advise->problems))
        count = 0;
    if (count > 0)
        json_object_set_new(entry, "hashes", json_hashes(hashes, count));
    else
        ++*bare;
    if (package->direct ||
        !thoth_text_equal(index, advise->closure->indexes[0]))
        json_object_set_new(entry, "index",
                            json_of(source_name(advise, index)));
    if (package->markers.length > 0)
        json_object_set_new(entry, "markers", json_of(package->markers));
    json_object_set_new(entry, "version",
                        json_of(arena_format(&advise->arena, "==%.*s",
                                             (int)version.length, version.at)));
    return entry;
}

json_t *lock_document(struct thoth_advice *advise, uint32_t product,
                      uint32_t *bare)
{
    uint32_t count;
    const struct thoth_advised_package *packages =
        advise_packages(advise, product, &count);
    json_t *develop = json_object(), *usual = json_object();
    json_t *document = json_object();

    *bare = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct thoth_advised_package *package = &packages[i];
        char *key =
            arena_copy(&advise->arena, package->name.at, package->name.length);

        json_object_set_new(package->develop ? develop : usual, key,
                            lock_entry(advise, package, bare));
    }
    json_object_set_new(document, "_meta", manifest_meta(advise));
    json_object_set_new(document, "default", usual);
    json_object_set_new(document, "develop", develop);
    return document;
}

/* Text as Python's json.dumps writes it: four spaces, sorted keys, a line's
 * end. */
struct thoth_text lock_text(struct thoth_advice *advise)
{
    uint32_t count, bare;
    json_t *document = lock_document(advise, 0, &bare);
    char *text = json_dumps(document, JSON_INDENT(4) | JSON_SORT_KEYS);
    struct thoth_text whole;

    if (text == NULL)
        memory_ran_out();
    whole = arena_format(&advise->arena, "%s\n", text);
    json_decref(document);
    free(text);
    advise_packages(advise, 0, &count);
    if (bare > 0 && !advise->bare_told)
        problem_warning(&advise->problems, (struct place){0},
                        "thoth kb import FILE adds hashes",
                        "no hashes are known of %u of %u package versions",
                        bare, count);
    advise->bare_told = true;
    return whole;
}

/* "--index-url" for the first index in use, "--extra-index-url" for others; as
 * the project writes them, so that variables stay variables. */
static void print_indexes(struct thoth_advice *advise, FILE *out)
{
    const struct closure *closure = advise->closure;

    for (uint32_t i = 0; i < closure->enabled_index_count; i++) {
        struct thoth_text url = closure->indexes[i];
        const struct project_source *source =
            project_source_at(&advise->project, url);

        if (source != NULL)
            url = source->url;
        fprintf(out, "%s %.*s\n", i == 0 ? "--index-url" : "--extra-index-url",
                (int)url.length, url.at);
    }
}

static void print_pin(struct thoth_advice *advise, struct thoth_choice choice,
                      FILE *out)
{
    struct thoth_text name =
        thoth_space_package_name(advise->space, choice.package);
    struct thoth_text version =
        thoth_space_version_text(advise->space, choice.package, choice.version);
    struct thoth_text index = thoth_space_version_index(
        advise->space, choice.package, choice.version);
    struct thoth_text *hashes;
    size_t count = 0;

    fprintf(out, "%.*s==%.*s", (int)name.length, name.at, (int)version.length,
            version.at);
    if (kb_hashes(advise->kb, &advise->arena, name, version, index, &hashes,
                  &count, &advise->problems))
        for (size_t i = 0; i < count; i++)
            fprintf(out, " \\\n    --hash=%.*s", (int)hashes[i].length,
                    hashes[i].at);
    fputc('\n', out);
}

struct thoth_text advise_requirements(struct thoth_advice *advise)
{
    struct advise_stream stream;
    double score;
    uint32_t count;
    const struct thoth_choice *stack =
        thoth_resolution_product(advise->resolution, 0, &count, &score);

    advise_stream_open(&stream);
    print_indexes(advise, stream.file);
    for (uint32_t i = 0; i < count; i++)
        print_pin(advise, stack[i], stream.file);
    return advise_stream_close(advise, &stream);
}
