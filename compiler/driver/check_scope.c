/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files are told apart by device and inode, so that it does not matter by which
 * path each side names them.
 */
#include "compiler/driver/check_scope.h"

#include "compiler/driver/check_folder.h"

#include <stdio.h>
#include <string.h>

#define OUTSIDE UINT32_MAX

static void add_path(struct check_scope *scope, const char *path)
{
    for (size_t i = 0; i < scope->path_count; i++)
        if (!strcmp(scope->paths[i], path))
            return;
    scope->paths[scope->path_count++] = (char *)(uintptr_t)path;
}

/* The folders to read for --repository, as they are shown: relative to where we
 * are. */
static bool find_repositories(struct check_scope *scope,
                              const struct check_settings *settings,
                              char *const *paths, size_t count,
                              struct arena *arena)
{
    const char *here = check_folder_of(".", arena);

    if (settings->repository_folder) {
        add_path(scope, settings->repository_folder);
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        const char *folder =
            check_folder_above(paths[i], SOURCE_METADATA_NAME, arena);
        struct thoth_text shown;

        if (!folder) {
            fprintf(stderr,
                    "thothc check: %s: no %s above it names a repository; "
                    "give --repository=DIR\n",
                    paths[i], SOURCE_METADATA_NAME);
            return false;
        }
        shown = thoth_text_of(folder);
        if (here)
            shown = check_folder_relative(here, shown, arena);
        if (shown.length == 0)
            shown = thoth_text_of(".");
        add_path(scope, arena_copy_text(arena, shown).at);
    }
    return true;
}

/* The files below the named paths. What is wrong with the paths is found again
 * and reported when they are read. */
static void enter_named(struct check_scope *scope, char *const *paths,
                        size_t count, unsigned threads)
{
    struct source_options options = {.threads = threads ? threads : 1,
                                     .with_status = true};

    source_set_find(&scope->named_set, (const char *const *)paths, count,
                    &options);
    for (uint32_t i = 0; i < scope->named_set.file_count; i++) {
        const struct source_status *status = &scope->named_set.files[i].status;

        if (status->known)
            identity_enter(&scope->named, status->device, status->inode, i);
    }
}

bool check_scope_find(struct check_scope *scope,
                      const struct check_settings *settings, char *const *paths,
                      size_t count, struct arena *arena)
{
    scope->paths = ARENA_NEW_ARRAY(arena, char *, 2 * count + 1);
    if (settings->repository) {
        if (!find_repositories(scope, settings, paths, count, arena))
            return false;
        scope->repository_count = scope->path_count;
        scope->complete = true;
        scope->by_name = count > 0;
        enter_named(scope, paths, count, settings->build.threads);
    }
    for (size_t i = 0; i < count; i++)
        add_path(scope, paths[i]);
    scope->by_change = settings->changed_since != NULL;
    return !scope->by_change ||
           check_changed_find(&scope->changed, settings->changed_since,
                              scope->paths, scope->path_count, arena);
}

void check_scope_release(struct check_scope *scope)
{
    source_set_release(&scope->named_set);
    identity_set_release(&scope->named);
    identity_set_release(&scope->changed);
}

/* The owner of a file in one of the sets, or OUTSIDE. */
static uint32_t owner_of(struct identity_set *set,
                         const struct source_file *file)
{
    if (!file->status.known)
        return OUTSIDE;
    return identity_enter(set, file->status.device, file->status.inode,
                          OUTSIDE);
}

bool check_scope_has(struct check_scope *scope, const struct source_file *file)
{
    if (scope->by_name && owner_of(&scope->named, file) == OUTSIDE)
        return false;
    return !scope->by_change || owner_of(&scope->changed, file) != OUTSIDE;
}

struct thoth_text check_scope_path(struct check_scope *scope,
                                   const struct source_set *set,
                                   const struct source_file *file,
                                   struct arena *arena)
{
    uint32_t named = scope->by_name ? owner_of(&scope->named, file) : OUTSIDE;

    if (named == OUTSIDE)
        return source_path(set, file, arena);
    return source_path(&scope->named_set, &scope->named_set.files[named],
                       arena);
}
