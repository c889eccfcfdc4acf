/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc test`: runs the tests that rule files carry.
 */
#include "compiler/driver/command.h"
#include "compiler/driver/limit_option.h"
#include "compiler/testing/trial_run.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char usage_text[] =
    "Usage: thothc test [OPTION]... PATH...\n"
    "Runs the tests of units in rule files, or in all below folders, each "
    "with\n"
    "the interpreter and with native code, and says what failed and why.\n"
    "\n"
    "      --format=FORMAT        text, tap or junit\n"
    "      --engine=ENGINE        both (default), or interp: no native code, "
    "which\n"
    "                             needs the system compiler\n"
    "      --suggest              propose tests for units that have none\n"
    "  -v, --verbose              name what passed, and what no test covers\n"
    "  -j, --jobs=N               work on N files at once; default: "
    "processors\n" LIMIT_OPTIONS_USAGE
    "      --help                 print this text\n"
    "\n"
    "Exit status: 0 if all passed; 1 if a test failed or rules have errors; 2 "
    "for\n"
    "wrong usage or files that cannot be used.\n";

enum { OPTION_FORMAT = 256, OPTION_ENGINE, OPTION_SUGGEST, OPTION_HELP };

static const struct option OPTIONS[] = {
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"engine", required_argument, NULL, OPTION_ENGINE},
    {"suggest", no_argument, NULL, OPTION_SUGGEST},
    {"verbose", no_argument, NULL, 'v'},
    {"jobs", required_argument, NULL, 'j'},
    {"help", no_argument, NULL, OPTION_HELP},
    LIMIT_OPTIONS,
    {0}};

static bool take_format(struct trial_options *options)
{
    static const char *const FORMATS[] = {"text", "tap", "junit"};

    for (int i = 0; i < 3; i++)
        if (!strcmp(optarg, FORMATS[i])) {
            options->format = (enum trial_format)i;
            return true;
        }
    command_usage_error("test", "--format=%s: text, tap or junit", optarg);
    return false;
}

static bool take_engine(struct trial_options *options)
{
    options->native = strcmp(optarg, "interp") != 0;
    if (!options->native || !strcmp(optarg, "both"))
        return true;
    command_usage_error("test", "--engine=%s: both or interp", optarg);
    return false;
}

static bool take_number(struct trial_options *options, int option)
{
    uint64_t threads;

    if (option == 'j' && command_number(optarg, 1, 1024, &threads))
        options->build.threads = (unsigned)threads;
    else if (option == 'j' || !limit_option(&options->build, option))
        return command_usage_error("test", "'%s' is no fitting number",
                                   optarg) == EXIT_DONE;
    return true;
}

/* False after a message. */
static bool take_option(struct trial_options *options, int option)
{
    switch (option) {
    case OPTION_FORMAT:
        return take_format(options);
    case OPTION_ENGINE:
        return take_engine(options);
    case OPTION_SUGGEST:
        return options->suggest = true;
    case 'v':
        return options->verbose = true;
    case '?':
        command_option_error("test");
        return false;
    default:
        return take_number(options, option);
    }
}

int command_test(int argc, char **argv)
{
    struct trial_options options = {.build = BUILD_OPTIONS_DEFAULT,
                                    .native = true};
    int option;

    options.build.diagnostics = stderr;
    options.build.colour = command_colour(STDERR_FILENO);
    while ((option = getopt_long(argc, argv, "vj:", OPTIONS, NULL)) != -1) {
        if (option == OPTION_HELP) {
            fputs(usage_text, stdout);
            return command_finish("test", EXIT_DONE);
        }
        if (!take_option(&options, option))
            return EXIT_TROUBLE;
    }
    if (optind == argc)
        return command_usage_error("test", "no rules given");
    return command_finish(
        "test", trial_run(&options, argv + optind, (size_t)(argc - optind)));
}
