/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Levels are stretches of the set's directory array: entering one level appends
 * the next.
 */
#include "compiler/source/walk.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/base/thread_pool.h"
#include "compiler/source/directory_listing.h"
#include "compiler/source/rule_root.h"
#include "compiler/source/source_grow.h"

enum { DIRECTORIES_PER_BATCH = 4 };

struct level {
    struct source_set *set;
    const struct source_options *options;
    struct directory_listing *listings;
    uint32_t first; /* directory of the first listing */
};

static void list_directory(void *user, unsigned worker, uint32_t item)
{
    struct level *level = user;
    struct source_set *set = level->set;
    struct thoth_text path = set->directories[level->first + item].path;

    directory_listing_read(&level->listings[item], path.length ? path.at : ".",
                           level->options->with_status,
                           &set->worker_arenas[worker]);
}

static void enter_directory(struct source_set *set, uint32_t parent,
                            const struct listing_entry *entry)
{
    struct source_directory directory = {
        .parent = parent,
        .metadata = set->directories[parent].metadata,
        .name = entry->name,
    };

    directory.path =
        source_join(set, set->directories[parent].path, entry->name);
    directory.relative =
        source_join(set, set->directories[parent].relative, entry->name);
    source_add_directory(set, &directory);
}

static void enter_entry(struct source_set *set, uint32_t directory,
                        const struct listing_entry *entry)
{
    struct source_file file = {.directory = directory,
                               .name = entry->name,
                               .shared = entry->linked,
                               .status = entry->status};

    switch (entry->kind) {
    case LISTING_FILE:
        source_add_file(set, &file);
        break;
    case LISTING_DIRECTORY:
        enter_directory(set, directory, entry);
        break;
    case LISTING_BROKEN:
        source_report(
            set, DIAG_LINK_BROKEN,
            source_join(set, set->directories[directory].path, entry->name),
            entry->error);
        break;
    case LISTING_METADATA:
        break;
    }
}

static void enter_listing(struct source_set *set, uint32_t directory,
                          const struct directory_listing *listing)
{
    if (listing->error) {
        struct thoth_text path = set->directories[directory].path;

        source_report(set, DIAG_DIRECTORY_UNREADABLE,
                      path.length ? path : (struct thoth_text){".", 1},
                      listing->error);
        return;
    }
    if (identity_enter(&set->seen_directories, listing->device, listing->inode,
                       directory) != directory)
        return;
    for (uint32_t i = 0; i < listing->count; i++)
        if (listing->entries[i].kind == LISTING_METADATA)
            source_enter_metadata(set, directory);
    for (uint32_t i = 0; i < listing->count; i++)
        enter_entry(set, directory, &listing->entries[i]);
}

static void walk_level(struct level *level, uint32_t count)
{
    unsigned threads = level->options->threads;

    level->listings =
        ARENA_NEW_ARRAY(&level->set->arena, struct directory_listing, count);
    if (threads > count)
        threads = count;
    if (!thread_pool_run(threads, count, DIRECTORIES_PER_BATCH, list_directory,
                         level))
        memory_ran_out();
    for (uint32_t i = 0; i < count; i++)
        enter_listing(level->set, level->first + i, &level->listings[i]);
}

void walk(struct source_set *set, struct thoth_text path,
          const struct source_options *options)
{
    struct level level = {.set = set, .options = options};
    uint32_t given = rule_root_directory(set, path);

    level.first = given == SOURCE_NONE ? set->directory_count : given;
    while (level.first < set->directory_count) {
        uint32_t count = set->directory_count - level.first;

        walk_level(&level, count);
        level.first += count;
    }
}
