/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing a cache: rules, then the records that point into them, so that a
 * process that is killed in between leaves files that do not fit each other and
 * are thrown away.
 */
#include "compiler/base/out_of_memory.h"
#include "compiler/cache/build_cache.h"
#include "compiler/cache/cache_layout.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Makes the folder of the cache and those around it, for its user alone. */
int cache_make_folder(const struct build_cache *cache)
{
    char *path = cache_path(cache, "");
    int error = 0;

    for (char *slash = strchr(path + 1, '/'); slash && !error;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, 0700) && errno != EEXIST)
            error = errno;
        *slash = '/';
    }
    free(path);
    return error;
}

int cache_part_write(const struct build_cache *cache, const char *end,
                     const struct cache_part *parts, uint32_t count)
{
    char *path = cache_path(cache, end);
    int error = cache_file_write(path, parts, count);

    free(path);
    return error;
}

/* What is being stored. */
struct store {
    struct build_cache *cache;
    const struct cache_entry *entries;
    uint32_t count;
    struct cached_file *records;
    uint32_t record_count;
    uint32_t *words;
    uint32_t word_count;
};

static void set_status(struct cached_file *record,
                       const struct source_status *status)
{
    record->device = status->device;
    record->inode = status->inode;
    record->size = status->size;
    record->modified_ns = status->modified_ns;
    record->changed_ns = status->changed_ns;
}

static void copy_object(struct store *store, const struct cache_entry *entry,
                        struct cached_file *record)
{
    size_t size = entry->object.word_count * sizeof *store->words;

    record->first_word = store->word_count;
    if (size)
        memcpy(store->words + store->word_count, entry->object.words, size);
    store->word_count += entry->object.word_count;
}

static void make_records(struct store *store)
{
    uint64_t words = 0;

    for (uint32_t i = 0; i < store->count; i++)
        words += store->entries[i].object.word_count;
    if (words > UINT32_MAX)
        memory_ran_out();
    store->words = memory_allocate(words * sizeof *store->words);
    store->records = memory_cleared(store->count, sizeof *store->records);
    for (uint32_t i = 0; i < store->count; i++) {
        const struct cache_entry *entry = &store->entries[i];
        struct cached_file *record = &store->records[store->record_count];

        if (!entry->status || !entry->status->known)
            continue;
        set_status(record, entry->status);
        record->content = entry->content;
        record->word_count = entry->object.word_count;
        record->unit_count = entry->object.unit_count;
        record->flags = entry->flags;
        record->first_finding = entry->first_finding;
        record->finding_size = entry->finding_size;
        copy_object(store, entry, record);
        store->record_count++;
    }
}

static void image_parts(const struct intern_image *image,
                        struct cache_part *parts)
{
    parts[0] = (struct cache_part){image->counts,
                                   INTERN_SHARDS * sizeof *image->counts};
    parts[1] = (struct cache_part){image->lengths, image->length_count *
                                                       sizeof *image->lengths};
    parts[2] = (struct cache_part){image->bytes, image->size};
}

static void release_image(struct intern_image *image)
{
    free(image->counts);
    free(image->lengths);
    free(image->bytes);
}

static int write_rules(const struct store *store,
                       const struct ir_session *session)
{
    const struct intern_table *const tables[] = {
        session->strings, session->shapes, session->lists};
    struct cache_part parts[RULES_PARTS];
    struct intern_image images[3];
    int error;

    parts[RULES_WORDS] = (struct cache_part){
        store->words, store->word_count * sizeof *store->words};
    for (int i = 0; i < 3; i++) {
        intern_save(tables[i], i ? 8 : 1, &images[i]);
        image_parts(&images[i], parts + RULES_TABLES + 3 * i);
    }
    error = cache_part_write(store->cache, ".rules", parts, RULES_PARTS);
    for (int i = 0; i < 3; i++)
        release_image(&images[i]);
    return error;
}

static int write_records(const struct build_cache *cache,
                         struct files_info *info,
                         const struct cached_file *records, uint32_t count,
                         struct cache_part findings)
{
    const struct cache_part parts[FILES_PARTS] = {
        [FILES_INFO] = {info, sizeof *info},
        [FILES_RECORDS] = {records, count * sizeof *records},
        [FILES_FINDINGS] = findings,
    };

    info->recorded_ns = cache->opened_ns;
    return cache_part_write(cache, ".files", parts, FILES_PARTS);
}

static int write_new_records(const struct store *store,
                             const struct ir_session *session,
                             const struct finding_image *findings)
{
    const struct build_cache *cache = store->cache;
    struct files_info info;

    memset(&info, 0, sizeof info);
    info.rules =
        content_hash(store->words, store->word_count * sizeof *store->words);
    info.cold_strings = cache->rules.memory ? cache->cold_strings
                                            : intern_count(session->strings);
    return write_records(cache, &info, store->records, store->record_count,
                         (struct cache_part){findings->bytes, findings->size});
}

int build_cache_refresh(struct build_cache *cache,
                        const struct cached_file *const *found,
                        const struct source_status *statuses, uint32_t count)
{
    struct cached_file *records = memory_allocate(count * sizeof *records);
    struct files_info info;
    int error;

    memcpy(&info, cache->files.parts[FILES_INFO].bytes, sizeof info);
    for (uint32_t i = 0; i < count; i++) {
        records[i] = *found[i];
        set_status(&records[i], &statuses[i]);
    }
    error = write_records(cache, &info, records, count,
                          cache->files.parts[FILES_FINDINGS]);
    free(records);
    return error;
}

int build_cache_store_bundle(struct build_cache *cache,
                             struct content_hash program,
                             const unsigned char *bundle, size_t size)
{
    const struct cache_part parts[BUNDLE_FILE_PARTS] = {
        [BUNDLE_FILE_INFO] = {&program, sizeof program},
        [BUNDLE_FILE_BYTES] = {bundle, size},
    };

    return cache_part_write(cache, ".bundle", parts, BUNDLE_FILE_PARTS);
}

int build_cache_store(struct build_cache *cache,
                      const struct ir_session *session,
                      const struct cache_entry *entries, uint32_t count,
                      const struct finding_image *findings)
{
    struct store store = {.cache = cache, .entries = entries, .count = count};
    int error = cache_make_folder(cache);

    if (error)
        return error;
    make_records(&store);
    error = write_rules(&store, session);
    if (!error)
        error = write_new_records(&store, session, findings);
    free(store.words);
    free(store.records);
    return error;
}
