/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The options on the cache, the same for all commands that have one.
 */
#ifndef COMPILER_DRIVER_CACHE_OPTION_H
#define COMPILER_DRIVER_CACHE_OPTION_H

#include "compiler/driver/build.h"

#include <getopt.h>

enum {
    OPTION_CACHE_DIR = 544,
    OPTION_NO_CACHE,
    OPTION_VERIFY_CACHE,
};

/* Rows of a getopt_long table. */
#define CACHE_OPTIONS                                                          \
    {"cache-dir", required_argument, NULL, OPTION_CACHE_DIR},                  \
        {"no-cache", no_argument, NULL, OPTION_NO_CACHE},                      \
    {                                                                          \
        "verify-cache", no_argument, NULL, OPTION_VERIFY_CACHE                 \
    }

/* What usage texts say of them. */
#define CACHE_OPTIONS_USAGE                                                    \
    "      --cache-dir=DIR        keep results of single files here; "         \
    "default:\n"                                                               \
    "                             thothc in $XDG_CACHE_HOME or ~/.cache\n"     \
    "      --no-cache             neither use nor write a cache\n"             \
    "      --verify-cache         compare contents instead of dates and "      \
    "sizes\n"

/* What was said of the cache. Zero bytes are a valid start. */
struct cache_choice {
    const char *folder;
    bool none, verify;
    char *default_folder; /* malloc'ed */
};

/* Takes one of these options with its argument in optarg; false for others. */
bool cache_option(struct cache_choice *choice, int option);

/* Sets what a build needs to know, which refers to the choice. 0, or the status
 * of a usage error, which was reported for `command`. Unwinds when memory is
 * short. */
int cache_option_settle(struct cache_choice *choice, const char *command,
                        struct build_options *options);
void cache_choice_release(struct cache_choice *choice);

#endif
