/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Incremental builds: which files of a rule set the cache knows already.
 */
#ifndef COMPILER_DRIVER_INCREMENTAL_H
#define COMPILER_DRIVER_INCREMENTAL_H

#include "compiler/base/background.h"
#include "compiler/driver/rule_set.h"

struct incremental {
    struct build_cache cache;
    struct rule_set *rules;
    const struct cached_file **found; /* by file, NULL: unknown */
    struct source_status *statuses;   /* by file, as it was found */
    bool *insufficient; /* by file: known, but not looked at as closely */
    uint32_t found_count;
    bool by_content;            /* some had to be looked for by their content */
    struct finding_image image; /* of all files' findings, for storing */
    struct cache_entry *entries; /* of all files, for storing */
    struct background storing;
    struct content_hash program; /* fingerprint of what is stored */
    const unsigned char *bundle; /* to be stored */
    size_t bundle_size;
    int store_error; /* errno value of the first failure to store */
};

/* Opens the cache of builds of these paths with the rule set's options. Unwinds
 * when memory is short, as all functions here; release in any case. */
void incremental_open(struct incremental *incremental, struct rule_set *rules,
                      char *const *paths, size_t count);
void incremental_release(struct incremental *incremental);

/* Looks for each file of the rule set in the cache, and takes over what was
 * found in it as far as the options want it. Files that were not looked at as
 * closely as the options want are left unknown. */
void incremental_find(struct incremental *incremental);

/* Are all files known? */
bool incremental_is_complete(const struct incremental *incremental);

/* When all files are known and make the program the cached bundle was made of:
 * that bundle. False otherwise. */
bool incremental_bundle(struct incremental *incremental, unsigned char **bytes,
                        size_t *size);

/* When all files are known: what was found across them. False otherwise. */
bool incremental_across(struct incremental *incremental,
                        const struct across_entry **entries, uint32_t *count,
                        const unsigned char **findings);

/* Takes over the units of the files that were found. Without this, or when it
 * turns out that it cannot be done, the files are to be compiled. */
void incremental_restore(struct incremental *incremental);

/* Keep what became of the files, before any finding is taken out or added; the
 * bundle made of them; what was found across them. The bundle of files some of
 * which have changed since the last build is not kept: they are being worked
 * on, so that nobody is likely to want it twice. The first two work beside
 * the caller if the rule set may use several threads: the session may be added
 * to meanwhile, the files' units and the bundle must stay as they are until
 * incremental_stored. */
void incremental_store(struct incremental *incremental);
void incremental_store_bundle(struct incremental *incremental,
                              const unsigned char *bytes, size_t size);
void incremental_store_across(struct incremental *incremental,
                              const struct across_entry *entries,
                              uint32_t count,
                              const struct finding_image *findings);

/* Waits until all is stored. Work succeeds without, but who asked for a cache
 * would wonder why it does not help, and is told why. */
void incremental_stored(struct incremental *incremental);

/* ---- Between finding and storing ----------------------------------------- */

/* A file's status; a file of the match/run language is another one when its
 * rules are called differently, since it may name them. */
struct source_status incremental_status(const struct rule_set *rules,
                                        uint32_t item);

/* What a program is made of: each file's place, namespace and content. */
struct content_hash
incremental_fingerprint(const struct incremental *incremental);

/* All is known; next time stat() shall be enough to know it. */
void incremental_refresh(struct incremental *incremental);

#endif
