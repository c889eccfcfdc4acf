/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Goes upwards over the real path of the folder, since the given one may be
 * short or lead through links.
 */
#include "compiler/source/rule_root.h"

#include "compiler/source/source_grow.h"
#include "runtime/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* A link counts even if it leads nowhere, so that reading it reports that. */
static bool has_entry(struct source_set *set, struct thoth_text folder,
                      const char *name)
{
    struct thoth_text path = source_join(set, folder, thoth_text_of(name));

    return faccessat(AT_FDCWD, path.at, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Shortens the path by its last component; false at the file system's root. */
static bool go_up(struct source_set *set, struct thoth_text *folder)
{
    size_t length = folder->length;

    while (length > 1 && folder->at[length - 1] != '/')
        length--;
    if (folder->length <= 1)
        return false;
    if (length > 1)
        length--;
    *folder =
        arena_copy_text(&set->arena, (struct thoth_text){folder->at, length});
    return true;
}

/* The rule root at or above `folder`; false when there is none. */
static bool find_root(struct source_set *set, struct thoth_text *folder)
{
    while (!has_entry(set, *folder, SOURCE_METADATA_NAME))
        if (has_entry(set, *folder, ".git") || !go_up(set, folder))
            return false;
    return true;
}

/* A directory with nothing above it. */
static uint32_t add_root(struct source_set *set, struct thoth_text path)
{
    const struct source_directory directory = {
        .parent = SOURCE_NONE,
        .metadata = SOURCE_NONE,
        .name = {"", 0},
        .path = path,
        .relative = {"", 0},
    };

    return source_add_directory(set, &directory);
}

/* The set's directory for a rule root upwards, added when it is new. */
static uint32_t root_directory(struct source_set *set, struct thoth_text root)
{
    uint32_t number;

    for (uint32_t i = 0; i < set->metadata_count; i++) {
        number = set->metadata[i].file.directory;
        if (thoth_text_equal(set->directories[number].path, root))
            return number;
    }
    number = add_root(set, root);
    source_enter_metadata(set, number);
    return number;
}

/* Adds the directories named in `rest`, the path below `parent`. */
static uint32_t add_chain(struct source_set *set, uint32_t parent,
                          struct thoth_text rest)
{
    while (rest.length > 0) {
        const char *slash = memchr(rest.at, '/', rest.length);
        struct source_directory directory = {.parent = parent};

        directory.name.at = rest.at;
        directory.name.length = slash ? (size_t)(slash - rest.at) : rest.length;
        rest.at += directory.name.length + (slash != NULL);
        rest.length -= directory.name.length + (slash != NULL);
        if (directory.name.length == 0)
            continue;
        directory.metadata = set->directories[parent].metadata;
        directory.path =
            source_join(set, set->directories[parent].path, directory.name);
        directory.relative =
            source_join(set, set->directories[parent].relative, directory.name);
        parent = source_add_directory(set, &directory);
    }
    return parent;
}

/* Sets `real` to the real path of a folder; false, after a report, when there
 * is none. */
static bool find_real_path(struct source_set *set, struct thoth_text path,
                           struct thoth_text *real)
{
    struct thoth_text shown = path.length ? path : thoth_text_of(".");
    char *found = realpath(shown.at, NULL);

    if (!found) {
        source_report(set, DIAG_PATH_MISSING, shown, errno);
        return false;
    }
    *real = arena_copy_text(&set->arena, thoth_text_of(found));
    free(found);
    return true;
}

uint32_t rule_root_directory(struct source_set *set, struct thoth_text path)
{
    struct source_directory directory;
    struct thoth_text folder, root;
    uint32_t end;

    if (has_entry(set, path, SOURCE_METADATA_NAME))
        return add_root(set, path);
    if (!find_real_path(set, path, &folder))
        return SOURCE_NONE;
    root = folder;
    if (!find_root(set, &root))
        return add_root(set, path);
    end = add_chain(set, root_directory(set, root),
                    (struct thoth_text){folder.at + root.length,
                                        folder.length - root.length});
    /* The chain's end once more, with the path that the user gave. */
    directory = set->directories[end];
    directory.path = path;
    return source_add_directory(set, &directory);
}

uint32_t rule_root_directory_of_file(struct source_set *set,
                                     struct thoth_text folder)
{
    uint32_t number = rule_root_directory(set, folder);

    if (number != SOURCE_NONE && has_entry(set, folder, SOURCE_METADATA_NAME))
        source_enter_metadata(set, number);
    return number;
}
