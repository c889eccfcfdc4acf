/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of a cache consist of, for those who read and write them.
 */
#ifndef COMPILER_CACHE_CACHE_LAYOUT_H
#define COMPILER_CACHE_CACHE_LAYOUT_H

#include "compiler/cache/build_cache.h"

/* The parts of the files. */
enum { FILES_INFO, FILES_RECORDS, FILES_FINDINGS, FILES_PARTS };
enum {
    RULES_WORDS,
    RULES_TABLES, /* three tables of three parts each */
    RULES_PARTS = RULES_TABLES + 9
};
enum { BUNDLE_FILE_INFO, BUNDLE_FILE_BYTES, BUNDLE_FILE_PARTS };
enum { ACROSS_INFO, ACROSS_ENTRIES, ACROSS_FINDINGS, ACROSS_PARTS };

struct files_info {
    int64_t recorded_ns;       /* when the build began */
    struct content_hash rules; /* of the words that the records point into */
    uint64_t cold_strings; /* strings of the build that began without a cache */
};

/* The path of one of the files; malloc'ed. */
char *cache_path(const struct build_cache *cache, const char *end);

/* Opens one of the files; false if there is none that can be used. */
bool cache_part_open(const struct build_cache *cache, struct cache_file *file,
                     const char *end, uint32_t parts);

/* Replaces one of the files; 0 or an errno value. */
int cache_part_write(const struct build_cache *cache, const char *end,
                     const struct cache_part *parts, uint32_t count);

/* Makes the folder of the cache; 0 or an errno value. */
int cache_make_folder(const struct build_cache *cache);

#endif
