/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The setters of a request. They only keep what they are given: what a value
 * means, and whether it makes sense, is decided when a pipeline is built.
 * Names of requirements are the one exception, PEP 503 normalises them here.
 */
#include "runtime/context.h"

#define CHUNK_LEAST 4000 /* bytes of texts in a chunk */
#define LIST_LEAST 8     /* entries of a new list */

struct context_chunk {
    struct context_chunk *next;
    size_t used, room;
    char bytes[];
};

enum thoth_status thoth_context_create(const struct thoth_allocator *allocator,
                                       struct thoth_context **context)
{
    struct thoth_context *created =
        thoth_allocate(allocator, sizeof(struct thoth_context));

    *context = created;
    if (created == NULL)
        return THOTH_E_MEMORY;
    *created = (struct thoth_context){.allocator = allocator};
    thoth_context_recommend(created, THOTH_RECOMMEND_STABLE);
    return THOTH_OK;
}

void thoth_context_release(struct thoth_context *context)
{
    const struct thoth_allocator *allocator;
    struct context_chunk *next;

    if (context == NULL)
        return;
    allocator = context->allocator;
    for (struct context_chunk *chunk = context->chunks; chunk; chunk = next) {
        next = chunk->next;
        thoth_release(allocator, chunk);
    }
    thoth_release(allocator, context->labels.at);
    thoth_release(allocator, context->usages.at);
    thoth_release(allocator, context->symbols.at);
    thoth_release(allocator, context->rpms.at);
    thoth_release(allocator, context->pythons.at);
    thoth_release(allocator, context->requirements.at);
    thoth_release(allocator, context);
}

/* Room for a text, or NULL. Stays where it is. */
static char *text_room(struct thoth_context *context, size_t length)
{
    struct context_chunk *chunk = context->chunks;
    size_t room = length > CHUNK_LEAST ? length : CHUNK_LEAST;

    if (chunk == NULL || chunk->room - chunk->used < length) {
        if (room > SIZE_MAX - sizeof *chunk)
            return NULL;
        chunk = thoth_allocate(context->allocator, sizeof *chunk + room);
        if (chunk == NULL)
            return NULL;
        chunk->next = context->chunks;
        chunk->used = 0;
        chunk->room = room;
        context->chunks = chunk;
    }
    chunk->used += length;
    return chunk->bytes + chunk->used - length;
}

/* Copies a text in place; one whose `at` is NULL stays so. */
static enum thoth_status keep(struct thoth_context *context,
                              struct thoth_text *text)
{
    char *copy;

    if (text->at == NULL) {
        text->length = 0;
        return THOTH_OK;
    }
    copy = text_room(context, text->length);
    if (copy == NULL)
        return THOTH_E_MEMORY;
    memcpy(copy, text->at, text->length);
    text->at = copy;
    return THOTH_OK;
}

static enum thoth_status replace(struct thoth_context *context,
                                 struct thoth_text *place,
                                 struct thoth_text text)
{
    enum thoth_status status = keep(context, &text);

    if (status == THOTH_OK)
        *place = text;
    return status;
}

/* The place of one more entry of `size` bytes, which the caller fills and then
 * counts; or NULL. */
static void *list_room(struct thoth_context *context, struct context_list *list,
                       size_t size)
{
    uint32_t room = list->room ? list->room * 2 : LIST_LEAST;
    void *grown;

    if (list->count == list->room) {
        if (list->room > UINT32_MAX / 2 || room > SIZE_MAX / size)
            return NULL;
        grown = thoth_allocate(context->allocator, room * size);
        if (grown == NULL)
            return NULL;
        if (list->count)
            memcpy(grown, list->at, list->count * size);
        thoth_release(context->allocator, list->at);
        list->at = grown;
        list->room = room;
    }
    return (char *)list->at + list->count * size;
}

void thoth_context_recommend(struct thoth_context *context,
                             enum thoth_recommendation type)
{
    context->request.adviser = 1;
    context->request.recommendation = 1u << (type & 31);
    context->request.decision = 0;
}

void thoth_context_decide(struct thoth_context *context,
                          enum thoth_decision type)
{
    context->request.adviser = 0;
    context->request.recommendation = 0;
    context->request.decision = 1u << (type & 31);
}

void thoth_context_authenticate(struct thoth_context *context,
                                bool authenticated)
{
    context->request.authenticated = authenticated;
}

/* Appends an entry that begins with `count` texts, copying these. */
static enum thoth_status append(struct thoth_context *context,
                                struct context_list *list, const void *entry,
                                size_t size, unsigned count)
{
    struct thoth_text *place = list_room(context, list, size);

    if (place == NULL)
        return THOTH_E_MEMORY;
    memcpy(place, entry, size);
    for (unsigned i = 0; i < count; i++)
        if (keep(context, &place[i]) != THOTH_OK)
            return THOTH_E_MEMORY;
    list->count++;
    return THOTH_OK;
}

