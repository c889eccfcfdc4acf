/* SPDX-License-Identifier: Apache-2.0 */
/*
 * struct stat to struct source_status.
 */
#include "compiler/source/file_status.h"

static int64_t nanoseconds(struct timespec time)
{
    const int64_t second = 1000000000;

    return (int64_t)((uint64_t)time.tv_sec * (uint64_t)second +
                     (uint64_t)time.tv_nsec);
}

struct source_status file_status_of(const struct stat *status)
{
    return (struct source_status){
        .device = status->st_dev,
        .inode = status->st_ino,
        .size = (uint64_t)status->st_size,
        .modified_ns = nanoseconds(status->st_mtim),
        .changed_ns = nanoseconds(status->st_ctim),
        .known = true,
    };
}

void file_status_at(int directory, const char *name,
                    struct source_status *status)
{
    struct stat found;

    *status = (struct source_status){0};
    if (fstatat(directory, name, &found, 0) == 0)
        *status = file_status_of(&found);
}
