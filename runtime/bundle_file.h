/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files that may be bundles: opened without ever waiting (a FIFO is refused),
 * told apart by their first bytes. A portable bundle is read into memory and
 * not mapped: what was verified then stays as it is, whatever happens to the
 * file, and a file that shrinks is an error and no signal.
 */
#ifndef RUNTIME_BUNDLE_FILE_H
#define RUNTIME_BUNDLE_FILE_H

#include "runtime/allocator.h"
#include "runtime/thoth.h"

struct bundle_file {
    int descriptor;
    size_t size;
    bool native; /* a shared object; else it starts as a portable bundle */
};

/* THOTH_E_IO or THOTH_E_NOT_BUNDLE; on success bundle_file_close is due. */
enum thoth_status bundle_file_open(const char *path, struct bundle_file *file,
                                   struct thoth_error *error);

/* Reads a portable bundle into memory of the allocator. */
enum thoth_status bundle_file_read(const struct bundle_file *file,
                                   const struct thoth_allocator *allocator,
                                   void **bytes, struct thoth_error *error);

void bundle_file_close(struct bundle_file *file);

#endif
