/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Growth of a set's arrays, its paths, and its own reports.
 */
#include "compiler/source/source_grow.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/source/file_status.h"

#include <string.h>

/* The array with room for one more. */
static void *make_room(void *array, uint32_t count, uint32_t *room, size_t size)
{
    uint32_t larger = *room ? *room * 2 : 64;

    if (count < *room)
        return array;
    if (larger <= *room)
        memory_ran_out();
    array = memory_grow(array, larger, size);
    *room = larger;
    return array;
}

uint32_t source_add_directory(struct source_set *set,
                              const struct source_directory *directory)
{
    set->directories =
        make_room(set->directories, set->directory_count, &set->directory_room,
                  sizeof *set->directories);
    set->directories[set->directory_count] = *directory;
    return set->directory_count++;
}

uint32_t source_add_file(struct source_set *set, const struct source_file *file)
{
    set->files = make_room(set->files, set->file_count, &set->file_room,
                           sizeof *set->files);
    set->files[set->file_count] = *file;
    return set->file_count++;
}

/* The number of the same file entered before, or the count. */
static uint32_t find_metadata(const struct source_set *set,
                              const struct source_status *status)
{
    uint32_t number = 0;

    while (number < set->metadata_count &&
           !(status->known &&
             set->metadata[number].file.status.device == status->device &&
             set->metadata[number].file.status.inode == status->inode))
        number++;
    return number;
}

void source_enter_metadata(struct source_set *set, uint32_t directory)
{
    struct source_directory *root = &set->directories[directory];
    struct source_metadata metadata = {
        .file = {.directory = directory,
                 .name = {SOURCE_METADATA_NAME,
                          sizeof SOURCE_METADATA_NAME - 1}},
        .name_space = {SOURCE_UNKNOWN_NAMESPACE,
                       sizeof SOURCE_UNKNOWN_NAMESPACE - 1},
    };

    file_status_at(AT_FDCWD, source_path(set, &metadata.file, &set->arena).at,
                   &metadata.file.status);
    root->metadata = find_metadata(set, &metadata.file.status);
    root->parent = SOURCE_NONE;
    root->name.length = root->relative.length = 0;
    if (root->metadata < set->metadata_count)
        return;
    set->metadata = make_room(set->metadata, set->metadata_count,
                              &set->metadata_room, sizeof *set->metadata);
    set->metadata[set->metadata_count++] = metadata;
}

struct thoth_text source_join(struct source_set *set, struct thoth_text path,
                              struct thoth_text name)
{
    bool slash = path.length > 0 && path.at[path.length - 1] != '/';
    size_t length = path.length + slash + name.length;
    char *joined = arena_allocate(&set->arena, length + 1);

    if (path.length)
        memcpy(joined, path.at, path.length);
    if (slash)
        joined[path.length] = '/';
    memcpy(joined + path.length + slash, name.at, name.length);
    joined[length] = '\0';
    return (struct thoth_text){joined, length};
}

void source_report(struct source_set *set, enum diagnostic_code code,
                   struct thoth_text path, int error)
{
    const char *reason = strerrordesc_np(error);

    diagnostic_report(&set->diagnostics, code, (struct span){0}, "'%.*s': %s",
                      (int)path.length, path.at,
                      reason ? reason : "unknown error");
}
