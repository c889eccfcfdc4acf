/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads directories with as few system calls as possible: the type of an entry
 * comes with its name on most file systems, and only links need a look.
 */
#include "compiler/source/directory_listing.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/source/file_status.h"
#include "runtime/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

struct lister {
    struct memory_guard guard;
    struct directory_listing *listing;
    struct arena *arena;
    DIR *stream;
    struct listing_entry *entries; /* malloc'ed: their number is not known */
    uint32_t room;
    bool with_status;
};

bool source_name_is_rules(const char *name)
{
    const char *dot = strrchr(name, '.');

    return dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0 ||
                   strcmp(dot, ".rx") == 0);
}

bool source_name_is_rx(struct thoth_text name)
{
    return name.length >= 3 && !memcmp(name.at + name.length - 3, ".rx", 3);
}

static struct listing_entry *add_entry(struct lister *lister, const char *name)
{
    struct directory_listing *listing = lister->listing;
    struct listing_entry *entry;

    if (listing->count == lister->room) {
        lister->room = lister->room * 2 + 32;
        lister->entries =
            memory_grow(lister->entries, lister->room, sizeof *lister->entries);
    }
    entry = &lister->entries[listing->count++];
    *entry = (struct listing_entry){0};
    entry->name = arena_copy_text(lister->arena, thoth_text_of(name));
    return entry;
}

/* Adds an entry whose type is known not to be a link. */
static void add_typed(struct lister *lister, const char *name, bool directory,
                      bool linked)
{
    struct listing_entry *entry;

    if (directory) {
        entry = add_entry(lister, name);
        entry->kind = LISTING_DIRECTORY;
    } else if (source_name_is_rules(name)) {
        entry = add_entry(lister, name);
        entry->kind = strcmp(name, SOURCE_METADATA_NAME) == 0 ? LISTING_METADATA
                                                              : LISTING_FILE;
        if (lister->with_status)
            file_status_at(dirfd(lister->stream), name, &entry->status);
    } else {
        return;
    }
    entry->linked = linked;
}

static void add_by_status(struct lister *lister, const char *name)
{
    int directory = dirfd(lister->stream);
    struct stat status, link;

    if (fstatat(directory, name, &status, 0)) {
        struct listing_entry *entry;
        int error = errno;

        /* An entry that has vanished meanwhile is no link, either. */
        if (error == ENOENT &&
            fstatat(directory, name, &link, AT_SYMLINK_NOFOLLOW))
            return;
        entry = add_entry(lister, name);
        entry->kind = LISTING_BROKEN;
        entry->error = error;
        return;
    }
    add_typed(lister, name, S_ISDIR(status.st_mode),
              fstatat(directory, name, &link, AT_SYMLINK_NOFOLLOW) == 0 &&
                  S_ISLNK(link.st_mode));
}

static void add_dirent(struct lister *lister, const struct dirent *entry)
{
    if (entry->d_name[0] == '.')
        return;
    if (entry->d_type == DT_LNK || entry->d_type == DT_UNKNOWN)
        add_by_status(lister, entry->d_name);
    else
        add_typed(lister, entry->d_name, entry->d_type == DT_DIR, false);
}

static int compare_names(const void *left, const void *right)
{
    const struct listing_entry *a = left, *b = right;

    return thoth_text_order(a->name, b->name);
}

static void read_entries(struct lister *lister)
{
    struct directory_listing *listing = lister->listing;
    struct stat status;
    struct dirent *entry;

    if (fstat(dirfd(lister->stream), &status)) {
        listing->error = errno;
        return;
    }
    listing->device = status.st_dev;
    listing->inode = status.st_ino;
    for (errno = 0; (entry = readdir(lister->stream)); errno = 0)
        add_dirent(lister, entry);
    listing->error = errno;
    if (listing->count > 1)
        qsort(lister->entries, listing->count, sizeof *lister->entries,
              compare_names);
}

/* Moves the entries to the arena, where they take no more room than needed. */
static void keep_entries(struct lister *lister)
{
    struct directory_listing *listing = lister->listing;
    size_t size = listing->count * sizeof *listing->entries;

    listing->entries = arena_allocate(lister->arena, size);
    if (size)
        memcpy(listing->entries, lister->entries, size);
}

static void close_lister(struct lister *lister)
{
    closedir(lister->stream);
    free(lister->entries);
}

void directory_listing_read(struct directory_listing *listing, const char *path,
                            bool with_status, struct arena *arena)
{
    struct lister *lister = ARENA_NEW(arena, struct lister);

    *listing = (struct directory_listing){0};
    lister->listing = listing;
    lister->arena = arena;
    lister->with_status = with_status;
    lister->stream = opendir(path);
    if (!lister->stream) {
        listing->error = errno;
        return;
    }
    if (MEMORY_GUARD_ENTER(&lister->guard)) {
        close_lister(lister);
        memory_ran_out();
    }
    read_entries(lister);
    keep_entries(lister);
    memory_guard_leave(&lister->guard);
    close_lister(lister);
}
