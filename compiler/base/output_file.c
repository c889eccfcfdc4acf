/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Temporary name, fsync, rename. The temporary file is unlinked on every path
 * that does not end in the rename; a process killed in between leaves a file
 * named ".NAME.XXXXXX" and the previous output intact.
 */
#define _GNU_SOURCE
#include "compiler/base/output_file.h"

#include "compiler/base/out_of_memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Compares what can be read, piece by piece, so that a long file costs no
 * memory. */
static bool same_content(int descriptor, const char *bytes, size_t size)
{
    char piece[1 << 16];

    while (size) {
        size_t wanted = size < sizeof piece ? size : sizeof piece;
        ssize_t got = read(descriptor, piece, wanted);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || memcmp(piece, bytes, (size_t)got))
            return false;
        bytes += got;
        size -= (size_t)got;
    }
    return true;
}

bool output_file_holds(const char *path, const void *bytes, size_t size)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    struct stat status;
    bool holds;

    if (descriptor < 0)
        return false;
    holds = !fstat(descriptor, &status) && S_ISREG(status.st_mode) &&
            (size_t)status.st_size == size &&
            same_content(descriptor, bytes, size) &&
            !futimens(descriptor, NULL);
    close(descriptor);
    return holds;
}

static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* How much of a file's name the temporary one repeats: with its other parts it
 * must be no longer than a name may be. */
enum { NAME_PART = 200 };

/* A device or pipe that must not make way for a file; directories are left to
 * the rename, which refuses them. */
static bool is_special(const char *path)
{
    struct stat status;

    return !stat(path, &status) && !S_ISREG(status.st_mode) &&
           !S_ISDIR(status.st_mode);
}

enum { SUFFIX = 6, TRIES = 100 };

static int draw_suffix(char *suffix)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    unsigned char drawn[SUFFIX];

    if (getentropy(drawn, sizeof drawn))
        return errno;
    for (size_t i = 0; i < SUFFIX; i++)
        suffix[i] = letters[drawn[i] % (sizeof letters - 1)];
    return 0;
}

/* Makes the temporary file, whose name ends in room for a suffix. Only the
 * kernel knows which permissions it should have without asking for the mask of
 * the process, which threads cannot do safely: so it gets them, and nobody else
 * may read it until it is whole. */
static int make_temporary(struct output_file *file)
{
    char *suffix = file->temporary + strlen(file->temporary) - SUFFIX;
    struct stat status;
    int error = EEXIST;

    for (int i = 0; error == EEXIST && i < TRIES; i++) {
        error = draw_suffix(suffix);
        if (error)
            break;
        file->descriptor =
            open(file->temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0777);
        error = file->descriptor < 0 ? errno : 0;
    }
    if (error)
        return error;
    if (fstat(file->descriptor, &status) || fchmod(file->descriptor, 0600)) {
        error = errno;
        unlink(file->temporary);
        close(file->descriptor);
        file->descriptor = -1;
        return error;
    }
    file->permissions = status.st_mode & 0777;
    return 0;
}

int output_file_open(struct output_file *file, const char *path)
{
    size_t folder = folder_length(path);
    size_t length = strlen(path);
    int error;

    file->descriptor = -1;
    file->path = memory_allocate(length + 1);
    memcpy(file->path, path, length + 1);
    file->temporary = NULL;
    if (is_special(path)) {
        file->descriptor = open(path, O_WRONLY | O_CLOEXEC);
        return file->descriptor < 0 ? errno : 0;
    }
    file->temporary = memory_allocate(length + 9);
    snprintf(file->temporary, length + 9, "%.*s.%.*s.XXXXXX", (int)folder, path,
             NAME_PART, path + folder);
    error = make_temporary(file);
    if (error) {
        free(file->temporary);
        file->temporary = NULL;
    }
    return error;
}

int output_file_write(struct output_file *file, const void *bytes, size_t size)
{
    const char *next = bytes;

    while (size) {
        ssize_t written = write(file->descriptor, next, size);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        next += written;
        size -= (size_t)written;
    }
    return 0;
}

static int sync_folder(const char *path)
{
    size_t length = folder_length(path);
    char *folder = memory_allocate(length + 2);
    int descriptor, error = 0;

    memcpy(folder, length ? path : ".", length ? length : 1);
    folder[length ? length : 1] = '\0';
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    if (descriptor < 0)
        return errno;
    /* Some file systems cannot sync a folder; the rename is still whole. */
    if (fsync(descriptor) && errno != EINVAL && errno != EROFS)
        error = errno;
    close(descriptor);
    return error;
}

/* The end of what went straight to a device or pipe. */
static int close_special(struct output_file *file)
{
    int descriptor = file->descriptor, error;

    file->descriptor = -1;
    error = close(descriptor) ? errno : 0;
    if (!error)
        output_file_discard(file);
    return error;
}

/* Gives the file its name, with the permissions that it has by now. */
static int finish(struct output_file *file, bool durable)
{
    int descriptor = file->descriptor, error = 0;

    if (durable && fsync(descriptor))
        error = errno;
    if (!error) {
        file->descriptor = -1;
        error = close(descriptor) ? errno : 0;
    }
    if (!error && rename(file->temporary, file->path))
        error = errno;
    if (!error) {
        free(file->temporary);
        file->temporary = NULL;
        if (durable)
            error = sync_folder(file->path);
    }
    if (!error)
        output_file_discard(file);
    return error;
}

int output_file_commit(struct output_file *file, bool durable, bool executable)
{
    mode_t mode = file->permissions & (executable ? 0777 : 0666);

    if (!file->temporary)
        return close_special(file);
    return fchmod(file->descriptor, mode) ? errno : finish(file, durable);
}

int output_file_replace(struct output_file *file)
{
    struct stat status;

    if (stat(file->path, &status))
        return errno;
    /* Only who may give files away can keep another one's; the new file is
     * then a file of this user, as after any editor. */
    if (fchown(file->descriptor, status.st_uid, status.st_gid))
        status.st_mode &= (mode_t) ~(S_ISUID | S_ISGID);
    if (fchmod(file->descriptor, status.st_mode & 07777))
        return errno;
    return finish(file, false);
}

void output_file_discard(struct output_file *file)
{
    if (file->descriptor >= 0)
        close(file->descriptor);
    if (file->temporary)
        unlink(file->temporary);
    free(file->temporary);
    free(file->path);
    *file = (struct output_file){.descriptor = -1};
}

int output_file_save(const char *path, const void *bytes, size_t size)
{
    struct output_file file;
    int error = output_file_open(&file, path);

    if (!error)
        error = output_file_write(&file, bytes, size);
    if (!error)
        error = output_file_commit(&file, true, false);
    if (error)
        output_file_discard(&file);
    return error;
}

int output_file_rewrite(const char *path, const void *bytes, size_t size)
{
    char *real = realpath(path, NULL);
    struct output_file file;
    int error = output_file_open(&file, real ? real : path);

    free(real);
    if (!error)
        error = output_file_write(&file, bytes, size);
    if (!error)
        error = output_file_replace(&file);
    if (error)
        output_file_discard(&file);
    return error;
}
