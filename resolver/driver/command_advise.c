/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thoth advise: its command line.
 */
#include "resolver/driver/advise_print.h"
#include "resolver/driver/advise_write.h"
#include "resolver/driver/command.h"
#include "resolver/driver/request_advice.h"

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

/* Options that name a file; false if it is none of these. */
static bool take_destination(struct advise_destinations *to, int option)
{
    switch (option) {
    case OPTION_JSON:
        to->json = optarg;
        return true;
    case OPTION_GRAPH:
        to->graph = optarg;
        return true;
    case OPTION_PLOT:
        to->plot = optarg;
        return true;
    case OPTION_LOCK:
        to->lock = optarg;
        return true;
    case OPTION_REQUIREMENTS:
        to->requirements = optarg;
        return true;
    default:
        return false;
    }
}

static bool take_flag(struct advise_shown *shown,
                      struct advise_destinations *to, int option)
{
    switch (option) {
    case OPTION_DRY_RUN:
        return to->dry_run = true;
    case OPTION_REASONS:
        return shown->all_reasons = true;
    default:
        return false;
    }
}

static bool take_option(struct request_line *line, int option)
{
    int64_t number;

    switch (option) {
    case OPTION_COUNT:
        if (!request_line_number(line, "count", optarg, 1, 1000, &number))
            return false;
        line->options.resolve.count = (uint32_t)number;
        return true;
    case OPTION_PIPELINE:
        return line->options.name_units = true;
    default:
        return request_line_take(line, option);
    }
}

static int run(const struct request_line *line,
               const struct advise_destinations *to,
               const struct advise_shown *shown)
{
    struct thoth_advice *advice = request_advice(line);
    enum thoth_advice_outcome outcome = request_facts(advice).outcome;
    int status = request_status(outcome);

    if (outcome == THOTH_ADVICE_REFUSED)
        advise_print_run(advice, shown->all_reasons);
    if (status == EXIT_DONE && advise_fills_stdout(to) == 0)
        advise_print(advice, shown);
    if (status != EXIT_TROUBLE && !advise_write_outputs(advice, to))
        status = EXIT_TROUBLE;
    request_print_problems(advice);
    thoth_advice_release(advice);
    return command_finish("advise", status);
}

static bool check_outputs(const struct advise_destinations *to)
{
    if (advise_fills_stdout(to) <= 1)
        return advise_check_pictures(to);
    command_usage_error("advise", "only one output can go to standard output");
    return false;
}

int command_advise(int argc, char **argv)
{
    struct advise_destinations to = {.lock = NULL};
    struct advise_shown shown = {.all_reasons = false};
    struct request_line line;
    int option;

    request_line_start(&line, "advise");
    while ((option = getopt_long(argc, argv, "h", OPTIONS, NULL)) != -1) {
        if (option == 'h') {
            print_help();
            return command_finish("advise", EXIT_DONE);
        }
        if (!take_destination(&to, option) && !take_flag(&shown, &to, option) &&
            !take_option(&line, option))
            return EXIT_TROUBLE;
    }
    if (argc - optind > 1)
        return command_usage_error("advise", "'%s' is too much",
                                   argv[optind + 1]);
    if (!check_outputs(&to))
        return EXIT_TROUBLE;
    request_line_finish(&line, optind < argc ? argv[optind] : NULL);
    if (to.plot != NULL)
        line.options.resolve.history = ADVISE_PLOT_SAMPLES;
    shown.with_rules = line.options.rules != NULL;
    return run(&line, &to, &shown);
}
