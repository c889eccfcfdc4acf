/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc schema`: the JSON Schema of rule files.
 */
#include "compiler/check/schema_print.h"
#include "compiler/driver/command.h"

#include <getopt.h>
#include <stdio.h>

static const char usage_text[] =
    "Usage: thothc schema\n"
    "Prints the JSON Schema (draft 2020-12) of rule files, for editors and\n"
    "validators. Some rules JSON Schema cannot state: 'thothc check' knows "
    "all.\n"
    "\n"
    "      --help  print this text\n";

int command_schema(int argc, char **argv)
{
    static const struct option OPTIONS[] = {{"help", no_argument, NULL, 'h'},
                                            {0}};
    int option;

    while ((option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1) {
        if (option == '?')
            return command_option_error("schema");
        fputs(usage_text, stdout);
        return command_finish("schema", EXIT_DONE);
    }
    if (argc != optind)
        return command_usage_error("schema", "takes no argument");
    schema_print(stdout);
    return command_finish("schema", EXIT_DONE);
}
