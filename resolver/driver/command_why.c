/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thoth why: its command line.
 */
#include "compiler/base/visible_text.h"
#include "resolver/driver/advise_print.h"
#include "resolver/driver/command.h"
#include "resolver/driver/request_advice.h"

#include <stdio.h>
#include <string.h>

static const struct option OPTIONS[] = {REQUEST_OPTIONS};

static void print_help(void)
{
    puts("Usage: thoth why [OPTION]... PACKAGE[==VERSION] [FOLDER]\n"
         "Says why the best stack for the project in the folder, the current "
         "one\n"
         "unless another is named, has the package in its version: what "
         "requires it,\n"
         "what rules say, and why not another version. With ==VERSION, why "
         "the\n"
         "stack has not that version, and what the best one with it is.\n");
    request_line_help();
}

/* Parts the text at its first "=="; false if a side is empty. */
static bool part(const char *text, struct thoth_text *package,
                 struct thoth_text *version)
{
    const char *equal = strstr(text, "==");

    *package = thoth_text_of(text);
    *version = (struct thoth_text){"", 0};
    if (equal == NULL)
        return thoth_package_name_valid(*package);
    package->length = (size_t)(equal - text);
    *version = thoth_text_of(equal + 2);
    return thoth_package_name_valid(*package) && version->length > 0;
}

static bool explain(struct thoth_advice *advice, struct thoth_text package,
                    struct thoth_text version)
{
    const struct thoth_explanation *lines;
    uint32_t count;
    enum thoth_status status = request_checked(
        thoth_advice_explain(advice, package, version, &lines, &count));

    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t d = 0; d < lines[i].depth; d++)
            fputs("    ", stdout);
        visible_print(stdout, lines[i].text);
        putchar('\n');
    }
    return status == THOTH_OK;
}

static int answer(const struct request_line *line, const char *text)
{
    struct thoth_text package, version;
    struct thoth_advice *advice;
    enum thoth_advice_outcome outcome;
    int status;

    if (!part(text, &package, &version))
        return command_usage_error(
            "why", "'%s' is no PACKAGE or PACKAGE==VERSION", text);
    advice = request_advice(line);
    outcome = request_facts(advice).outcome;
    status = request_status(outcome);
    if (status == EXIT_DONE && !explain(advice, package, version))
        status = EXIT_FINDINGS;
    if (outcome == THOTH_ADVICE_REFUSED)
        advise_print_run(advice, false);
    request_print_problems(advice);
    thoth_advice_release(advice);
    return command_finish("why", status);
}

int command_why(int argc, char **argv)
{
    struct request_line line;
    int option;

    request_line_start(&line, "why");
    while ((option = getopt_long(argc, argv, "h", OPTIONS, NULL)) != -1) {
        if (option == 'h') {
            print_help();
            return command_finish("why", EXIT_DONE);
        }
        if (!request_line_take(&line, option))
            return EXIT_TROUBLE;
    }
    if (optind == argc)
        return command_usage_error("why", "no package given");
    if (argc - optind > 2)
        return command_usage_error("why", "'%s' is too much", argv[optind + 2]);
    request_line_finish(&line, optind + 1 < argc ? argv[optind + 1] : NULL);
    return answer(&line, argv[optind]);
}
