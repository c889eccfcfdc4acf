/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc diff`: compares what two rule sets mean.
 */
#include "compiler/driver/command.h"
#include "compiler/driver/diff_cases.h"
#include "compiler/driver/diff_report.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

static const char usage_text[] =
    "Usage: thothc diff [OPTION]... A B\n"
    "Compares what two rule sets mean, each a path of rules or a bundle "
    "(.thb,\n"
    ".so): units that B adds, removes and changes. How rules are written, and\n"
    "in which files, does not matter. For units that changed their lines are\n"
    "shown as thothc show has them, and a case for which they differ, if one\n"
    "was found.\n"
    "\n"
    "  -c, --cases=FILE       also evaluate these cases under both, and list\n"
    "                         those with another outcome; - for standard "
    "input\n"
    "  -w, --witnesses=COUNT  look for a witness in so many units only "
    "(100)\n"
    "      --format=FORMAT    text (default) or json\n"
    "      --help             print this text\n"
    "\n"
    "Exit status: 0 if both mean the same; 1 if they differ; 2 for wrong "
    "usage,\n"
    "rules with errors, or files that cannot be used.\n";

struct diff_options {
    char *paths[2];
    const char *cases;
    uint64_t witnesses;
    bool json;
};

/* -1 to go on, otherwise the exit status. */
static int take_option(struct diff_options *options, int option)
{
    switch (option) {
    case 'c':
        options->cases = optarg;
        return -1;
    case 'w':
        if (command_number(optarg, 0, UINT32_MAX, &options->witnesses))
            return -1;
        return command_usage_error("diff", "%s is no count of witnesses",
                                   optarg);
    case 'f':
        options->json = strcmp(optarg, "json") == 0;
        if (options->json || strcmp(optarg, "text") == 0)
            return -1;
        return command_usage_error("diff", "there is no format %s", optarg);
    case 'h':
        fputs(usage_text, stdout);
        return command_finish("diff", EXIT_DONE);
    default:
        return command_option_error("diff");
    }
}

/* -1 to go on, otherwise the exit status. */
static int read_options(int argc, char **argv, struct diff_options *options)
{
    static const struct option long_options[] = {
        {"cases", required_argument, NULL, 'c'},
        {"witnesses", required_argument, NULL, 'w'},
        {"format", required_argument, NULL, 'f'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int option, status = -1;

    while (status < 0 &&
           (option = getopt_long(argc, argv, "c:w:", long_options, NULL)) != -1)
        status = take_option(options, option);
    if (status >= 0)
        return status;
    if (argc - optind != 2)
        return command_usage_error("diff", "give two rule sets");
    options->paths[0] = argv[optind];
    options->paths[1] = argv[optind + 1];
    return -1;
}

/* Adds "cases" to the report; false after a message. */
static bool compare_cases(const char *path, const struct diff_side *left,
                          const struct diff_side *right, json_t *report)
{
    bool file = strcmp(path, "-") != 0;
    FILE *stream = file ? fopen(path, "rb") : stdin;
    json_t *changed = diff_json(json_array());
    long compared = -1;

    if (stream)
        compared = diff_cases_compare(left, right, stream, changed);
    else
        fprintf(stderr, "thothc diff: cannot read '%s': %s\n", path,
                strerror(errno));
    if (stream && file)
        fclose(stream);
    json_object_set_new(
        report, "cases",
        diff_json(json_pack("{s:I, s:o}", "compared", (json_int_t)compared,
                            "changed", changed)));
    return compared >= 0;
}

static int print_report(const struct diff_options *options,
                        const json_t *report)
{
    if (options->json) {
        json_dumpf(report, stdout, JSON_INDENT(2));
        putchar('\n');
    } else {
        diff_report_print(stdout, report);
    }
    return command_finish("diff", diff_report_differs(report) ? EXIT_FINDINGS
                                                              : EXIT_DONE);
}

static int compare(const struct diff_options *options, struct diff_side *left,
                   struct diff_side *right)
{
    json_t *report;
    int status = diff_side_open(left, options->paths[0]);

    if (status == EXIT_DONE)
        status = diff_side_open(right, options->paths[1]);
    if (status != EXIT_DONE)
        return status;
    report = diff_report_make(left, right, options->witnesses);
    if (!options->cases || compare_cases(options->cases, left, right, report))
        status = print_report(options, report);
    else
        status = EXIT_TROUBLE;
    json_decref(report);
    return status;
}

int command_diff(int argc, char **argv)
{
    struct diff_options options = {.witnesses = 100};
    struct diff_side left = {.bundle = NULL}, right = {.bundle = NULL};
    int status = read_options(argc, argv, &options);

    if (status >= 0)
        return status;
    status = compare(&options, &left, &right);
    diff_side_release(&left);
    diff_side_release(&right);
    return status;
}
