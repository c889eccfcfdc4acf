/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lock files: Pipfile.lock as pipenv writes it, with the hash of the Pipfile
 * that it belongs to, and pinned requirements. Hashes of files are there as
 * far as the knowledge base knows them.
 */
#include "resolver/advise/advise.h"

#include "compiler/base/output_file.h"
#include "resolver/advise/lock_document.h"
#include "resolver/advise/lock_markers.h"
#include "resolver/advise/manifest_hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool advise_write_file(struct advise *advise, const char *path,
                       const char *bytes, size_t size)
{
    int error;

    if (strcmp(path, "-") == 0)
        return fwrite(bytes, 1, size, stdout) == size;
    error = output_file_save(path, bytes, size);
    if (error != 0)
        problem_error(&advise->problems,
                      (struct place){.path = thoth_text_of(path)}, NULL,
                      "cannot be written: %s", strerror(error));
    return error == 0;
}

/* Marks what is reachable from direct requirements that are not for
 * development. */
static void mark_default(const struct advise *advise,
                         const struct thoth_choice *stack, uint32_t count,
                         uint32_t package, bool *only)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t required;

        if (stack[i].package != package || !only[i])
            continue;
        only[i] = false;
        for (uint32_t j = 0; thoth_space_requirement(advise->space, stack[i], j,
                                                     &required, NULL);
             j++)
            mark_default(advise, stack, count, required, only);
    }
}

/* What no direct requirement reaches, rules brought in: it is not for
 * development either. */
static void mark_brought(const struct advise *advise,
                         const struct thoth_choice *stack, uint32_t count,
                         bool *only)
{
    const struct closure *closure = advise->closure;
    bool *unreached =
        ARENA_NEW_ARRAY((struct arena *)&advise->arena, bool, count + 1);

    for (uint32_t i = 0; i < count; i++)
        unreached[i] = only[i];
    for (uint32_t i = 0; i < closure->root_count; i++)
        mark_default(
            advise, stack, count,
            closure->requirements[closure->roots[i].requirement].package,
            unreached);
    for (uint32_t i = 0; i < count; i++)
        if (unreached[i])
            mark_default(advise, stack, count, stack[i].package, only);
}

void advise_develop_only(const struct advise *advise,
                         const struct thoth_choice *stack, uint32_t count,
                         bool *only)
{
    const struct closure *closure = advise->closure;

    for (uint32_t i = 0; i < count; i++)
        only[i] = true;
    for (uint32_t i = 0; i < closure->root_count; i++)
        if (!closure->roots[i].develop)
            mark_default(
                advise, stack, count,
                closure->requirements[closure->roots[i].requirement].package,
                only);
    mark_brought(advise, stack, count, only);
}

