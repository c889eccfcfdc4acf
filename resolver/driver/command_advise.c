/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thoth advise: its command line.
 */
#include "resolver/driver/command.h"
#include "resolver/driver/request_options.h"

#include <stdio.h>

enum {
    OPTION_COUNT = REQUEST_OPTIONS_END,
    OPTION_DRY_RUN,
    OPTION_GRAPH,
    OPTION_JSON,
    OPTION_LOCK,
    OPTION_PIPELINE,
    OPTION_PLOT,
    OPTION_REASONS,
    OPTION_REQUIREMENTS,
};

static const struct option OPTIONS[] = {
    {"count", required_argument, NULL, OPTION_COUNT},
    {"dry-run", no_argument, NULL, OPTION_DRY_RUN},
    {"graph", required_argument, NULL, OPTION_GRAPH},
    {"json", required_argument, NULL, OPTION_JSON},
    {"lock", required_argument, NULL, OPTION_LOCK},
    {"pipeline", no_argument, NULL, OPTION_PIPELINE},
    {"plot", required_argument, NULL, OPTION_PLOT},
    {"reasons", no_argument, NULL, OPTION_REASONS},
    {"requirements", required_argument, NULL, OPTION_REQUIREMENTS},
    REQUEST_OPTIONS,
};

static void print_help(void)
{
    puts("Usage: thoth advise [OPTION]... [FOLDER]\n"
         "Finds the best stack of package versions for the project in the "
         "folder,\n"
         "the current one unless another is named, and prints it with its "
         "score\n"
         "and reasons. For a Pipfile, Pipfile.lock is written.\n"
         "\n"
         "  --lock=FILE          write a Pipfile.lock there; - is standard "
         "output\n"
         "  --requirements=FILE  write pinned requirements, likewise\n"
         "  --json=FILE          write a report as JSON, likewise\n"
         "  --graph=FILE         draw the dependency graph of the best stack: "
         ".svg,\n"
         "                       .png or .pdf by Graphviz; .dot its text\n"
         "  --plot=FILE          draw scores by iteration, .svg\n"
         "  --pipeline           name all rules that take part in the report\n"
         "  --dry-run            write no files but standard output\n"
         "  --reasons            print reasons of severity INFO, too\n"
         "  --count=N            stacks to keep; 3\n");
    request_line_help();
}

static bool take_option(struct request_line *line, int option)
{
    struct advise_options *options = &line->options;
    int64_t number;

    switch (option) {
    case OPTION_COUNT:
        if (!request_line_number(line, "count", optarg, 1, 1000, &number))
            return false;
        options->resolve.count = (uint32_t)number;
        return true;
    case OPTION_JSON:
        options->json = optarg;
        return true;
    case OPTION_GRAPH:
        options->graph = optarg;
        return true;
    case OPTION_PLOT:
        options->plot = optarg;
        return true;
    case OPTION_PIPELINE:
        return options->pipeline = true;
    case OPTION_LOCK:
        options->lock = optarg;
        return true;
    case OPTION_REQUIREMENTS:
        options->requirements = optarg;
        return true;
    case OPTION_DRY_RUN:
        return options->dry_run = true;
    case OPTION_REASONS:
        return options->all_reasons = true;
    default:
        return request_line_take(line, option);
    }
}

int command_advise(int argc, char **argv)
{
    struct request_line line;
    int option;

    request_line_start(&line, "advise");
    while ((option = getopt_long(argc, argv, "h", OPTIONS, NULL)) != -1) {
        if (option == 'h') {
            print_help();
            return command_finish("advise", EXIT_DONE);
        }
        if (!take_option(&line, option))
            return EXIT_TROUBLE;
    }
    if (argc - optind > 1)
        return command_usage_error("advise", "'%s' is too much",
                                   argv[optind + 1]);
    if (advise_fills_stdout(&line.options) > 1)
        return command_usage_error("advise",
                                   "only one output can go to standard output");
    if (!advise_check_pictures(&line.options))
        return EXIT_TROUBLE;
    if (!request_line_finish(&line, optind < argc ? argv[optind] : NULL))
        return EXIT_TROUBLE;
    return advise_run(&line.options);
}
