/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The status of files in the form that sets and caches keep it.
 */
#ifndef COMPILER_SOURCE_FILE_STATUS_H
#define COMPILER_SOURCE_FILE_STATUS_H

#include "compiler/source/source_set.h"

#include <fcntl.h>
#include <sys/stat.h>

/* From what stat() has filled. */
struct source_status file_status_of(const struct stat *status);

/* Of a name in an open directory, links followed. Leaves `status` unknown when
 * there is none. */
void file_status_at(int directory, const char *name,
                    struct source_status *status);

#endif
