/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Goes upwards over the real path of the folder, since the given one may be
 * short or lead through links.
 */
#include "compiler/source/rule_root.h"

#include "compiler/source/source_grow.h"
#include "runtime/text.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static bool has_entry(struct source_set *set, struct thoth_text folder,
                      const char *name)
{
    struct thoth_text path = source_join(set, folder, thoth_text_of(name));

    return access(path.at, F_OK) == 0;
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

/* The set's directory for a rule root, added when it is new. */
static uint32_t root_directory(struct source_set *set, struct thoth_text root)
{
    const struct source_directory directory = {
        .parent = SOURCE_NONE,
        .metadata = SOURCE_NONE,
        .name = {"", 0},
        .path = root,
        .relative = {"", 0},
    };
    uint32_t number;

    for (uint32_t i = 0; i < set->metadata_count; i++) {
        number = set->metadata[i].file.directory;
        if (thoth_text_equal(set->directories[number].path, root))
            return number;
    }
    number = source_add_directory(set, &directory);
    source_add_metadata(set, number);
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

uint32_t rule_root_directory(struct source_set *set, struct thoth_text path)
{
    struct source_directory directory = {.parent = SOURCE_NONE,
                                         .metadata = SOURCE_NONE,
                                         .name = {"", 0},
                                         .path = path,
                                         .relative = {"", 0}};
    char *real = realpath(path.length ? path.at : ".", NULL);
    struct thoth_text folder, root;
    uint32_t parent;

    if (!real) {
        source_report(set, DIAG_PATH_MISSING, path, errno);
        return SOURCE_NONE;
    }
    folder.length = strlen(real);
    folder.at = arena_copy(&set->arena, real, folder.length);
    free(real);
    root = folder;
    if (!find_root(set, &root))
        return source_add_directory(set, &directory);
    parent = root_directory(set, root);
    parent = add_chain(set, parent,
                       (struct thoth_text){folder.at + root.length,
                                           folder.length - root.length});
    /* The chain's end once more, with the path that the user gave. */
    directory = set->directories[parent];
    directory.path = path;
    return source_add_directory(set, &directory);
}
