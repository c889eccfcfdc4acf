/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One file of a cache: a head with version and checksum, then parts of bytes.
 * Reading checks everything before anybody looks at a part.
 */
#ifndef COMPILER_CACHE_CACHE_FILE_H
#define COMPILER_CACHE_CACHE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CACHE_FILE_PARTS 16 /* at most */

struct cache_part {
    const void *bytes;
    size_t size;
};

/* An open file; parts point into it and are aligned to 8 bytes. */
struct cache_file {
    void *memory;
    size_t size;
    uint32_t part_count;
    struct cache_part parts[CACHE_FILE_PARTS];
};

/* Reads a file of exactly `parts` parts, written by the same program. False
 * when there is none that can be used. */
bool cache_file_open(struct cache_file *file, const char *path, uint32_t parts);
void cache_file_release(struct cache_file *file);

/* Replaces a file; 0 or an errno value. */
int cache_file_write(const char *path, const struct cache_part *parts,
                     uint32_t count);

#endif
