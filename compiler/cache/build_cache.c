/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Opening a cache, finding files in it, storing a build.
 */
#include "compiler/cache/build_cache.h"
#include "compiler/cache/cache_layout.h"

#include "compiler/base/out_of_memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <xxhash.h>

#define SECOND ((int64_t)1000000000)

/* Files touched this short a time before a build, or during it, may have been
 * touched again without a visible change of their times. */
static const int64_t YOUNG_NS = 2 * SECOND;

struct content_hash content_hash(const void *bytes, size_t size)
{
    XXH128_hash_t hash = XXH3_128bits(bytes, size);

    return (struct content_hash){hash.low64, hash.high64};
}

static bool same_hash(struct content_hash left, struct content_hash right)
{
    return left.low == right.low && left.high == right.high;
}

char *cache_path(const struct build_cache *cache, const char *end)
{
    size_t size = strlen(cache->base) + strlen(end) + 1;
    char *path = memory_allocate(size);

    snprintf(path, size, "%s%s", cache->base, end);
    return path;
}

bool cache_part_open(const struct build_cache *cache, struct cache_file *file,
                     const char *end, uint32_t parts)
{
    char *path = cache_path(cache, end);
    bool opened = cache_file_open(file, path, parts);

    free(path);
    return opened;
}

static uint32_t inode_slot(const struct build_cache *cache, uint64_t device,
                           uint64_t inode)
{
    return (uint32_t)((inode * 0x9e3779b97f4a7c15u + device) >> 32) &
           (cache->slot_count - 1);
}

static void index_records(struct build_cache *cache)
{
    uint32_t last;

    cache->slot_count = 16;
    while (cache->slot_count < cache->record_count * 2)
        cache->slot_count *= 2;
    last = cache->slot_count - 1;
    cache->by_inode = memory_cleared(cache->slot_count, sizeof(uint32_t));
    cache->by_content = memory_cleared(cache->slot_count, sizeof(uint32_t));
    for (uint32_t i = 0; i < cache->record_count; i++) {
        const struct cached_file *record = &cache->records[i];
        uint32_t at = inode_slot(cache, record->device, record->inode);

        while (cache->by_inode[at])
            at = (at + 1) & last;
        cache->by_inode[at] = i + 1;
        at = (uint32_t)record->content.low & last;
        while (cache->by_content[at])
            at = (at + 1) & last;
        cache->by_content[at] = i + 1;
    }
}

/* Do all records point into what is there? Units are looked at when they are
 * restored. */
static bool findings_fit(const struct build_cache *cache)
{
    size_t size = cache->files.parts[FILES_FINDINGS].size;

    for (uint32_t i = 0; i < cache->record_count; i++) {
        const struct cached_file *record = &cache->records[i];

        if (record->flags & ~(uint32_t)CACHED_FLAGS ||
            record->first_finding > size ||
            record->finding_size > size - record->first_finding)
            return false;
    }
    return true;
}

static bool take_records(struct build_cache *cache)
{
    const struct cache_part *part = &cache->files.parts[FILES_RECORDS];
    const struct files_info *info = cache->files.parts[FILES_INFO].bytes;

    if (cache->files.parts[FILES_INFO].size != sizeof *info ||
        part->size % sizeof *cache->records ||
        part->size / sizeof *cache->records > UINT32_MAX / 4)
        return false;
    cache->records = part->bytes;
    cache->record_count = (uint32_t)(part->size / sizeof *cache->records);
    cache->recorded_ns = info->recorded_ns;
    cache->cold_strings = info->cold_strings;
    return findings_fit(cache);
}

static int64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * SECOND + now.tv_nsec;
}

void build_cache_open(struct build_cache *cache, const char *folder,
                      const void *key, size_t key_size)
{
    struct content_hash hash = content_hash(key, key_size);
    size_t size = strlen(folder) + 40;

    *cache = (struct build_cache){.fresh = true, .opened_ns = now_ns()};
    cache->base = memory_allocate(size);
    snprintf(cache->base, size, "%s/%016llx%016llx", folder,
             (unsigned long long)hash.high, (unsigned long long)hash.low);
    if (!cache_part_open(cache, &cache->files, ".files", FILES_PARTS))
        return;
    if (!take_records(cache)) {
        cache_file_release(&cache->files);
        return;
    }
    cache->fresh = false;
    index_records(cache);
}

void build_cache_release(struct build_cache *cache)
{
    cache_file_release(&cache->files);
    cache_file_release(&cache->rules);
    cache_file_release(&cache->bundle);
    cache_file_release(&cache->across);
    free(cache->by_inode);
    free(cache->by_content);
    free(cache->base);
    *cache = (struct build_cache){0};
}

static bool status_fits(const struct cached_file *record,
                        const struct source_status *status)
{
    return record->device == status->device && record->inode == status->inode &&
           record->size == status->size &&
           record->modified_ns == status->modified_ns &&
           record->changed_ns == status->changed_ns;
}

