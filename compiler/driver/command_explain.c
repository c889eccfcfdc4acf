/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc explain`: why a code matters, with examples.
 */
#include "compiler/driver/code_page.h"
#include "compiler/driver/command.h"
#include "compiler/report/code_set.h"
#include "runtime/text.h"

#include <ctype.h>
#include <getopt.h>
#include <stdio.h>

static const char usage_text[] =
    "Usage: thothc explain CODE...\n"
    "Explains codes that other commands print behind messages, such as "
    "RX101:\n"
    "why it matters, an example that is wrong and one that is right.\n"
    "\n"
    "      --help  print this text\n"
    "\n"
    "Exit status: 0 if all codes are known; 2 if not.\n";

/* Codes may be typed in lower case. */
static enum diagnostic_code find(const char *argument, char *folded,
                                 size_t size)
{
    size_t length = 0;

    for (; argument[length] && length + 1 < size; length++)
        folded[length] = (char)toupper((unsigned char)argument[length]);
    folded[length] = '\0';
    return argument[length] ? DIAG_COUNT : code_find(thoth_text_of(folded));
}

/* `explained` counts the pages, which an empty line divides. */
static int explain(const char *argument, unsigned *explained)
{
    char folded[16];
    enum diagnostic_code code = find(argument, folded, sizeof folded);
    struct thoth_text near = code_nearest(thoth_text_of(folded));

    if (code != DIAG_COUNT) {
        if ((*explained)++)
            fputc('\n', stdout);
        code_page_explain(stdout, code);
        return EXIT_DONE;
    }
    fprintf(stderr, "thothc explain: '%s' is no code", argument);
    if (near.length)
        fprintf(stderr, "; did you mean %s?\n", near.at);
    else
        fputs("; 'thothc check --list' lists them\n", stderr);
    return EXIT_TROUBLE;
}

int command_explain(int argc, char **argv)
{
    static const struct option OPTIONS[] = {{"help", no_argument, NULL, 'h'},
                                            {0}};
    unsigned explained = 0;
    int option, status = EXIT_DONE;

    while ((option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1) {
        if (option != 'h')
            return command_option_error("explain");
        fputs(usage_text, stdout);
        return command_finish("explain", EXIT_DONE);
    }
    if (optind == argc)
        return command_usage_error("explain", "no code given");
    for (int i = optind; i < argc; i++)
        if (explain(argv[i], &explained) != EXIT_DONE)
            status = EXIT_TROUBLE;
    return command_finish("explain", status);
}
