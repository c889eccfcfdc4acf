/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Keeping what became of files in the cache, beside the linking of what they
 * make. The cache is a convenience: that it cannot be written stops nothing.
 */
#include "compiler/driver/incremental.h"

#include "compiler/base/out_of_memory.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

void incremental_refresh(struct incremental *incremental)
{
    if (incremental->by_content)
        build_cache_refresh(&incremental->cache, incremental->found,
                            incremental->statuses,
                            incremental->rules->sources.file_count);
}

/* What a file's record will be; its findings go to the image. */
static struct cache_entry entry_of(struct incremental *incremental,
                                   uint32_t item)
{
    struct rule_set *rules = incremental->rules;
    const struct rule_file *file = &rules->files[item];
    const struct cached_file *found = incremental->found[item];
    struct cache_entry entry = {
        .status = found || file->readable ? &incremental->statuses[item] : NULL,
        .content = file->content,
        .object = file->object,
        .first_finding = incremental->image.size,
    };

    if (!found)
        incremental->statuses[item] = incremental_status(rules, item);
    if (found) {
        size_t size;
        const void *bytes =
            build_cache_findings(&incremental->cache, found, &size);

        finding_image_copy(&incremental->image, bytes, size);
        entry.flags = found->flags;
    } else {
        finding_image_add(&incremental->image, &file->diagnostics);
        entry.flags = (rules->options->lint ? CACHED_LINTED : 0) |
                      (file->comments ? CACHED_COMMENTS : 0);
    }
    entry.finding_size = incremental->image.size - entry.first_finding;
    return entry;
}

static void note_error(struct incremental *incremental, int error)
{
    if (!incremental->store_error)
        incremental->store_error = error;
}

/* A background_work. */
static void store_files(void *user)
{
    struct incremental *incremental = user;
    struct rule_set *rules = incremental->rules;

    note_error(incremental,
               build_cache_store(
                   &incremental->cache, &rules->session, incremental->entries,
                   rules->sources.file_count, &incremental->image));
}

/* Another one. */
static void store_bundle(void *user)
{
    struct incremental *incremental = user;

    note_error(incremental, build_cache_store_bundle(
                                &incremental->cache, incremental->program,
                                incremental->bundle, incremental->bundle_size));
}

static void store_beside(struct incremental *incremental, background_work *work)
{
    background_start(&incremental->storing, incremental->rules->threads > 1,
                     work, incremental);
}

static void wait_for_storing(struct incremental *incremental)
{
    if (!background_wait(&incremental->storing))
        note_error(incremental, ENOMEM);
}

void incremental_store(struct incremental *incremental)
{
    struct rule_set *rules = incremental->rules;
    uint32_t count = rules->sources.file_count;

    if (incremental_is_complete(incremental)) {
        incremental_refresh(incremental);
        return;
    }
    incremental->image.size = 0;
    incremental->entries =
        ARENA_NEW_ARRAY(&rules->arena, struct cache_entry, count);
    for (uint32_t i = 0; i < count; i++)
        incremental->entries[i] = entry_of(incremental, i);
    store_beside(incremental, store_files);
}

void incremental_store_bundle(struct incremental *incremental,
                              const unsigned char *bytes, size_t size)
{
    if (!incremental->cache.fresh && !incremental_is_complete(incremental))
        return;
    wait_for_storing(incremental);
    if (incremental->store_error)
        return;
    incremental->program = incremental_fingerprint(incremental);
    incremental->bundle = bytes;
    incremental->bundle_size = size;
    store_beside(incremental, store_bundle);
}

void incremental_store_across(struct incremental *incremental,
                              const struct across_entry *entries,
                              uint32_t count,
                              const struct finding_image *findings)
{
    wait_for_storing(incremental);
    note_error(incremental,
               build_cache_store_across(&incremental->cache,
                                        incremental_fingerprint(incremental),
                                        entries, count, findings));
}

void incremental_stored(struct incremental *incremental)
{
    const struct build_options *options = incremental->rules->options;

    wait_for_storing(incremental);
    if (incremental->store_error && options->cache_wanted &&
        options->diagnostics)
        fprintf(options->diagnostics,
                "thothc: the cache in '%s' cannot be written: %s\n",
                options->cache_folder, strerror(incremental->store_error));
}
