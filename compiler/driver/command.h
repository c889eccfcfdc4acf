/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The commands of thothc. Each is a function like main(), with argv[0]
 * "thothc COMMAND", for messages of getopt; what it returns is the exit status:
 * 0 done, 1 the rules have findings, 2 wrong usage or a file that cannot be
 * used.
 */
#ifndef COMPILER_DRIVER_COMMAND_H
#define COMPILER_DRIVER_COMMAND_H

#include "runtime/thoth.h"

#include <stdbool.h>
#include <stdint.h>

enum exit_status { EXIT_DONE = 0, EXIT_FINDINGS = 1, EXIT_TROUBLE = 2 };

struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *summary;
};

int command_bench(int argc, char **argv);
int command_build(int argc, char **argv);
int command_check(int argc, char **argv);
int command_convert(int argc, char **argv);
int command_diff(int argc, char **argv);
int command_dump(int argc, char **argv);
int command_eval(int argc, char **argv);
int command_explain(int argc, char **argv);
int command_fmt(int argc, char **argv);
int command_list(int argc, char **argv);
int command_lsp(int argc, char **argv);
int command_new(int argc, char **argv);
int command_schema(int argc, char **argv);
int command_show(int argc, char **argv);
int command_stats(int argc, char **argv);
int command_test(int argc, char **argv);
int command_why(int argc, char **argv);

/* Says what is wrong with the call and where to read more; EXIT_TROUBLE. */
int command_usage_error(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The same after getopt has said what is wrong with an option. */
int command_option_error(const char *command);

/* Flushes standard output; EXIT_TROUBLE with a message if something written
 * there was lost, else `status`. */
int command_finish(const char *command, int status);

/* Opens a bundle, or says why not. NULL after a message. `verify`: also check
 * a native bundle fully. */
struct thoth_bundle *command_open_bundle(const char *command, const char *path,
                                         bool verify);

/* Print "namespace.name" and "path:line:column" of a unit; what a bundle from
 * strangers has in its texts cannot disturb a terminal. */
void command_print_name(const struct thoth_unit *unit);
void command_print_place(const struct thoth_bundle *bundle,
                         const struct thoth_unit *unit);

/* Parses a decimal option value between `least` and `most`. */
bool command_number(const char *text, uint64_t least, uint64_t most,
                    uint64_t *number);

/* Is the descriptor a terminal that can do more than print lines? */
bool command_terminal(int descriptor);

/* Are messages to this descriptor coloured? On a terminal, unless $NO_COLOR or
 * TERM=dumb asks for none. */
bool command_colour(int descriptor);

/* A unit type, or a kind for `thothc list --type`, fits a unit's type name:
 * "step" fits itself only, "steps" all kinds of steps. */
bool command_type_fits(const char *asked, const char *type,
                       enum thoth_kind kind);

/* Is a unit the one that is asked for: by its full name, NAMESPACE.NAME, or by
 * its name alone? */
bool command_unit_named(const struct thoth_unit *unit, const char *asked);

#endif
