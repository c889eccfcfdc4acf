/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Limits as they are given. Nesting stays bounded, since trees are walked
 * recursively.
 */
#include "compiler/driver/limit_option.h"

#include "compiler/driver/command.h"

enum { MOST_NESTING = 4096 };

bool limit_option_set(struct build_options *options, int option,
                      const char *argument)
{
    uint64_t number;

    switch (option) {
    case OPTION_MAX_NESTING:
        if (!command_number(argument, 1, MOST_NESTING, &number))
            return false;
        options->limits.nesting = (uint32_t)number;
        return true;
    case OPTION_MAX_NODES:
        if (!command_number(argument, 1, UINT32_MAX, &number))
            return false;
        options->limits.nodes = (uint32_t)number;
        return true;
    case OPTION_MAX_SCALAR:
        if (!command_number(argument, 1, UINT32_MAX, &number))
            return false;
        options->limits.scalar = (uint32_t)number;
        return true;
    case OPTION_MAX_FILE_SIZE:
        return command_number(argument, 1, INT64_MAX,
                              &options->most_file_bytes);
    default:
        return false;
    }
}

bool limit_option(struct build_options *options, int option)
{
    return limit_option_set(options, option, optarg);
}