enum thoth_status thoth_context_add_label(struct thoth_context *context,
                                          struct thoth_text key,
                                          struct thoth_text value)
{
    struct context_label label = {key, value};

    return append(context, &context->labels, &label, sizeof label, 2);
}

enum thoth_status thoth_context_add_usage(struct thoth_context *context,
                                          struct thoth_text library,
                                          struct thoth_text symbol)
{
    struct context_usage usage = {library, symbol};

    return append(context, &context->usages, &usage, sizeof usage, 2);
}

enum thoth_status thoth_context_set_system(struct thoth_context *context,
                                           struct thoth_text name,
                                           struct thoth_text version)
{
    if (keep(context, &name) != THOTH_OK || keep(context, &version) != THOTH_OK)
        return THOTH_E_MEMORY;
    context->system_name = name;
    context->system_version = version;
    return THOTH_OK;
}

enum thoth_status thoth_context_set_cpu(struct thoth_context *context,
                                        struct thoth_text family,
                                        struct thoth_text model)
{
    if (keep(context, &family) != THOTH_OK || keep(context, &model) != THOTH_OK)
        return THOTH_E_MEMORY;
    context->cpu_family = family;
    context->cpu_model = model;
    return THOTH_OK;
}

enum thoth_status thoth_context_set_gpu(struct thoth_context *context,
                                        struct thoth_text model)
{
    return replace(context, &context->gpu_model, model);
}

enum thoth_status thoth_context_set_version(struct thoth_context *context,
                                            enum thoth_component component,
                                            struct thoth_text version)
{
    if ((unsigned)component >= THOTH_COMPONENTS)
        return THOTH_E_ARGUMENT;
    return replace(context, &context->versions[component], version);
}

enum thoth_status thoth_context_set_platform(struct thoth_context *context,
                                             struct thoth_text platform)
{
    return replace(context, &context->platform, platform);
}

enum thoth_status thoth_context_set_base_image(struct thoth_context *context,
                                               struct thoth_text image)
{
    return replace(context, &context->base_image, image);
}

enum thoth_status thoth_context_set_analysis(struct thoth_context *context,
                                             struct thoth_text image,
                                             struct thoth_text version,
                                             bool documented)
{
    if (keep(context, &image) != THOTH_OK ||
        keep(context, &version) != THOTH_OK)
        return THOTH_E_MEMORY;
    context->analysed_image = image;
    context->analysed_version = version;
    context->documented = documented;
    return THOTH_OK;
}

enum thoth_status thoth_context_add_symbol(struct thoth_context *context,
                                           struct thoth_text symbol)
{
    return append(context, &context->symbols, &symbol, sizeof symbol, 1);
}

enum thoth_status thoth_context_add_rpm(struct thoth_context *context,
                                        const struct thoth_rpm *rpm)
{
    return append(context, &context->rpms, rpm, sizeof *rpm,
                  offsetof(struct thoth_rpm, src) / sizeof(struct thoth_text));
}

enum thoth_status thoth_context_add_python_package(
    struct thoth_context *context, struct thoth_text name,
    struct thoth_text version, struct thoth_text location)
{
    struct context_python python = {name, version, location};

    return append(context, &context->pythons, &python, sizeof python, 3);
}

enum thoth_status thoth_context_add_requirement(struct thoth_context *context,
                                                struct thoth_text name,
                                                bool develop)
{
    struct context_requirement *entry = list_room(
        context, &context->requirements, sizeof(struct context_requirement));
    size_t length = thoth_name_normalise(name, NULL, 0);
    char *normal = text_room(context, length);

    if (entry == NULL || normal == NULL)
        return THOTH_E_MEMORY;
    thoth_name_normalise(name, normal, length);
    entry->name = (struct thoth_text){normal, length};
    entry->develop = develop;
    context->requirements.count++;
    return THOTH_OK;
}

/* Splits at the first colon and drops one leading `v` of the version, as the
 * reference names images in its database. */
void thoth_context_image(const struct thoth_context *context,
                         struct thoth_text *name, struct thoth_text *version)
{
    struct thoth_text image = context->base_image;
    const char *colon = image.at ? memchr(image.at, ':', image.length) : NULL;

    *name = image;
    *version = (struct thoth_text){NULL, 0};
    if (colon == NULL)
        return;
    name->length = (size_t)(colon - image.at);
    version->at = colon + 1;
    version->length = image.length - name->length - 1;
    if (version->length && *version->at == 'v') {
        version->at++;
        version->length--;
    }
}

bool context_is_analysed(const struct thoth_context *context)
{
    struct thoth_text name, version;

    if (context->base_image.at == NULL)
        return false;
    if (context->analysed_image.at == NULL)
        return true;
    thoth_context_image(context, &name, &version);
    return thoth_text_equal(name, context->analysed_image) &&
           thoth_text_equal(version, context->analysed_version);
}
