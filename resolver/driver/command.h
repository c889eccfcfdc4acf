/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The commands of thoth. Each is a function like main(), with argv[0] "thoth
 * COMMAND", for messages of getopt; what it returns is the exit status: 0
 * done, 1 the project's files have errors or cannot be resolved, 2 wrong usage
 * or a file that cannot be used.
 */
#ifndef RESOLVER_DRIVER_COMMAND_H
#define RESOLVER_DRIVER_COMMAND_H

#include "resolver/base/problem.h"

enum exit_status { EXIT_DONE = 0, EXIT_FINDINGS = 1, EXIT_TROUBLE = 2 };

struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *summary;
};

int command_advise(int argc, char **argv);
int command_config(int argc, char **argv);
int command_inputs(int argc, char **argv);
int command_kb(int argc, char **argv);

/* Says what is wrong with the call and where to read more; EXIT_TROUBLE. */
int command_usage_error(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The same after getopt has said what is wrong with an option. */
int command_option_error(const char *command);

/* Prints problems on standard error, each with its place and advice. */
void command_print_problems(const struct problem_list *list);

/* Flushes standard output; EXIT_TROUBLE with a message if something written
 * there was lost, else `status`. */
int command_finish(const char *command, int status);

#endif
