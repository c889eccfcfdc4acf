/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Given paths to a source set, and what can be asked of one.
 */
#include "compiler/source/source_set.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/source/directory_listing.h"
#include "compiler/source/file_status.h"
#include "compiler/source/rule_root.h"
#include "compiler/source/source_grow.h"
#include "compiler/source/walk.h"
#include "runtime/text.h"
#include "runtime/unicode.h"

#include <errno.h>
#include <stdlib.h>

/* A path without trailing slashes, and without a leading "./". */
static struct thoth_text tidy_path(struct source_set *set, const char *path)
{
    size_t length = strlen(path);

    while (length > 1 && path[length - 1] == '/')
        length--;
    while (length >= 2 && path[0] == '.' && path[1] == '/') {
        path += 2;
        length -= 2;
        while (length > 0 && *path == '/') {
            path++;
            length--;
        }
    }
    if (length == 1 && *path == '.')
        length = 0;
    return arena_copy_text(&set->arena, (struct thoth_text){path, length});
}

/* Directory of the file that was given last, for files given in a row. */
struct given {
    struct thoth_text folder;
    uint32_t directory;
};

static void add_given_file(struct source_set *set, const char *path,
                           struct given *last)
{
    struct thoth_text tidy = tidy_path(set, path), folder = {tidy.at, 0};
    struct source_file file = {.shared = true};
    const char *slash = strrchr(tidy.at, '/');

    file.name = thoth_text_of(slash ? slash + 1 : tidy.at);
    if (!source_name_is_rules(file.name.at)) {
        diagnostic_report(&set->diagnostics, DIAG_PATH_NOT_RULES,
                          (struct span){0},
                          "'%s' is no directory and does not end in .yaml, "
                          ".yml or .rx",
                          path);
        return;
    }
    if (slash)
        folder.length = slash == tidy.at ? 1 : (size_t)(slash - tidy.at);
    folder = arena_copy_text(&set->arena, folder);
    if (last->directory == SOURCE_NONE ||
        !thoth_text_equal(last->folder, folder)) {
        last->folder = folder;
        last->directory = rule_root_directory_of_file(set, folder);
    }
    file.directory = last->directory;
    if (file.directory != SOURCE_NONE &&
        !thoth_text_equal(file.name, thoth_text_of(SOURCE_METADATA_NAME)))
        source_add_file(set, &file);
}

/* Drops files that were reached before, if a link or a path of its own led to
 * either. Two names of a file in its own right (hard links) are two files. */
static void drop_repeated(struct source_set *set)
{
    bool shared = false;
    uint32_t kept = 0;

    for (uint32_t i = 0; i < set->file_count; i++)
        shared |= set->files[i].shared;
    if (!shared || set->file_count < 2)
        return;
    for (uint32_t i = 0; i < set->file_count; i++) {
        struct source_file file = set->files[i];
        uint32_t owner = kept;

        if (!file.status.known)
            file_status_at(AT_FDCWD, source_path(set, &file, &set->arena).at,
                           &file.status);
        if (file.status.known)
            owner = identity_enter(&set->seen_files, file.status.device,
                                   file.status.inode, kept);
        if (owner == kept || !(file.shared || set->files[owner].shared))
            set->files[kept++] = file;
    }
    set->file_count = kept;
}

/* Paths from the rule root become part of bundles, whose texts are UTF-8. */
static void check_names(struct source_set *set)
{
    for (uint32_t i = 0; i < set->file_count; i++) {
        const struct source_file *file = &set->files[i];
        struct thoth_text path;

        if (unicode_is_valid(file->name) &&
            unicode_is_valid(set->directories[file->directory].relative))
            continue;
        path = source_path(set, file, &set->arena);
        diagnostic_report(&set->diagnostics, DIAG_NAME_NOT_UTF8,
                          (struct span){0}, "the name '%.*s' is not UTF-8",
                          (int)path.length, path.at);
    }
}

/* Files given directly have no listing that brought their status. */
static void fill_status(struct source_set *set)
{
    for (uint32_t i = 0; i < set->file_count; i++)
        if (!set->files[i].status.known)
            file_status_at(AT_FDCWD,
                           source_path(set, &set->files[i], &set->arena).at,
                           &set->files[i].status);
    for (uint32_t i = 0; i < set->metadata_count; i++)
        if (!set->metadata[i].file.status.known)
            file_status_at(
                AT_FDCWD,
                source_path(set, &set->metadata[i].file, &set->arena).at,
                &set->metadata[i].file.status);
}

/* A directory that was entered before has nothing new to offer, but that is no
 * sign of a slip. */
static void walk_given(struct source_set *set, const char *path,
                       const struct source_options *options)
{
    uint32_t files = set->file_count, reports = set->diagnostics.count;
    uint32_t entered = set->seen_directories.count;

    walk(set, tidy_path(set, path), options);
    if (set->file_count == files && set->diagnostics.count == reports &&
        set->seen_directories.count > entered)
        diagnostic_report(&set->diagnostics, DIAG_PATH_EMPTY, (struct span){0},
                          "'%s' holds no rule files", path);
}

bool source_set_find(struct source_set *set, const char *const *paths,
                     size_t count, const struct source_options *options)
{
    struct given last = {.directory = SOURCE_NONE};

    *set = (struct source_set){.worker_count = options->threads};
    diagnostic_list_start(&set->diagnostics, &set->arena);
    set->worker_arenas =
        memory_cleared(options->threads, sizeof *set->worker_arenas);
    for (size_t i = 0; i < count; i++) {
        struct stat status;

        if (stat(paths[i], &status))
            source_report(set, DIAG_PATH_MISSING, thoth_text_of(paths[i]),
                          errno);
        else if (S_ISDIR(status.st_mode))
            walk_given(set, paths[i], options);
        else
            add_given_file(set, paths[i], &last);
    }
    drop_repeated(set);
    check_names(set);
    if (options->with_status)
        fill_status(set);
    return set->diagnostics.errors == 0;
}

void source_set_release(struct source_set *set)
{
    for (unsigned i = 0; set->worker_arenas && i < set->worker_count; i++)
        arena_release(&set->worker_arenas[i]);
    free(set->worker_arenas);
    free(set->directories);
    free(set->files);
    free(set->metadata);
    identity_set_release(&set->seen_directories);
    identity_set_release(&set->seen_files);
    arena_release(&set->arena);
    *set = (struct source_set){0};
}

static struct thoth_text join(struct thoth_text path, struct thoth_text name,
                              struct arena *arena)
{
    bool slash = path.length > 0 && path.at[path.length - 1] != '/';

    return arena_format(arena, "%.*s%s%.*s", (int)path.length, path.at,
                        slash ? "/" : "", (int)name.length, name.at);
}

struct thoth_text source_path(const struct source_set *set,
                              const struct source_file *file,
                              struct arena *arena)
{
    return join(set->directories[file->directory].path, file->name, arena);
}

struct thoth_text source_relative_path(const struct source_set *set,
                                       const struct source_file *file,
                                       struct arena *arena)
{
    return join(set->directories[file->directory].relative, file->name, arena);
}

const struct source_metadata *source_named_by(const struct source_set *set,
                                              const struct source_file *file)
{
    uint32_t metadata = set->directories[file->directory].metadata;

    return metadata == SOURCE_NONE ? NULL : &set->metadata[metadata];
}

struct thoth_text source_namespace(const struct source_set *set,
                                   const struct source_file *file)
{
    const struct source_metadata *metadata = source_named_by(set, file);

    return metadata ? metadata->name_space
                    : thoth_text_of(SOURCE_UNKNOWN_NAMESPACE);
}
