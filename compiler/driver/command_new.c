/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc new`: a skeleton to start a rule from.
 */
#include "compiler/check/skeleton.h"
#include "compiler/driver/command.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

static const char usage_text[] =
    "Usage: thothc new TYPE\n"
    "Prints a valid rule file with one unit of the type, all its fields and\n"
    "what they mean, to start from.\n"
    "\n"
    "      --help  print this text\n"
    "\n"
    "Types:\n";

static void print_types(FILE *stream)
{
    for (int type = 0; type < UNIT_TYPE_COUNT; type++) {
        const struct unit_type_fact *fact =
            unit_type_fact((enum unit_type)type);

        fprintf(stream, "  %-20.*s %s\n", (int)fact->name.length, fact->name.at,
                fact->documentation);
    }
}

int command_new(int argc, char **argv)
{
    static const struct option OPTIONS[] = {{"help", no_argument, NULL, 'h'},
                                            {0}};
    enum unit_type type;
    int option;

    while ((option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1) {
        if (option == '?')
            return command_option_error("new");
        fputs(usage_text, stdout);
        print_types(stdout);
        return command_finish("new", EXIT_DONE);
    }
    if (argc - optind != 1)
        return command_usage_error("new", "give one type of units");
    type =
        unit_type_find((struct thoth_text){argv[optind], strlen(argv[optind])});
    if (type == UNIT_TYPE_COUNT) {
        fprintf(stderr, "thothc new: '%s' is no type of units; these are:\n",
                argv[optind]);
        print_types(stderr);
        return EXIT_TROUBLE;
    }
    skeleton_print(stdout, type);
    return command_finish("new", EXIT_DONE);
}
