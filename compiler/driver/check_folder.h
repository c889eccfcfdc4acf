/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Real folders of paths and what lies above them, for a configuration, a
 * baseline and the repository.
 */
#ifndef COMPILER_DRIVER_CHECK_FOLDER_H
#define COMPILER_DRIVER_CHECK_FOLDER_H

#include "compiler/base/arena.h"

/* The real path of a folder, or of the folder a file is in, also of one that is
 * not there yet; NULL, with errno, when there is none. All results are in the
 * arena and without a slash at the end, but for "/" itself. All functions
 * unwind when memory is short. */
const char *check_folder_of(const char *path, struct arena *arena);

/* The nearest such folder, from that of `path` upwards, in which there is
 * `name`; the search ends at the top of a repository, a folder with .git. NULL
 * when there is none. */
const char *check_folder_above(const char *path, const char *name,
                               struct arena *arena);

/* How to reach the real path `to` from the real folder `from`: "web/a.yaml",
 * "../b.yaml"; empty when they are the same. */
struct thoth_text check_folder_relative(const char *from, struct thoth_text to,
                                        struct arena *arena);

/* A path for messages: of a real folder and a name in it, from where we are. */
const char *check_folder_shown(const char *folder, const char *name,
                               struct arena *arena);

#endif
