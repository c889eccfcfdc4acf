/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thoth advise: its command line.
 */
#include "resolver/driver/advise_print.h"
#include "resolver/driver/command.h"
#include "resolver/driver/request_options.h"

#include <stdio.h>
#include <string.h>

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

/* How many outputs go to standard output, in place of what is printed; more
 * than one make no sense there. */
static uint32_t fills_stdout(const struct advise_options *options)
{
    const char *const paths[] = {options->lock, options->requirements,
                                 options->json, options->graph, options->plot};
    uint32_t count = 0;

    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
        count += paths[i] != NULL && strcmp(paths[i], "-") == 0;
    return count;
}

static const char *suffix_of(const char *path)
{
    const char *name = strrchr(path, '/');
    const char *dot = strrchr(name != NULL ? name : path, '.');

    return dot != NULL ? dot + 1 : "";
}

static bool is_among(const char *suffix, const char *const *known)
{
    for (; *known != NULL; known++)
        if (strcmp(suffix, *known) == 0)
            return true;
    return false;
}

static bool is_text(const char *path)
{
    static const char *const suffixes[] = {"dot", "gv", NULL};

    return strcmp(path, "-") == 0 || is_among(suffix_of(path), suffixes);
}

/* Can outputs be drawn to files of these names? False with a message. */
static bool check_pictures(const struct advise_options *options)
{
    static const char *const drawn[] = {"svg", "png", "pdf", NULL};
    const char *graph = options->graph, *plot = options->plot;

    if (graph != NULL && !is_text(graph) &&
        !is_among(suffix_of(graph), drawn)) {
        command_usage_error("advise",
                            "--graph: '%s' should end in .svg, .png, .pdf, "
                            ".dot or .gv",
                            graph);
        return false;
    }
    if (plot != NULL && strcmp(plot, "-") != 0 &&
        strcmp(suffix_of(plot), "svg") != 0) {
        command_usage_error("advise", "--plot: '%s' should end in .svg", plot);
        return false;
    }
    return true;
}

static int run(const struct request_line *line)
{
    const struct rule_messages nothing = {0};
    struct progress_line progress;
    struct advise_options options = line->options;
    struct advise advise;
    enum advise_outcome outcome;
    int status = EXIT_DONE;

    search_progress_start(&progress, line->progress, &options.resolve);
    advise_start(&advise, &options);
    outcome = advise_search(&advise);
    progress_line_clear(&progress);
    if (outcome != ADVISE_STACKS)
        status = outcome == ADVISE_UNUSABLE ? EXIT_TROUBLE : EXIT_FINDINGS;
    if (advise.refused && advise.pipeline != NULL)
        advise_print_reasons(&advise, &nothing, NULL, 0);
    if (status == EXIT_DONE && fills_stdout(&options) == 0)
        advise_print(&advise);
    if (status != EXIT_TROUBLE && !advise_write_outputs(&advise))
        status = EXIT_TROUBLE;
    fflush(stdout);
    command_print_problems(&advise.problems);
    advise_release(&advise);
    return command_finish("advise", status);
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
    if (fills_stdout(&line.options) > 1)
        return command_usage_error("advise",
                                   "only one output can go to standard output");
    if (!check_pictures(&line.options))
        return EXIT_TROUBLE;
    if (!request_line_finish(&line, optind < argc ? argv[optind] : NULL))
        return EXIT_TROUBLE;
    return run(&line);
}
