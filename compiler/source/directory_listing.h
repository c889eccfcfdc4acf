/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What one directory holds that matters to a rule set, sorted by bytes.
 */
#ifndef COMPILER_SOURCE_DIRECTORY_LISTING_H
#define COMPILER_SOURCE_DIRECTORY_LISTING_H

#include "compiler/source/source_set.h"

enum listing_kind {
    LISTING_FILE, /* named as a rule file; may yet turn out not to be regular */
    LISTING_DIRECTORY,
    LISTING_METADATA,
    LISTING_BROKEN, /* a link that leads nowhere, or no status to be had */
};

struct listing_entry {
    struct thoth_text name; /* NUL follows */
    enum listing_kind kind;
    bool linked;                 /* a symbolic link */
    int error;                   /* errno of LISTING_BROKEN */
    struct source_status status; /* of files, when wanted */
};

struct directory_listing {
    struct listing_entry *entries;
    uint32_t count;
    int error; /* errno when the directory cannot be read, else 0 */
    uint64_t device, inode;
};

/* Lists the directory `path`. The entries are in the arena. */
void directory_listing_read(struct directory_listing *listing, const char *path,
                            bool with_status, struct arena *arena);

/* Whether a file name is one of a rule file: ends in .yaml, .yml or .rx. */
bool source_name_is_rules(const char *name);

/* Whether a rule file is one of the match/run language. */
bool source_name_is_rx(struct thoth_text name);

#endif
