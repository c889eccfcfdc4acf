/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc convert`: rules in the other language.
 */
#include "compiler/driver/command.h"
#include "compiler/driver/convert_run.h"
#include "compiler/driver/limit_option.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char usage_text[] =
    "Usage: thothc convert --to=rx|yaml FILE\n"
    "  or:  thothc convert --to=rx|yaml -o DIR PATH\n"
    "Prints rules in the other language. They mean the same.\n"
    "\n"
    "  -t, --to=LANGUAGE          rx: the match/run language; yaml\n"
    "  -o, --output=DIR           write the rules of a folder to a new one "
    "that\n"
    "                             mirrors it\n"
    "  -j, --jobs=N               work on N files at once; default: "
    "processors\n"
    "      --verify               read printed YAML back, too, and compare;\n"
    "                             printed .rx always is\n" LIMIT_OPTIONS_USAGE
    "      --help                 print this text\n"
    "\n"
    "Exit status: 0 if all was converted; 1 if rules are not valid, or cannot\n"
    "be said in the other language; 2 for wrong usage or files that cannot be\n"
    "used. Nothing is left of a folder unless all of it was converted.\n";

enum { OPTION_HELP = 256, OPTION_VERIFY, MOST_THREADS = 1024 };

static const struct option OPTIONS[] = {
    {"to", required_argument, NULL, 't'},
    {"output", required_argument, NULL, 'o'},
    {"jobs", required_argument, NULL, 'j'},
    {"verify", no_argument, NULL, OPTION_VERIFY},
    {"help", no_argument, NULL, OPTION_HELP},
    LIMIT_OPTIONS,
    {0}};

struct convert_call {
    struct build_options options;
    struct convert_run run;
    bool to, help;
};

/* False if the option's argument does not fit. */
static bool take_option(struct convert_call *call, int option)
{
    uint64_t threads;

    switch (option) {
    case 't':
        call->to = true;
        call->run.to_rx = !strcmp(optarg, "rx");
        return call->run.to_rx || !strcmp(optarg, "yaml");
    case 'o':
        call->run.output = optarg;
        return *optarg != '\0';
    case 'j':
        if (!command_number(optarg, 1, MOST_THREADS, &threads))
            return false;
        call->options.threads = (unsigned)threads;
        return true;
    case OPTION_VERIFY:
        call->run.verify = true;
        return true;
    case OPTION_HELP:
        call->help = true;
        return true;
    default:
        return limit_option(&call->options, option);
    }
}

static bool is_folder(const char *path)
{
    struct stat status;

    return !stat(path, &status) && S_ISDIR(status.st_mode);
}

int command_convert(int argc, char **argv)
{
    struct convert_call call = {.options = BUILD_OPTIONS_DEFAULT};
    int option;

    call.options.diagnostics = stderr;
    call.options.colour = command_colour(STDERR_FILENO);
    call.run.stream = stdout;
    while ((option = getopt_long(argc, argv, "t:o:j:", OPTIONS, NULL)) != -1) {
        if (option == '?')
            return command_option_error("convert");
        if (!take_option(&call, option))
            return command_usage_error("convert", "'%s' does not fit", optarg);
    }
    if (call.help) {
        fputs(usage_text, stdout);
        return command_finish("convert", EXIT_DONE);
    }
    if (!call.to)
        return command_usage_error("convert", "no language given; use --to");
    if (optind + 1 != argc)
        return command_usage_error("convert", "%s",
                                   optind == argc ? "no rules given"
                                                  : "more than one path");
    call.run.path = argv[optind];
    if (!call.run.output && is_folder(call.run.path))
        return command_usage_error("convert", "'%s' is a folder; use -o",
                                   call.run.path);
    call.options.progress = call.run.output && command_terminal(STDERR_FILENO);
    return command_finish("convert", convert_run(&call.run, &call.options));
}
