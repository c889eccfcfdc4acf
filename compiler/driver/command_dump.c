/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc dump`: what a stage of the compiler makes of rules, as text.
 */
#include "compiler/driver/build.h"
#include "compiler/driver/command.h"
#include "compiler/driver/limit_option.h"
#include "compiler/emit/emit_c.h"
#include "compiler/link/passes.h"
#include "runtime/bundle.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage_text[] =
    "Usage: thothc dump [OPTION]... PATH...\n"
    "Prints what a stage of the compiler makes of rules.\n"
    "\n"
    "  -s, --stage=STAGE          ast: the syntax trees; ir (default): the\n"
    "                             intermediate representation; c: the C code\n"
    "      --after=PASS           with --stage=ir: as it is after this pass;\n"
    "                             default: before the first "
    "one\n" LIMIT_OPTIONS_USAGE "      --help                 print this text\n"
    "\n"
    "A PATH that ends in .ir is read as the text form of the IR; it must be "
    "the\n"
    "only one.\n"
    "\n"
    "Passes:\n";

enum { OPTION_AFTER = 256, OPTION_HELP };

static void print_help(void)
{
    fputs(usage_text, stdout);
    for (const struct program_pass *pass = program_passes; pass->name; pass++)
        printf("  %-8s %s\n", pass->name, pass->purpose);
}

static int dump_c(char **paths, size_t count,
                  const struct build_options *options)
{
    unsigned char *bytes;
    size_t size;
    enum build_result result =
        build_paths(paths, count, options, &bytes, &size);
    struct thoth_bundle *bundle;
    struct thoth_error error;

    if (result != BUILD_OK)
        return result == BUILD_FINDINGS ? EXIT_FINDINGS : EXIT_TROUBLE;
    if (thoth_bundle_open_memory(bytes, size, NULL, &bundle, &error)) {
        fprintf(stderr, "thothc dump: %s\n", error.message);
        free(bytes);
        return EXIT_TROUBLE;
    }
    emit_c(stdout, bundle);
    thoth_bundle_release(bundle);
    free(bytes);
    return EXIT_DONE;
}

static int dump(const char *stage, const char *after, char **paths,
                size_t count, const struct build_options *options)
{
    enum build_result result;

    if (!strcmp(stage, "c"))
        return dump_c(paths, count, options);
    if (!strcmp(stage, "ast"))
        result = build_print_trees(paths, count, options, stdout);
    else
        result = build_print_program(paths, count, options, after, stdout);
    return result == BUILD_OK         ? EXIT_DONE
           : result == BUILD_FINDINGS ? EXIT_FINDINGS
                                      : EXIT_TROUBLE;
}

static bool is_pass(const char *name)
{
    for (const struct program_pass *pass = program_passes; pass->name; pass++)
        if (!strcmp(pass->name, name))
            return true;
    return false;
}

int command_dump(int argc, char **argv)
{
    static const struct option OPTIONS[] = {
        {"stage", required_argument, NULL, 's'},
        {"after", required_argument, NULL, OPTION_AFTER},
        {"help", no_argument, NULL, OPTION_HELP},
        LIMIT_OPTIONS,
        {0}};
    struct build_options options = BUILD_OPTIONS_DEFAULT;
    const char *stage = "ir", *after = NULL;
    int option;

    options.diagnostics = stderr;
    options.colour = command_colour(STDERR_FILENO);
    while ((option = getopt_long(argc, argv, "s:", OPTIONS, NULL)) != -1) {
        if (option == OPTION_HELP) {
            print_help();
            return command_finish("dump", EXIT_DONE);
        }
        if (option == '?')
            return command_option_error("dump");
        if (option == 's')
            stage = optarg;
        else if (option == OPTION_AFTER)
            after = optarg;
        else if (!limit_option(&options, option))
            return command_usage_error("dump", "'%s' is no fitting number",
                                       optarg);
    }
    if (strcmp(stage, "ast") && strcmp(stage, "ir") && strcmp(stage, "c"))
        return command_usage_error("dump", "'%s' is no stage", stage);
    if (after && strcmp(stage, "ir"))
        return command_usage_error("dump", "--after contradicts --stage=%s",
                                   stage);
    if (after && !is_pass(after))
        return command_usage_error("dump", "'%s' is no pass of the IR", after);
    if (optind == argc)
        return command_usage_error("dump", "no rules given");
    return command_finish("dump", dump(stage, after, argv + optind,
                                       (size_t)(argc - optind), &options));
}
