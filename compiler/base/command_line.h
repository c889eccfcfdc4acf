/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Programs that consist of commands: finding the command, help, version, and
 * messages about wrong calls, alike in all of our programs. A command is a
 * function like main(), with argv[0] "PROGRAM COMMAND" for messages of getopt;
 * what it returns is the exit status.
 */
#ifndef COMPILER_BASE_COMMAND_LINE_H
#define COMPILER_BASE_COMMAND_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum exit_status {
    EXIT_DONE = 0,
    EXIT_FINDINGS = 1, /* what was looked at has errors */
    EXIT_TROUBLE = 2,  /* wrong usage, or a file that cannot be used */
};

struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *summary;
};

struct command_program {
    const char *name;
    const char *purpose; /* whole lines, as the next two */
    const char *statuses;
    const char *features; /* what was built in, for --version */
    const struct command *commands;
    size_t count;
};

/* Runs the command that the arguments name; to be returned by main(). Memory
 * that runs out ends here, once, whatever the command was doing. The messages
 * below name the program that was run last. */
int command_program_run(const struct command_program *program, int argc,
                        char **argv);

/* Says what is wrong with the call and where to read more; EXIT_TROUBLE. */
int command_usage_error(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The same after getopt has said what is wrong with an option. */
int command_option_error(const char *command);

/* Flushes standard output; EXIT_TROUBLE with a message if something written
 * there was lost, else `status`. */
int command_finish(const char *command, int status);

/* Parses a decimal option value between `least` and `most`. */
bool command_number(const char *text, uint64_t least, uint64_t most,
                    uint64_t *number);

/* Is the descriptor a terminal that can do more than print lines? */
bool command_terminal(int descriptor);

/* Are messages to this descriptor coloured? On a terminal, unless $NO_COLOR or
 * TERM=dumb asks for none. */
bool command_colour(int descriptor);

#endif
