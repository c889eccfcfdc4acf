/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Matching files with the cache, first by what stat() says, then by content.
 */
#include "compiler/driver/incremental.h"

#include "compiler/base/out_of_memory.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

/* What decides whether a build may use a cache: where the rules lie, and the
 * limits, since they decide what is an error. */
static void open_cache(struct incremental *incremental, char *const *paths,
                       size_t count)
{
    const struct build_options *options = incremental->rules->options;
    const uint64_t limits[] = {options->limits.nesting, options->limits.nodes,
                               options->limits.scalar,
                               options->most_file_bytes};
    char *key = memory_allocate(sizeof limits);
    size_t size = sizeof limits;

    memcpy(key, limits, sizeof limits);
    for (size_t i = 0; i < count; i++) {
        char *real = realpath(paths[i], NULL);
        const char *path = real ? real : paths[i];
        size_t length = strlen(path) + 1;

        key = memory_grow(key, size + length, 1);
        memcpy(key + size, path, length);
        size += length;
        free(real);
    }
    build_cache_open(&incremental->cache, options->cache_folder, key, size);
    free(key);
}

void incremental_open(struct incremental *incremental, struct rule_set *rules,
                      char *const *paths, size_t count)
{
    *incremental = (struct incremental){.rules = rules};
    open_cache(incremental, paths, count);
}

void incremental_release(struct incremental *incremental)
{
    build_cache_release(&incremental->cache);
}

/* A thread_pool_work on an incremental build. */
static void find_by_content(void *user, unsigned number, uint32_t item)
{
    struct incremental *incremental = user;
    struct rule_set *rules = incremental->rules;
    struct rule_worker *worker = &rules->workers[number];
    struct diagnostic_list ignored; /* compiling the file will say it again */
    struct thoth_text content;

    if (incremental->found[item])
        return;
    diagnostic_list_start(&ignored, &worker->arena);
    if (!source_read(&rules->sources, &rules->sources.files[item],
                     rules->options->most_file_bytes, &worker->buffer, &content,
                     &ignored))
        return;
    incremental->found[item] = build_cache_by_content(
        &incremental->cache, content_hash(content.at, content.length));
    incremental->statuses[item] = rules->sources.files[item].status;
}

void incremental_find(struct incremental *incremental)
{
    struct rule_set *rules = incremental->rules;
    uint32_t count = rules->sources.file_count, by_status = 0;

    incremental->found =
        ARENA_NEW_ARRAY(&rules->arena, const struct cached_file *, count);
    incremental->statuses =
        ARENA_NEW_ARRAY(&rules->arena, struct source_status, count);
    if (incremental->cache.fresh)
        return;
    for (uint32_t i = 0; i < count; i++) {
        incremental->statuses[i] = rules->sources.files[i].status;
        if (!rules->options->verify_cache)
            incremental->found[i] = build_cache_by_status(
                &incremental->cache, &incremental->statuses[i]);
        by_status += incremental->found[i] != NULL;
    }
    if (by_status < count && !thread_pool_run(rules->threads, count, 32,
                                              find_by_content, incremental))
        memory_ran_out();
    for (uint32_t i = 0; i < count; i++)
        incremental->found_count += incremental->found[i] != NULL;
    incremental->by_content = incremental->found_count > by_status;
}

static void hash_text(XXH3_state_t *state, struct thoth_text text)
{
    XXH3_128bits_update(state, text.at, text.length);
    XXH3_128bits_update(state, "", 1);
}

/* What a bundle is made of: each file's place, namespace and content. */
static struct content_hash fingerprint(const struct incremental *incremental)
{
    const struct source_set *sources = &incremental->rules->sources;
    XXH3_state_t *state = XXH3_createState();
    XXH128_hash_t hash;

    if (!state)
        memory_ran_out();
    XXH3_128bits_reset(state);
    for (uint32_t i = 0; i < sources->file_count; i++) {
        const struct source_file *file = &sources->files[i];
        const struct content_hash *content =
            incremental->found[i] ? &incremental->found[i]->content
                                  : &incremental->rules->files[i].content;

        hash_text(state, sources->directories[file->directory].relative);
        hash_text(state, file->name);
        hash_text(state, source_namespace(sources, file));
        XXH3_128bits_update(state, content, sizeof *content);
    }
    hash = XXH3_128bits_digest(state);
    XXH3_freeState(state);
    return (struct content_hash){hash.low64, hash.high64};
}

bool incremental_bundle(struct incremental *incremental, unsigned char **bytes,
                        size_t *size)
{
    uint32_t count = incremental->rules->sources.file_count;

    if (incremental->cache.fresh || incremental->found_count < count ||
        !build_cache_bundle(&incremental->cache, fingerprint(incremental),
                            bytes, size))
        return false;
    if (incremental->by_content)
        build_cache_refresh(&incremental->cache, incremental->found,
                            incremental->statuses, count);
    return true;
}

/* A session that was restored in part is of no use. */
static void start_anew(struct incremental *incremental)
{
    struct rule_set *rules = incremental->rules;

    ir_session_release(&rules->session);
    ir_session_start(&rules->session);
    incremental->found_count = 0;
    memset(incremental->found, 0,
           rules->sources.file_count * sizeof *incremental->found);
}

void incremental_restore(struct incremental *incremental)
{
    struct rule_set *rules = incremental->rules;

    if (!incremental->found_count)
        return;
    if (!build_cache_restore(&incremental->cache, &rules->session)) {
        start_anew(incremental);
        return;
    }
    for (uint32_t i = 0; i < rules->sources.file_count; i++) {
        const struct cached_file *found = incremental->found[i];

        if (!found)
            continue;
        rules->files[i].object = build_cache_object(&incremental->cache, found);
        rules->files[i].content = found->content;
        rules->files[i].known = true;
    }
}

int incremental_store(struct incremental *incremental,
                      const unsigned char *bytes, size_t size)
{
    struct rule_set *rules = incremental->rules;
    uint32_t count = rules->sources.file_count;
    struct cache_entry *entries =
        ARENA_NEW_ARRAY(&rules->arena, struct cache_entry, count);

    for (uint32_t i = 0; i < count; i++) {
        struct rule_file *file = &rules->files[i];
        bool clean = file->known || !file->diagnostics.count;

        entries[i] = (struct cache_entry){
            .status = !clean        ? NULL
                      : file->known ? &incremental->statuses[i]
                                    : &rules->sources.files[i].status,
            .content = file->content,
            .object = file->object,
        };
    }
    return build_cache_store(&incremental->cache, &rules->session, entries,
                             count, fingerprint(incremental), bytes, size);
}
