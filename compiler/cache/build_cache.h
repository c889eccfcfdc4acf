/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The cache of incremental builds: what became of each rule file, found again
 * by what stat() says of it or by its content, the bundle that was made of all
 * of them, and what was found in them as a whole. Builds and checks use one
 * cache. It is a few files named by what was built and how. Each is checked as
 * a whole before use and thrown away when it is damaged or was made by another
 * program or with other limits; nothing in it is believed unseen.
 *
 * One build at a time uses an object of this; several processes may use one
 * folder, since files are replaced as a whole.
 */
#ifndef COMPILER_CACHE_BUILD_CACHE_H
#define COMPILER_CACHE_BUILD_CACHE_H

#include "compiler/cache/cache_file.h"
#include "compiler/cache/finding_image.h"
#include "compiler/ir/unit.h"
#include "compiler/source/source_set.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct content_hash {
    uint64_t low, high;
};

struct content_hash content_hash(const void *bytes, size_t size);

/* How a file was looked at, and what it is like. */
enum cached_flag {
    CACHED_LINTED = 1,   /* its findings are those of the lint stage, too */
    CACHED_COMMENTS = 2, /* it may have comments that hide findings */
    CACHED_FLAGS = CACHED_LINTED | CACHED_COMMENTS
};

/* What is known of a file: its units, none if it has errors, and all that was
 * found in it. */
struct cached_file {
    uint64_t device, inode, size;
    int64_t modified_ns, changed_ns;
    struct content_hash content;
    uint32_t first_word, word_count; /* of its units, in the rules */
    uint32_t unit_count;
    uint32_t flags;         /* enum cached_flag */
    uint64_t first_finding; /* in the findings: an image of a list, */
    uint64_t finding_size;  /* no bytes if nothing was found */
};

struct build_cache {
    char *base; /* folder and common part of the names */
    bool fresh; /* nothing usable was found */
    struct cache_file files, rules, bundle, across;
    const struct cached_file *records;
    uint32_t record_count;
    uint32_t *by_inode, *by_content; /* hash tables of record numbers plus 1 */
    uint32_t slot_count;
    int64_t opened_ns;     /* now: when this build began */
    int64_t recorded_ns;   /* when the build began that wrote the records */
    uint64_t cold_strings; /* how many strings the rules had at first */
    const uint32_t *words;
    uint32_t word_count;
};

/* Opens the cache of builds that `key` describes (paths, options), before the
 * build looks at its files. Never fails: without a usable cache it is empty.
 * Unwinds when memory is short, as all functions here. */
void build_cache_open(struct build_cache *cache, const char *folder,
                      const void *key, size_t key_size);
void build_cache_release(struct build_cache *cache);

/* The record of a file that stat() says is unchanged, or NULL. A file that was
 * changed during the build that wrote the records, or 2 s before, is not
 * believed: it may have changed again within the clock's resolution. Looks
 * first behind the record `before`, of the file before this one, since records
 * are in the order of files; NULL: there is none. */
const struct cached_file *
build_cache_by_status(const struct build_cache *cache,
                      const struct source_status *status,
                      const struct cached_file *before);

/* The record of a file with this content, or NULL. */
const struct cached_file *
build_cache_by_content(const struct build_cache *cache,
                       struct content_hash content);

/* The bundle made from a program with this fingerprint; false if there is none.
 * *bytes is malloc'ed. */
bool build_cache_bundle(struct build_cache *cache, struct content_hash program,
                        unsigned char **bytes, size_t *size);

/* Restores the session's tables, which must be empty, and the units' words, for
 * as long as the cache is open. False when that cannot be done; then the
 * session must be started anew. */
bool build_cache_restore(struct build_cache *cache, struct ir_session *session);

/* The findings of a record, as finding_image_read takes them; they stay as long
 * as the cache is open. */
const void *build_cache_findings(const struct build_cache *cache,
                                 const struct cached_file *record,
                                 size_t *size);

/* The units of a record, after build_cache_restore. */
struct ir_object build_cache_object(const struct build_cache *cache,
                                    const struct cached_file *record);

/* Writes the records anew with what stat() says now of the same files: in place
 * of record `found[i]` one with the status of `statuses[i]`. */
int build_cache_refresh(struct build_cache *cache,
                        const struct cached_file *const *found,
                        const struct source_status *statuses, uint32_t count);

/* What to keep of a build. */
struct cache_entry {
    const struct source_status *status; /* NULL: not to be kept */
    struct content_hash content;
    struct ir_object object;
    uint32_t flags;                       /* enum cached_flag */
    uint64_t first_finding, finding_size; /* in the image of all findings */
};

/* Replaces what is known of files. Returns 0 or an errno value; a cache that
 * cannot be written is no failure of the build. The cache may stay open. */
int build_cache_store(struct build_cache *cache,
                      const struct ir_session *session,
                      const struct cache_entry *entries, uint32_t count,
                      const struct finding_image *findings);

/* Keeps the bundle that was made from a program. The same. */
int build_cache_store_bundle(struct build_cache *cache,
                             struct content_hash program,
                             const unsigned char *bundle, size_t size);

/* What was found in one file beside the others. */
struct across_entry {
    uint32_t file; /* in loading order */
    uint32_t reserved;
    uint64_t first_finding, finding_size; /* in an image of findings */
};

/* The findings across the files of a program with this fingerprint. False if
 * there are none; the entries and their bytes stay as long as the cache is
 * open. */
bool build_cache_across(struct build_cache *cache, struct content_hash program,
                        const struct across_entry **entries, uint32_t *count,
                        const unsigned char **findings);

/* Keeps them; returns 0 or an errno value. */
int build_cache_store_across(struct build_cache *cache,
                             struct content_hash program,
                             const struct across_entry *entries, uint32_t count,
                             const struct finding_image *findings);

#endif
