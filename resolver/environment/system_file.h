/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Small files by which a system describes itself: lines of KEY=VALUE or
 * "key : value".
 */
#ifndef RESOLVER_ENVIRONMENT_SYSTEM_FILE_H
#define RESOLVER_ENVIRONMENT_SYSTEM_FILE_H

#include "compiler/base/arena.h"

#include <stdbool.h>

/* The first bytes of root/path, at most 1 MiB; empty if it cannot be read. */
struct thoth_text system_file_read(struct arena *arena, const char *root,
                                   const char *path);

/* The name that comes first, in the order of bytes, of those in the folder
 * root/path; NULL if there is none. */
char *system_file_first(struct arena *arena, const char *root,
                        const char *path);

/* The value of the first line with that key in front of the sign, without
 * spaces and quotes around it; empty if there is none. */
struct thoth_text system_file_value(struct thoth_text bytes, const char *key,
                                    char sign);

/* Without spaces, and then without quotes, around it. */
struct thoth_text system_text_trim(struct thoth_text text);

/* The first thing in a text that looks like a version: digits and dots. */
struct thoth_text system_text_version(struct thoth_text text);

#endif
