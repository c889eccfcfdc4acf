/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The options that raise the limits on rule files, the same for all commands
 * that read rules.
 */
#ifndef COMPILER_DRIVER_LIMIT_OPTION_H
#define COMPILER_DRIVER_LIMIT_OPTION_H

#include "compiler/driver/build.h"

#include <getopt.h>

enum {
    OPTION_MAX_NESTING = 512,
    OPTION_MAX_NODES,
    OPTION_MAX_SCALAR,
    OPTION_MAX_FILE_SIZE,
};

/* Rows of a getopt_long table. */
#define LIMIT_OPTIONS                                                          \
    {"max-nesting", required_argument, NULL, OPTION_MAX_NESTING},              \
        {"max-nodes", required_argument, NULL, OPTION_MAX_NODES},              \
        {"max-scalar", required_argument, NULL, OPTION_MAX_SCALAR},            \
    {                                                                          \
        "max-file-size", required_argument, NULL, OPTION_MAX_FILE_SIZE         \
    }

/* Their lines in a usage text. */
#define LIMIT_OPTIONS_USAGE                                                    \
    "      --max-nesting=N        how deep lists and mappings may be nested\n" \
    "      --max-nodes=N          values of a file, aliases expanded\n"        \
    "      --max-scalar=BYTES     length of one value\n"                       \
    "      --max-file-size=BYTES  size of a file\n"

/* Takes one of these options with its argument in optarg; false when the
 * argument is no number that fits. */
bool limit_option(struct build_options *options, int option);

/* The same for an argument that comes from elsewhere. */
bool limit_option_set(struct build_options *options, int option,
                      const char *argument);

#endif
