/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What was found across files: an image of findings, and which file each part
 * of it is about.
 */
#include "compiler/cache/build_cache.h"
#include "compiler/cache/cache_layout.h"

#include <string.h>

static bool entries_fit(const struct cache_file *file)
{
    const struct across_entry *entries = file->parts[ACROSS_ENTRIES].bytes;
    size_t count = file->parts[ACROSS_ENTRIES].size / sizeof *entries;
    size_t size = file->parts[ACROSS_FINDINGS].size;

    if (file->parts[ACROSS_ENTRIES].size % sizeof *entries ||
        count > UINT32_MAX)
        return false;
    for (size_t i = 0; i < count; i++)
        if (entries[i].first_finding > size ||
            entries[i].finding_size > size - entries[i].first_finding)
            return false;
    return true;
}

bool build_cache_across(struct build_cache *cache, struct content_hash program,
                        const struct across_entry **entries, uint32_t *count,
                        const unsigned char **findings)
{
    struct cache_file *file = &cache->across;

    cache_file_release(file);
    if (!cache_part_open(cache, file, ".across", ACROSS_PARTS))
        return false;
    if (file->parts[ACROSS_INFO].size != sizeof program ||
        memcmp(file->parts[ACROSS_INFO].bytes, &program, sizeof program) ||
        !entries_fit(file)) {
        cache_file_release(file);
        return false;
    }
    *entries = file->parts[ACROSS_ENTRIES].bytes;
    *count = (uint32_t)(file->parts[ACROSS_ENTRIES].size / sizeof **entries);
    *findings = file->parts[ACROSS_FINDINGS].bytes;
    return true;
}

int build_cache_store_across(struct build_cache *cache,
                             struct content_hash program,
                             const struct across_entry *entries, uint32_t count,
                             const struct finding_image *findings)
{
    const struct cache_part parts[ACROSS_PARTS] = {
        [ACROSS_INFO] = {&program, sizeof program},
        [ACROSS_ENTRIES] = {entries, count * sizeof *entries},
        [ACROSS_FINDINGS] = {findings->bytes, findings->size},
    };
    int error = cache_make_folder(cache);

    return error ? error
                 : cache_part_write(cache, ".across", parts, ACROSS_PARTS);
}
