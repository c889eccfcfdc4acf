/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thoth why: its command line.
 */
#include "resolver/advise/why.h"
#include "resolver/driver/advise_print.h"
#include "resolver/driver/command.h"
#include "resolver/driver/request_options.h"

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
        return package->length > 0;
    package->length = (size_t)(equal - text);
    *version = thoth_text_of(equal + 2);
    return package->length > 0 && version->length > 0;
}

static int answer(const struct request_line *line, const char *text)
{
    const struct rule_messages nothing = {0};
    struct advise_options options = line->options;
    struct thoth_text package, version;
    struct progress_line progress;
    enum advise_outcome outcome;
    struct advise advise;
    int status = EXIT_DONE;

    if (!part(text, &package, &version))
        return command_usage_error("why", "'%s' is no PACKAGE==VERSION", text);
    search_progress_start(&progress, line->progress, &options.resolve);
    advise_start(&advise, &options);
    outcome = advise_search(&advise);
    progress_line_clear(&progress);
    if (outcome != ADVISE_STACKS)
        status = outcome == ADVISE_UNUSABLE ? EXIT_TROUBLE : EXIT_FINDINGS;
    else if (!why_answer(&advise, package, version))
        status = EXIT_FINDINGS;
    if (advise.refused && advise.pipeline != NULL)
        advise_print_reasons(&advise, &nothing, NULL, 0);
    fflush(stdout);
    command_print_problems(&advise.problems);
    advise_release(&advise);
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
    if (!request_line_finish(&line,
                             optind + 1 < argc ? argv[optind + 1] : NULL))
        return EXIT_TROUBLE;
    return answer(&line, argv[optind]);
}