/* The name of the source at this URL, or the URL. */
static struct thoth_text source_name(const struct advise *advise,
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

/* What a direct requirement says of its package: that it is one, extras. */
static bool add_direct(struct advise *advise, struct thoth_text name,
                       json_t *entry)
{
    const struct project_requirement *at = advise->project.requirements.first;
    json_t *extras = json_array();
    bool direct = false;

    for (; at != NULL; at = at->next) {
        if (!thoth_text_equal(at->requirement.name, name) ||
            (at->develop && !advise->options->develop))
            continue;
        direct = true;
        for (size_t i = 0;
             json_array_size(extras) == 0 && i < at->requirement.extra_count;
             i++)
            json_array_append_new(extras, json_of(at->requirement.extras[i]));
    }
    if (json_array_size(extras) > 0)
        json_object_set(entry, "extras", extras);
    json_decref(extras);
    return direct;
}

/* One entry of "default" or "develop"; counts versions without hashes. As
 * pipenv has it, only direct requirements name the index, and what is not from
 * the first one. */
static json_t *lock_entry(struct advise *advise,
                          const struct thoth_choice *stack, uint32_t stack_size,
                          uint32_t place, uint32_t *bare)
{
    struct thoth_choice choice = stack[place];
    struct thoth_text name =
        thoth_space_package_name(advise->space, choice.package);
    struct thoth_text version =
        thoth_space_version_text(advise->space, choice.package, choice.version);
    struct thoth_text index = thoth_space_version_index(
        advise->space, choice.package, choice.version);
    struct thoth_text markers = lock_markers(advise, stack, stack_size, place);
    json_t *entry = json_object();
    bool direct = add_direct(advise, name, entry);
    struct thoth_text *hashes;
    size_t count = 0;

    if (!kb_hashes(advise->kb, &advise->arena, name, version, index, &hashes,
                   &count, &advise->problems))
        count = 0;
    if (count > 0)
        json_object_set_new(entry, "hashes", json_hashes(hashes, count));
    else
        ++*bare;
    if (direct || !thoth_text_equal(index, advise->closure->indexes[0]))
        json_object_set_new(entry, "index",
                            json_of(source_name(advise, index)));
    if (markers.length > 0)
        json_object_set_new(entry, "markers", json_of(markers));
    json_object_set_new(entry, "version",
                        json_of(arena_format(&advise->arena, "==%.*s",
                                             (int)version.length, version.at)));
    return entry;
}

json_t *lock_document(struct advise *advise, const struct thoth_choice *stack,
                      uint32_t count, uint32_t *bare)
{
    bool *only = ARENA_NEW_ARRAY(&advise->arena, bool, count + 1);
    json_t *develop = json_object(), *usual = json_object();
    json_t *document = json_object();

    *bare = 0;
    advise_develop_only(advise, stack, count, only);
    for (uint32_t i = 0; i < count; i++) {
        struct thoth_text name =
            thoth_space_package_name(advise->space, stack[i].package);
        char *key = arena_copy(&advise->arena, name.at, name.length);

        json_object_set_new(only[i] ? develop : usual, key,
                            lock_entry(advise, stack, count, i, bare));
    }
    json_object_set_new(document, "_meta", manifest_meta(advise));
    json_object_set_new(document, "default", usual);
    json_object_set_new(document, "develop", develop);
    return document;
}

/* Text as Python's json.dumps writes it: four spaces, sorted keys, a line's
 * end. */
bool advise_write_lock(struct advise *advise, const char *path)
{
    double score;
    uint32_t count, bare;
    const struct thoth_choice *stack =
        thoth_resolution_product(advise->resolution, 0, &count, &score);
    json_t *document = lock_document(advise, stack, count, &bare);
    char *text = json_dumps(document, JSON_INDENT(4) | JSON_SORT_KEYS);
    struct thoth_text whole = {NULL, 0};

    if (text != NULL)
        whole = arena_format(&advise->arena, "%s\n", text);
    json_decref(document);
    free(text);
    if (bare > 0)
        problem_warning(&advise->problems, (struct place){0},
                        "thoth kb import FILE adds hashes",
                        "no hashes are known of %u of %u package versions",
                        bare, count);
    return whole.at != NULL &&
           advise_write_file(advise, path, whole.at, whole.length);
}

/* "--index-url" for the first index in use, "--extra-index-url" for others; as
 * the project writes them, so that variables stay variables. */
static void print_indexes(struct advise *advise, FILE *out)
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

static void print_pin(struct advise *advise, struct thoth_choice choice,
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

bool advise_write_requirements(struct advise *advise, const char *path)
{
    double score;
    uint32_t count;
    const struct thoth_choice *stack =
        thoth_resolution_product(advise->resolution, 0, &count, &score);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    bool written;

    if (out == NULL)
        return false;
    print_indexes(advise, out);
    for (uint32_t i = 0; i < count; i++)
        print_pin(advise, stack[i], out);
    written = fclose(out) == 0 && advise_write_file(advise, path, text, size);
    free(text);
    return written;
}
