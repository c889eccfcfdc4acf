/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The removal walks the folder without following links, since compilers may
 * leave anything in it. What cannot be removed stays; that is no error of the
 * build.
 */
#define _GNU_SOURCE
#include "compiler/emit/private_folder.h"

#include "compiler/base/out_of_memory.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>

#define NAME "thothc.XXXXXX"

int private_folder_make(struct private_folder *folder)
{
    const char *parent = getenv("TMPDIR");
    char *made, *absolute;
    size_t size;

    if (!parent || !*parent)
        parent = "/tmp";
    size = strlen(parent) + sizeof "/" NAME;
    made = memory_allocate(size);
    snprintf(made, size, "%s/%s", parent, NAME);
    if (!mkdtemp(made)) {
        int error = errno;

        free(made);
        return error;
    }
    /* The compiler works elsewhere than we do. */
    absolute = realpath(made, NULL);
    if (absolute)
        free(made);
    folder->path = absolute ? absolute : made;
    return 0;
}

static int remove_entry(const char *path, const struct stat *status, int type,
                        struct FTW *position)
{
    (void)status;
    (void)type;
    (void)position;
    remove(path);
    return 0;
}

void private_folder_remove(struct private_folder *folder)
{
    if (folder->path)
        nftw(folder->path, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    free(folder->path);
    folder->path = NULL;
}

char *private_folder_path(const struct private_folder *folder, const char *name)
{
    size_t size = strlen(folder->path) + strlen(name) + 2;
    char *path = memory_allocate(size);

    snprintf(path, size, "%s/%s", folder->path, name);
    return path;
}

int private_folder_create(const struct private_folder *folder, const char *name,
                          FILE **file)
{
    char *path = private_folder_path(folder, name);
    int error = 0;

    *file = fopen(path, "wxe");
    if (!*file)
        error = errno;
    free(path);
    return error;
}

int private_folder_close(FILE *file)
{
    int error = 0;

    if (fflush(file))
        error = errno;
    else if (ferror(file))
        error = EIO;
    if (fclose(file) && !error)
        error = errno;
    return error;
}
