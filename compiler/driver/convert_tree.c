/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mkdtemp, and a rename at the end, which replaces an empty folder.
 */
#include "compiler/driver/convert_tree.h"

#include "compiler/base/out_of_memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* 0 if a tree may be made there. */
static int check_place(const char *path)
{
    struct dirent *entry;
    DIR *folder = opendir(path);
    int error = 0;

    if (!folder)
        return errno == ENOENT ? 0 : errno;
    while (!error && (entry = readdir(folder)))
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
            error = ENOTEMPTY;
    closedir(folder);
    return error;
}

int convert_tree_open(struct convert_tree *tree, const char *path)
{
    size_t length = strlen(path);
    int error = check_place(path);

    *tree = (struct convert_tree){0};
    if (error)
        return error;
    while (length > 1 && path[length - 1] == '/')
        length--;
    tree->path = memory_allocate(length + 1);
    memcpy(tree->path, path, length);
    tree->path[length] = '\0';
    tree->temporary = memory_allocate(length + sizeof ".XXXXXX");
    snprintf(tree->temporary, length + sizeof ".XXXXXX", "%s.XXXXXX",
             tree->path);
    if (mkdtemp(tree->temporary))
        return 0;
    error = errno;
    free(tree->temporary);
    tree->temporary = NULL;
    return error;
}

static char *path_in(const struct convert_tree *tree,
                     struct thoth_text relative)
{
    size_t length = strlen(tree->temporary);
    char *path = memory_allocate(length + relative.length + 2);

    memcpy(path, tree->temporary, length);
    path[length] = '/';
    memcpy(path + length + 1, relative.at, relative.length);
    path[length + 1 + relative.length] = '\0';
    return path;
}

/* Another thread may make the same folder at the same time. */
static int make_folder(const char *path)
{
    return mkdir(path, 0777) && errno != EEXIST ? errno : 0;
}

/* Makes the folders above one, which are below `length` bytes of its path. */
static int make_parents(char *path, size_t length)
{
    int error = 0;

    for (char *at = path + length + 1; *at && !error; at++)
        if (*at == '/') {
            *at = '\0';
            error = make_folder(path);
            *at = '/';
        }
    return error;
}

int convert_tree_folder(const struct convert_tree *tree,
                        struct thoth_text relative)
{
    char *path = path_in(tree, relative);
    int error = make_folder(path);

    if (error == ENOENT) {
        error = make_parents(path, strlen(tree->temporary));
        if (!error)
            error = make_folder(path);
    }
    free(path);
    return error;
}

static int write_all(int descriptor, struct thoth_text content)
{
    while (content.length) {
        ssize_t written = write(descriptor, content.at, content.length);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        content.at += written;
        content.length -= (size_t)written;
    }
    return 0;
}

int convert_tree_write(const struct convert_tree *tree,
                       struct thoth_text relative, struct thoth_text content)
{
    char *path = path_in(tree, relative);
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    int error = descriptor < 0 ? errno : write_all(descriptor, content);

    free(path);
    if (descriptor >= 0 && close(descriptor) && !error)
        error = errno;
    return error;
}

int convert_tree_commit(struct convert_tree *tree)
{
    mode_t mask = umask(0);

    umask(mask);
    if (chmod(tree->temporary, 0777 & ~mask) ||
        rename(tree->temporary, tree->path))
        return errno;
    free(tree->temporary);
    tree->temporary = NULL;
    return 0;
}

static int remove_entry(const char *path, const struct stat *status, int type,
                        struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

void convert_tree_discard(struct convert_tree *tree)
{
    if (tree->temporary)
        nftw(tree->temporary, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    free(tree->temporary);
    free(tree->path);
    *tree = (struct convert_tree){0};
}
