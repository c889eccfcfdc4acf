/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thoth inputs: reads a project's files and prints what they say as JSON, so
 * that one can see what a resolution would start from.
 */
#include "resolver/driver/command.h"
#include "resolver/report/project_json.h"

#include <getopt.h>
#include <stdio.h>

enum { LIST_LIMIT = 100 };

struct inputs {
    struct project_options options;
    const char *labels[LIST_LIMIT], *extras[LIST_LIMIT];
};

static void print_help(void)
{
    puts("Usage: thoth inputs [OPTION]... [FOLDER]\n"
         "Reads the files of a project and prints what they say as JSON. The\n"
         "folder is the current one unless another is named.\n"
         "\n"
         "  --environment=NAME  the entry of runtime_environments in "
         ".thoth.yaml\n"
         "                      to take instead of the first\n"
         "  --extra=NAME        with these optional dependencies of\n"
         "                      pyproject.toml; may be given several times\n"
         "  --label=KEY=VALUE   a label of the request; likewise\n"
         "  --usage=FILE        library usage, a JSON file\n"
         "  --help              print this text");
}

static int run(const struct inputs *inputs)
{
    struct arena arena = {0};
    struct problem_list problems;
    struct project project = {0};
    json_t *json;
    int status = EXIT_DONE;

    problem_list_start(&problems, &arena);
    if (!project_read(&arena, &inputs->options, &project, &problems))
        status = EXIT_FINDINGS;
    command_print_problems(&problems);
    if (status == EXIT_DONE) {
        json = project_json(&project);
        if (json_dumpf(json, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER))
            status = EXIT_TROUBLE;
        putchar('\n');
        json_decref(json);
    }
    arena_release(&arena);
    return command_finish("inputs", status);
}

/* Adds to a list of the command line; false when it is full. */
static bool add(const char **list, size_t *count, const char *text)
{
    if (*count == LIST_LIMIT)
        return false;
    list[(*count)++] = text;
    return true;
}

int command_inputs(int argc, char **argv)
{
    static const struct option options[] = {
        {"environment", required_argument, NULL, 'e'},
        {"extra", required_argument, NULL, 'x'},
        {"label", required_argument, NULL, 'l'},
        {"usage", required_argument, NULL, 'u'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    struct inputs inputs = {.options = {.folder = "."}};
    struct project_options *to = &inputs.options;
    int option;
    bool fits = true;

    while ((option = getopt_long(argc, argv, "h", options, NULL)) != -1)
        switch (option) {
        case 'e':
            to->environment = optarg;
            break;
        case 'x':
            fits = fits && add(inputs.extras, &to->extra_count, optarg);
            break;
        case 'l':
            fits = fits && add(inputs.labels, &to->label_count, optarg);
            break;
        case 'u':
            to->usage = optarg;
            break;
        case 'h':
            print_help();
            return command_finish("inputs", EXIT_DONE);
        default:
            return command_option_error("inputs");
        }
    if (!fits)
        return command_usage_error("inputs", "more than %d of an option",
                                   LIST_LIMIT);
    if (argc - optind > 1)
        return command_usage_error("inputs", "'%s' is too much",
                                   argv[optind + 1]);
    if (optind < argc)
        to->folder = argv[optind];
    to->labels = inputs.labels;
    to->extras = inputs.extras;
    return run(&inputs);
}
