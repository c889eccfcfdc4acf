/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of a cache consist of, for those who read and write them.
 */
#ifndef COMPILER_CACHE_CACHE_LAYOUT_H
#define COMPILER_CACHE_CACHE_LAYOUT_H

#include "compiler/cache/build_cache.h"

/* The parts of the three files. */
enum { FILES_INFO, FILES_RECORDS, FILES_PARTS };
enum {
    RULES_WORDS,
    RULES_TABLES, /* three tables of three parts each */
    RULES_PARTS = RULES_TABLES + 9
};
enum { BUNDLE_FILE_INFO, BUNDLE_FILE_BYTES, BUNDLE_FILE_PARTS };

struct files_info {
    int64_t recorded_ns;       /* when the build began */
    struct content_hash rules; /* of the words that the records point into */
    uint64_t cold_strings; /* strings of the build that began without a cache */
};

/* The path of one of the files; malloc'ed. */
char *cache_path(const struct build_cache *cache, const char *end);

#endif