const struct cached_file *
build_cache_by_status(const struct build_cache *cache,
                      const struct source_status *status,
                      const struct cached_file *before)
{
    const struct cached_file *next = before ? before + 1 : cache->records;
    int64_t young = cache->recorded_ns - YOUNG_NS;
    uint32_t at;

    if (cache->fresh || !status->known || status->modified_ns >= young ||
        status->changed_ns >= young)
        return NULL;
    if (next < cache->records + cache->record_count &&
        status_fits(next, status))
        return next;
    at = inode_slot(cache, status->device, status->inode);
    for (; cache->by_inode[at]; at = (at + 1) & (cache->slot_count - 1))
        if (status_fits(&cache->records[cache->by_inode[at] - 1], status))
            return &cache->records[cache->by_inode[at] - 1];
    return NULL;
}

const struct cached_file *
build_cache_by_content(const struct build_cache *cache,
                       struct content_hash content)
{
    uint32_t at = (uint32_t)content.low & (cache->slot_count - 1);

    if (cache->fresh)
        return NULL;
    for (; cache->by_content[at]; at = (at + 1) & (cache->slot_count - 1)) {
        const struct cached_file *record =
            &cache->records[cache->by_content[at] - 1];

        if (same_hash(record->content, content))
            return record;
    }
    return NULL;
}

bool build_cache_bundle(struct build_cache *cache, struct content_hash program,
                        unsigned char **bytes, size_t *size)
{
    const struct cache_part *info, *part;

    if (!cache_part_open(cache, &cache->bundle, ".bundle", BUNDLE_FILE_PARTS))
        return false;
    info = &cache->bundle.parts[BUNDLE_FILE_INFO];
    part = &cache->bundle.parts[BUNDLE_FILE_BYTES];
    if (info->size != sizeof program ||
        memcmp(info->bytes, &program, sizeof program)) {
        cache_file_release(&cache->bundle);
        return false;
    }
    *bytes = memory_allocate(part->size);
    memcpy(*bytes, part->bytes, part->size);
    *size = part->size;
    return true;
}

/* The three parts of a table as an image; false when sizes make no sense. */
static bool image_of(const struct cache_part *parts, uint32_t alignment,
                     struct intern_image *image)
{
    if (parts[0].size != INTERN_SHARDS * sizeof(uint32_t) ||
        parts[1].size % sizeof(uint32_t))
        return false;
    /* Restoring reads the arrays only. */
    *image = (struct intern_image){
        .counts = (uint32_t *)(uintptr_t)parts[0].bytes,
        .lengths = (uint32_t *)(uintptr_t)parts[1].bytes,
        .length_count = (uint32_t)(parts[1].size / sizeof(uint32_t)),
        .bytes = (char *)(uintptr_t)parts[2].bytes,
        .size = parts[2].size,
        .alignment = alignment,
    };
    return true;
}

static bool restore_table(struct intern_table *table,
                          const struct cache_part *parts, uint32_t alignment)
{
    struct intern_image image;

    return image_of(parts, alignment, &image) && intern_restore(table, &image);
}

/* Strings of rules that are gone stay in the tables; when they outnumber the
 * others it is time to begin anew. */
static bool is_overgrown(const struct build_cache *cache,
                         const struct cache_part *strings)
{
    return strings[1].size / sizeof(uint32_t) > 2 * cache->cold_strings + 65536;
}

static bool records_fit(const struct build_cache *cache)
{
    const struct files_info *info = cache->files.parts[FILES_INFO].bytes;

    if (!same_hash(info->rules,
                   content_hash(cache->words, cache->word_count * 4ul)))
        return false;
    for (uint32_t i = 0; i < cache->record_count; i++)
        if ((uint64_t)cache->records[i].first_word +
                cache->records[i].word_count >
            cache->word_count)
            return false;
    return true;
}

bool build_cache_restore(struct build_cache *cache, struct ir_session *session)
{
    const struct cache_part *parts = cache->rules.parts;

    if (!cache_part_open(cache, &cache->rules, ".rules", RULES_PARTS))
        return false;
    cache->words = parts[RULES_WORDS].bytes;
    cache->word_count = (uint32_t)(parts[RULES_WORDS].size / sizeof(uint32_t));
    return records_fit(cache) && !is_overgrown(cache, parts + RULES_TABLES) &&
           restore_table(session->strings, parts + RULES_TABLES, 1) &&
           restore_table(session->shapes, parts + RULES_TABLES + 3, 8) &&
           restore_table(session->lists, parts + RULES_TABLES + 6, 8);
}

struct ir_object build_cache_object(const struct build_cache *cache,
                                    const struct cached_file *record)
{
    return (struct ir_object){.words = cache->words + record->first_word,
                              .word_count = record->word_count,
                              .unit_count = record->unit_count};
}

const void *build_cache_findings(const struct build_cache *cache,
                                 const struct cached_file *record, size_t *size)
{
    const unsigned char *bytes = cache->files.parts[FILES_FINDINGS].bytes;

    *size = record->finding_size;
    return bytes + record->first_finding;
}
