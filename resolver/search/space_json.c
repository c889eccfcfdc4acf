/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The reader of benchmark graphs. What the file says twice or of unknown
 * packages is refused; every package gets the number of its place in
 * `versions`.
 */
#include "resolver/search/space_json.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct graph_reader {
    struct thoth_space *space;
    json_t *versions; /* of the document */
    json_t *numbers;  /* name: number of the package */
    const char *index;
};

static struct thoth_text text_of(const char *string)
{
    return (struct thoth_text){string, string == NULL ? 0 : strlen(string)};
}

/* Versions ascend in the file and descend in a space. */
static enum thoth_status add_package(struct graph_reader *reader,
                                     const char *name, json_t *versions)
{
    size_t count = json_array_size(versions);
    enum thoth_status status;
    uint32_t package;

    if (!json_is_array(versions) || count > UINT32_MAX / 2)
        return THOTH_E_ARGUMENT;
    status = thoth_space_add_package(reader->space, text_of(name),
                                     (uint32_t)count, &package);
    for (size_t i = 0; status == THOTH_OK && i < count; i++) {
        const char *text = json_string_value(json_array_get(versions, i));

        if (text == NULL)
            return THOTH_E_ARGUMENT;
        status = thoth_space_name_version(
            reader->space, package, (uint32_t)(count - 1 - i), text_of(text),
            text_of(reader->index));
    }
    if (status == THOTH_OK &&
        json_object_set_new(reader->numbers, name, json_integer(package)) != 0)
        status = THOTH_E_MEMORY;
    return status;
}

/* The place of a version in its package, or UINT32_MAX. */
static uint32_t find_version(const struct graph_reader *reader,
                             const char *name, const char *text)
{
    json_t *versions = json_object_get(reader->versions, name);
    size_t count = json_array_size(versions);

    for (size_t i = 0; i < count && text != NULL; i++)
        if (strcmp(json_string_value(json_array_get(versions, i)), text) == 0)
            return (uint32_t)(count - 1 - i);
    return UINT32_MAX;
}

static uint32_t find_package(const struct graph_reader *reader,
                             const char *name)
{
    json_t *number = json_object_get(reader->numbers, name);

    return number == NULL ? UINT32_MAX : (uint32_t)json_integer_value(number);
}

/* Fills the words of a set from an array of versions. */
static enum thoth_status read_set(const struct graph_reader *reader,
                                  const char *name, json_t *versions,
                                  uint64_t **words)
{
    uint32_t count =
        thoth_space_version_count(reader->space, find_package(reader, name));

    *words = calloc(THOTH_SPACE_WORDS(count) + 1, sizeof(**words));
    if (*words == NULL)
        return THOTH_E_MEMORY;
    for (size_t i = 0; i < json_array_size(versions); i++) {
        uint32_t version = find_version(
            reader, name, json_string_value(json_array_get(versions, i)));

        if (version == UINT32_MAX)
            return THOTH_E_ARGUMENT;
        (*words)[version / 64] |= UINT64_C(1) << version % 64;
    }
    return json_is_array(versions) ? THOTH_OK : THOTH_E_ARGUMENT;
}

static enum thoth_status read_requirements(struct graph_reader *reader,
                                           const char *name,
                                           const char *version, json_t *depends)
{
    uint32_t of = find_version(reader, name, version);
    const char *required;
    json_t *versions;

    json_object_foreach(depends, required, versions)
    {
        uint64_t *words = NULL;
        enum thoth_status status = read_set(reader, required, versions, &words);

        if (status == THOTH_OK)
            status =
                thoth_space_require(reader->space, find_package(reader, name),
                                    of, find_package(reader, required), words);
        free(words);
        if (status != THOTH_OK)
            return status;
    }
    return THOTH_OK;
}

static enum thoth_status read_depends(struct graph_reader *reader,
                                      json_t *depends)
{
    const char *name, *version;
    json_t *versions, *requirements;

    json_object_foreach(depends, name, versions)
    {
        json_object_foreach(versions, version, requirements)
        {
            enum thoth_status status =
                read_requirements(reader, name, version, requirements);

            if (status != THOTH_OK)
                return status;
        }
    }
    return THOTH_OK;
}

static enum thoth_status read_scores(struct graph_reader *reader,
                                     json_t *scores)
{
    const char *name, *version;
    json_t *versions, *score;

    json_object_foreach(scores, name, versions)
    {
        json_object_foreach(versions, version, score)
        {
            enum thoth_status status = thoth_space_judge_version(
                reader->space, find_package(reader, name),
                find_version(reader, name, version), THOTH_FATE_OPEN,
                json_is_number(score) ? json_number_value(score) : 1e9);

            if (status != THOTH_OK)
                return status;
        }
    }
    return THOTH_OK;
}

/* The project requires any version. */
static enum thoth_status read_roots(struct graph_reader *reader, json_t *roots)
{
    const char *name;
    json_t *specifier;

    json_object_foreach(roots, name, specifier)
    {
        uint64_t *words = NULL;
        enum thoth_status status = read_set(
            reader, name, json_object_get(reader->versions, name), &words);

        if (status == THOTH_OK)
            status = thoth_space_require_directly(
                reader->space, find_package(reader, name), words);
        free(words);
        if (status != THOTH_OK)
            return status;
    }
    return THOTH_OK;
}

static enum thoth_status read_document(struct graph_reader *reader,
                                       json_t *document)
{
    enum thoth_status status = THOTH_OK;
    const char *name;
    json_t *versions;

    reader->index = json_string_value(json_object_get(document, "index_url"));
    reader->versions = json_object_get(document, "versions");
    json_object_foreach(reader->versions, name, versions)
    {
        status = add_package(reader, name, versions);
        if (status != THOTH_OK)
            return status;
    }
    status = read_depends(reader, json_object_get(document, "depends"));
    if (status == THOTH_OK)
        status = read_scores(reader, json_object_get(document, "scores"));
    if (status == THOTH_OK)
        status = read_roots(reader, json_object_get(document, "requirements"));
    return status;
}

static void describe_error(struct thoth_error *error, enum thoth_status status,
                           const char *path, const char *what)
{
    if (error == NULL)
        return;
    memset(error, 0, sizeof(*error));
    error->status = status;
    error->errno_value = status == THOTH_E_IO ? errno : 0;
    error->unit = THOTH_NO_UNIT;
    snprintf(error->message, sizeof(error->message), "%s: %s", path, what);
}

enum thoth_status space_read_json(const char *path, struct thoth_space **space,
                                  struct thoth_error *error)
{
    struct graph_reader reader = {0};
    json_error_t reason;
    json_t *document = json_load_file(path, JSON_REJECT_DUPLICATES, &reason);
    enum thoth_status status;

    *space = NULL;
    if (document == NULL) {
        status = reason.line < 0 ? THOTH_E_IO : THOTH_E_ARGUMENT;
        describe_error(error, status, path, reason.text);
        return status;
    }
    status = thoth_space_create(&reader.space);
    reader.numbers = json_object();
    if (status == THOTH_OK)
        status = reader.numbers == NULL ? THOTH_E_MEMORY
                                        : read_document(&reader, document);
    json_decref(reader.numbers);
    json_decref(document);
    if (status != THOTH_OK) {
        describe_error(error, status, path, "no graph of packages");
        thoth_space_release(reader.space);
        return status;
    }
    *space = reader.space;
    return THOTH_OK;
}
