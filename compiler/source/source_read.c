/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One open, fstat, read and close for each ordinary file: a read that brings
 * exactly the expected size, with room for more, has also shown the end.
 */
#include "compiler/source/source_read.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/source/file_status.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_ROOM = 64 << 10 };

void source_buffer_release(struct source_buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct source_buffer){0};
}

static bool refuse(struct diagnostic_list *diagnostics, int error)
{
    const char *reason = strerrordesc_np(error);

    diagnostic_report(diagnostics, DIAG_FILE_UNREADABLE, (struct span){0},
                      "cannot be read: %s", reason ? reason : "unknown error");
    return false;
}

static bool refuse_size(struct diagnostic_list *diagnostics, size_t limit)
{
    diagnostic_report(diagnostics, DIAG_FILE_TOO_LARGE, (struct span){0},
                      "longer than %zu bytes; --max-file-size raises this "
                      "limit",
                      limit);
    return false;
}

/* Opens without waiting for the writer of a pipe; returns -1 with errno. */
static int open_file(const struct source_set *set,
                     const struct source_file *file)
{
    struct thoth_text folder = set->directories[file->directory].path;
    size_t slash = folder.length > 0 && folder.at[folder.length - 1] != '/';
    char path[PATH_MAX];

    if (folder.length + slash + file->name.length >= sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    if (folder.length)
        memcpy(path, folder.at, folder.length);
    path[folder.length] = '/';
    memcpy(path + folder.length + slash, file->name.at, file->name.length);
    path[folder.length + slash + file->name.length] = '\0';
    return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
}

/* Unwinds only through `descriptor` closed. */
static void make_room(struct source_buffer *buffer, size_t room, int descriptor)
{
    char *larger;

    if (room <= buffer->room)
        return;
    if (room < FIRST_ROOM)
        room = FIRST_ROOM;
    larger = realloc(buffer->bytes, room);
    if (!larger) {
        close(descriptor);
        memory_ran_out();
    }
    buffer->bytes = larger;
    buffer->room = room;
}

static bool read_bytes(int descriptor, size_t size, size_t limit,
                       struct source_buffer *buffer, size_t *length,
                       struct diagnostic_list *diagnostics)
{
    for (*length = 0;;) {
        ssize_t count;

        make_room(buffer, (*length > size ? *length : size) + 1, descriptor);
        count =
            read(descriptor, buffer->bytes + *length, buffer->room - *length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return refuse(diagnostics, errno);
        *length += (size_t)count;
        if (*length > limit)
            return refuse_size(diagnostics, limit);
        if (count == 0 || (*length == size && *length < buffer->room))
            return true;
        if (*length == buffer->room)
            size = *length < limit / 2 ? *length * 2 : limit;
    }
}

static bool read_open(int descriptor, struct source_file *file, size_t limit,
                      struct source_buffer *buffer, size_t *length,
                      struct diagnostic_list *diagnostics)
{
    struct stat status;

    if (fstat(descriptor, &status))
        return refuse(diagnostics, errno);
    if (!S_ISREG(status.st_mode)) {
        diagnostic_report(diagnostics, DIAG_FILE_NOT_REGULAR, (struct span){0},
                          "not a regular file");
        return false;
    }
    file->status = file_status_of(&status);
    if (file->status.size > limit)
        return refuse_size(diagnostics, limit);
    return read_bytes(descriptor, (size_t)status.st_size, limit, buffer, length,
                      diagnostics);
}

bool source_read(const struct source_set *set, struct source_file *file,
                 size_t limit, struct source_buffer *buffer,
                 struct thoth_text *content,
                 struct diagnostic_list *diagnostics)
{
    int descriptor = open_file(set, file);
    size_t length = 0;
    bool complete;

    if (descriptor < 0)
        return refuse(diagnostics, errno);
    complete = read_open(descriptor, file, limit, buffer, &length, diagnostics);
    close(descriptor);
    *content = (struct thoth_text){buffer->bytes, length};
    return complete;
}
