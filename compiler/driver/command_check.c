/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc check`: all that is wrong with rules, each finding with its place.
 */
#include "compiler/driver/build.h"
#include "compiler/driver/command.h"
#include "compiler/driver/limit_option.h"

#include <getopt.h>
#include <stdio.h>
#include <unistd.h>

static const char usage_text[] =
    "Usage: thothc check [OPTION]... PATH...\n"
    "Checks rule files, or all below folders, and prints what is wrong, "
    "where,\n"
    "and what was expected.\n"
    "\n"
    "  -j, --jobs=N               work on N files at once; default: "
    "processors\n"
    "      --max-nesting=N        how deep lists and mappings may be nested\n"
    "      --max-nodes=N          values of a file, aliases expanded\n"
    "      --max-scalar=BYTES     length of one value\n"
    "      --max-file-size=BYTES  size of a file\n"
    "      --help                 print this text\n"
    "\n"
    "Exit status: 0 if nothing was found; 1 if something was; 2 for wrong "
    "usage\n"
    "or files that cannot be used.\n";

int command_check(int argc, char **argv)
{
    static const struct option OPTIONS[] = {
        {"jobs", required_argument, NULL, 'j'},
        {"help", no_argument, NULL, 'h'},
        LIMIT_OPTIONS,
        {0}};
    struct build_options options = BUILD_OPTIONS_DEFAULT;
    enum build_result result;
    uint64_t threads;
    int option;

    options.diagnostics = stdout;
    options.colour = command_colour(STDOUT_FILENO);
    while ((option = getopt_long(argc, argv, "j:", OPTIONS, NULL)) != -1) {
        if (option == 'h') {
            fputs(usage_text, stdout);
            return command_finish("check", EXIT_DONE);
        }
        if (option == '?')
            return command_option_error("check");
        if (option == 'j' && command_number(optarg, 1, 1024, &threads))
            options.threads = (unsigned)threads;
        else if (option == 'j' || !limit_option(&options, option))
            return command_usage_error("check", "'%s' is no fitting number",
                                       optarg);
    }
    if (optind == argc)
        return command_usage_error("check", "no rules given");
    result = build_check(argv + optind, (size_t)(argc - optind), &options);
    return command_finish("check", result == BUILD_OK         ? EXIT_DONE
                                   : result == BUILD_FINDINGS ? EXIT_FINDINGS
                                                              : EXIT_TROUBLE);
}
