/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Incremental builds: which files of a rule set the cache knows already.
 */
#ifndef COMPILER_DRIVER_INCREMENTAL_H
#define COMPILER_DRIVER_INCREMENTAL_H

#include "compiler/driver/rule_set.h"

struct incremental {
    struct build_cache cache;
    struct rule_set *rules;
    const struct cached_file **found; /* by file, NULL: unknown */
    struct source_status *statuses;   /* by file, as it was found */
    uint32_t found_count;
    bool by_content; /* some were found by their content only */
};

/* Opens the cache of builds of these paths with the rule set's options. Unwinds
 * when memory is short, as all functions here; release in any case. */
void incremental_open(struct incremental *incremental, struct rule_set *rules,
                      char *const *paths, size_t count);
void incremental_release(struct incremental *incremental);

/* Looks for each file of the rule set in the cache. */
void incremental_find(struct incremental *incremental);

/* When all files are known and make the program the cached bundle was made of:
 * that bundle. False otherwise. */
bool incremental_bundle(struct incremental *incremental, unsigned char **bytes,
                        size_t *size);

/* Takes over the units of the files that were found. */
void incremental_restore(struct incremental *incremental);

/* Keeps a finished build; returns 0 or an errno value. */
int incremental_store(struct incremental *incremental,
                      const unsigned char *bytes, size_t size);

#endif
