/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc fmt`: rule files in canonical layout.
 */
#include "compiler/driver/command.h"
#include "compiler/driver/format_run.h"
#include "compiler/driver/limit_option.h"

#include <getopt.h>
#include <stdio.h>
#include <unistd.h>

static const char usage_text[] =
    "Usage: thothc fmt [OPTION]... PATH...\n"
    "Lays out rule files; what they mean and say in comments stays the same.\n"
    "\n"
    "  -c, --check                change nothing, list files that would "
    "change\n"
    "  -d, --diff                 change nothing, show what would change\n"
    "  -j, --jobs=N               work on N files at once; default: "
    "processors\n" LIMIT_OPTIONS_USAGE
    "      --help                 print this text\n"
    "\n"
    "Exit status: 0 if all files are laid out (now); 1 if files would change,\n"
    "with --check or --diff, or are not well-formed; 2 for wrong usage or "
    "files\n"
    "that cannot be used.\n";

enum { OPTION_HELP = 256, MOST_THREADS = 1024 };

static const struct option OPTIONS[] = {
    {"check", no_argument, NULL, 'c'},
    {"diff", no_argument, NULL, 'd'},
    {"jobs", required_argument, NULL, 'j'},
    {"help", no_argument, NULL, OPTION_HELP},
    LIMIT_OPTIONS,
    {0}};

struct fmt_call {
    struct build_options options;
    struct format_run run;
    bool help;
};

/* False if the option's argument does not fit. */
static bool take_option(struct fmt_call *call, int option)
{
    uint64_t threads;

    switch (option) {
    case 'c':
        call->run.check = true;
        return true;
    case 'd':
        call->run.diff = true;
        return true;
    case 'j':
        if (!command_number(optarg, 1, MOST_THREADS, &threads))
            return false;
        call->options.threads = (unsigned)threads;
        return true;
    case OPTION_HELP:
        call->help = true;
        return true;
    default:
        return limit_option(&call->options, option);
    }
}

int command_fmt(int argc, char **argv)
{
    struct fmt_call call = {.options = BUILD_OPTIONS_DEFAULT};
    int option;

    call.options.diagnostics = stderr;
    call.options.colour = command_colour(STDERR_FILENO);
    call.options.progress = command_terminal(STDERR_FILENO);
    while ((option = getopt_long(argc, argv, "cdj:", OPTIONS, NULL)) != -1) {
        if (option == '?')
            return command_option_error("fmt");
        if (!take_option(&call, option))
            return command_usage_error("fmt", "'%s' is no fitting number",
                                       optarg);
    }
    if (call.help) {
        fputs(usage_text, stdout);
        return command_finish("fmt", EXIT_DONE);
    }
    if (optind == argc)
        return command_usage_error("fmt", "no rules given");
    call.run.paths = argv + optind;
    call.run.count = (size_t)(argc - optind);
    return command_finish("fmt", format_run(&call.run, &call.options));
}
