/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading the files of a source set. Only regular files are read, nothing ever
 * waits, and no file can use more memory than the limit.
 */
#ifndef COMPILER_SOURCE_SOURCE_READ_H
#define COMPILER_SOURCE_SOURCE_READ_H

#include "compiler/source/source_set.h"

#include <stddef.h>

/* The largest file that is read unless an option says otherwise, in bytes. */
#define SOURCE_LIMIT_DEFAULT ((size_t)64 << 20)

/* Memory that is used for one file after the other; one for each thread. All
 * zero bytes are an empty buffer. */
struct source_buffer {
    char *bytes;
    size_t room;
};

void source_buffer_release(struct source_buffer *buffer);

/*
 * Reads a file of the set, or a metadata file, as a whole and notes its status
 * at that time. `content` is valid until the buffer is used again. False after
 * a report, when it cannot be read or is longer than `limit` bytes. Unwinds
 * when memory is short. Threads may read different files at once.
 */
bool source_read(const struct source_set *set, struct source_file *file,
                 size_t limit, struct source_buffer *buffer,
                 struct thoth_text *content,
                 struct diagnostic_list *diagnostics);

#endif
