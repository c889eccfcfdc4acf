/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Paths are compared by components of their real forms.
 */
#define _GNU_SOURCE
#include "compiler/driver/check_folder.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* realpath() into the arena. */
static char *real_path(const char *path, struct arena *arena)
{
    char *real = realpath(path, NULL), *copy = NULL;

    if (real) {
        size_t length = strlen(real);

        copy = arena_allocate(arena, length + 1);
        memcpy(copy, real, length + 1);
        free(real);
    }
    return copy;
}

/* Cuts off the last component; "/" stays. */
static void go_up(char *path)
{
    char *slash = strrchr(path, '/');

    slash[slash == path] = '\0';
}

const char *check_folder_of(const char *path, struct arena *arena)
{
    char *copy = arena_copy(arena, path, strlen(path)), *real;
    struct stat status;

    if (!stat(path, &status) && S_ISDIR(status.st_mode))
        return real_path(path, arena);
    real = strrchr(copy, '/');
    if (!real)
        return real_path(".", arena);
    real[real == copy] = '\0';
    return real_path(copy, arena);
}

static bool has_entry(const char *folder, const char *name, struct arena *arena)
{
    return access(arena_format(arena, "%s/%s", folder, name).at, F_OK) == 0;
}

const char *check_folder_above(const char *path, const char *name,
                               struct arena *arena)
{
    const char *start = check_folder_of(path, arena);
    char *folder;

    if (!start)
        return NULL;
    folder = arena_copy(arena, start, strlen(start));
    while (!has_entry(folder, name, arena)) {
        if (has_entry(folder, ".git", arena) || !folder[1])
            return NULL;
        go_up(folder);
    }
    return folder;
}

struct thoth_text check_folder_relative(const char *from, struct thoth_text to,
                                        struct arena *arena)
{
    size_t shared = 0, at = 0, ups = 0;
    char *bytes, *end;

    if (!from[1])
        from = "";
    for (; at < to.length && from[at] == to.at[at]; at++)
        if (to.at[at] == '/')
            shared = at;
    if ((!from[at] && at < to.length && to.at[at] == '/') ||
        (at == to.length && (from[at] == '/' || !from[at])))
        shared = at;
    for (const char *rest = from + shared; *rest; rest++)
        ups += *rest == '/';
    bytes = end = arena_array(arena, ups + 1, to.length + sizeof "../");
    for (; ups > 0; ups--)
        end = stpcpy(end, "../");
    if (shared < to.length)
        end = mempcpy(end, to.at + shared + 1, to.length - shared - 1);
    else if (end > bytes)
        end--;
    return (struct thoth_text){bytes, (size_t)(end - bytes)};
}

const char *check_folder_shown(const char *folder, const char *name,
                               struct arena *arena)
{
    const char *here = check_folder_of(".", arena);
    struct thoth_text path =
        arena_format(arena, "%s/%s", folder[1] ? folder : "", name);

    if (here)
        path = check_folder_relative(here, path, arena);
    return arena_copy_text(arena, path).at;
}
