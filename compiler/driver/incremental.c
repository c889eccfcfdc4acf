/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Matching files with the cache, first by what stat() says, then by content.
 */
#include "compiler/driver/incremental.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/source/directory_listing.h"

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
    background_wait(&incremental->storing);
    build_cache_release(&incremental->cache);
    finding_image_release(&incremental->image);
}

/* Was the file looked at as closely as this time? */
static bool suffices(const struct incremental *incremental,
                     const struct cached_file *record)
{
    return !incremental->rules->options->lint || record->flags & CACHED_LINTED;
}

struct source_status incremental_status(const struct rule_set *rules,
                                        uint32_t item)
{
    const struct thoth_text nothing = {"", 0};
    struct source_status status = rules->sources.files[item].status;

    if (source_name_is_rx(rules->sources.files[item].name))
        status.device ^= rule_set_hash(rules, item, nothing).low;
    return status;
}

/* A thread_pool_work on an incremental build. */
static void find_by_content(void *user, unsigned number, uint32_t item)
{
    struct incremental *incremental = user;
    struct rule_set *rules = incremental->rules;
    struct rule_worker *worker = &rules->workers[number];
    struct diagnostic_list ignored; /* compiling the file will say it again */
    const struct cached_file *found;
    struct thoth_text content;

    if (incremental->found[item] || incremental->insufficient[item])
        return;
    diagnostic_list_start(&ignored, &worker->arena);
    if (!source_read(&rules->sources, &rules->sources.files[item],
                     rules->options->most_file_bytes, &worker->buffer, &content,
                     &ignored))
        return;
    found = build_cache_by_content(&incremental->cache,
                                   rule_set_hash(rules, item, content));
    incremental->statuses[item] = incremental_status(rules, item);
    if (found && suffices(incremental, found))
        incremental->found[item] = found;
}

/* Returns how many files were found or need not be looked for by content. */
static uint32_t find_by_status(struct incremental *incremental)
{
    struct rule_set *rules = incremental->rules;
    const struct cached_file *before = NULL;
    uint32_t done = 0;

    for (uint32_t i = 0; i < rules->sources.file_count; i++) {
        const struct cached_file *found = NULL;

        incremental->statuses[i] = incremental_status(rules, i);
        if (!rules->options->verify_cache)
            found = build_cache_by_status(&incremental->cache,
                                          &incremental->statuses[i], before);
        if (!found)
            continue;
        before = found;
        if (suffices(incremental, found))
            incremental->found[i] = found;
        else
            incremental->insufficient[i] = true;
        done++;
    }
    return done;
}

static bool is_lint(const struct diagnostic *diagnostic)
{
    return diagnostic_fact(diagnostic->code)->code[2] >= '4';
}

/* Builds say what is wrong with files, not what could be better. */
static bool is_wanted(void *user, const struct diagnostic *diagnostic)
{
    const struct incremental *incremental = user;

    return incremental->rules->options->lint || !is_lint(diagnostic);
}

/* Takes over what is known of a found file but for its units. A record that
 * contradicts itself is as good as none. */
static void take_record(struct incremental *incremental, uint32_t item)
{
    struct rule_set *rules = incremental->rules;
    struct rule_file *file = &rules->files[item];
    const struct cached_file *found = incremental->found[item];
    size_t size;
    const void *findings =
        build_cache_findings(&incremental->cache, found, &size);

    diagnostic_list_start(&file->diagnostics, &rules->arena);
    if (!finding_image_read(findings, size, &file->diagnostics)) {
        incremental->found[item] = NULL;
        return;
    }
    diagnostic_list_filter(&file->diagnostics, is_wanted, incremental);
    file->content = found->content;
    file->comments = found->flags & CACHED_COMMENTS;
    file->known = true;
    incremental->found_count++;
}

void incremental_find(struct incremental *incremental)
{
    struct rule_set *rules = incremental->rules;
    uint32_t count = rules->sources.file_count, done;

    incremental->found =
        ARENA_NEW_ARRAY(&rules->arena, const struct cached_file *, count);
    incremental->statuses =
        ARENA_NEW_ARRAY(&rules->arena, struct source_status, count);
    incremental->insufficient = ARENA_NEW_ARRAY(&rules->arena, bool, count);
    if (incremental->cache.fresh)
        return;
    done = find_by_status(incremental);
    incremental->by_content = done < count;
    if (done < count && !thread_pool_run(rules->threads, count, 32,
                                         find_by_content, incremental))
        memory_ran_out();
    for (uint32_t i = 0; i < count; i++)
        if (incremental->found[i])
            take_record(incremental, i);
}

bool incremental_is_complete(const struct incremental *incremental)
{
    return !incremental->cache.fresh &&
           incremental->found_count == incremental->rules->sources.file_count;
}

static void hash_text(XXH3_state_t *state, struct thoth_text text)
{
    XXH3_128bits_update(state, text.at, text.length);
    XXH3_128bits_update(state, "", 1);
}

struct content_hash
incremental_fingerprint(const struct incremental *incremental)
{
    const struct source_set *sources = &incremental->rules->sources;
    XXH3_state_t *state = XXH3_createState();
    XXH128_hash_t hash;

    if (!state)
        memory_ran_out();
    XXH3_128bits_reset(state);
    for (uint32_t i = 0; i < sources->file_count; i++) {
        const struct source_file *file = &sources->files[i];

        hash_text(state, sources->directories[file->directory].relative);
        hash_text(state, file->name);
        hash_text(state, source_namespace(sources, file));
        XXH3_128bits_update(state, &incremental->rules->files[i].content,
                            sizeof(struct content_hash));
    }
    hash = XXH3_128bits_digest(state);
    XXH3_freeState(state);
    return (struct content_hash){hash.low64, hash.high64};
}

bool incremental_bundle(struct incremental *incremental, unsigned char **bytes,
                        size_t *size)
{
    if (!incremental_is_complete(incremental) ||
        !build_cache_bundle(&incremental->cache,
                            incremental_fingerprint(incremental), bytes, size))
        return false;
    incremental_refresh(incremental);
    return true;
}

bool incremental_across(struct incremental *incremental,
                        const struct across_entry **entries, uint32_t *count,
                        const unsigned char **findings)
{
    if (!incremental_is_complete(incremental) ||
        !build_cache_across(&incremental->cache,
                            incremental_fingerprint(incremental), entries,
                            count, findings))
        return false;
    for (uint32_t i = 0; i < *count; i++)
        if ((*entries)[i].file >= incremental->rules->sources.file_count)
            return false;
    incremental_refresh(incremental);
    return true;
}

/* A session that was restored in part is of no use. */
static void start_anew(struct incremental *incremental)
{
    struct rule_set *rules = incremental->rules;
    uint32_t count = rules->sources.file_count;

    ir_session_release(&rules->session);
    ir_session_start(&rules->session);
    incremental->found_count = 0;
    memset(incremental->found, 0, count * sizeof *incremental->found);
    memset(rules->files, 0, count * sizeof *rules->files);
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
    for (uint32_t i = 0; i < rules->sources.file_count; i++)
        if (incremental->found[i])
            rules->files[i].object =
                build_cache_object(&incremental->cache, incremental->found[i]);
}
