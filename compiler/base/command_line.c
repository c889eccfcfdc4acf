/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From main() to a command, and messages that name both. Files are written
 * under temporary names and databases in transactions, so that a command may
 * end anywhere.
 */
#include "compiler/base/command_line.h"

#include "compiler/base/out_of_memory.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Of the process, for messages; set once, before any command runs. */
static const char *program_name = "";

int command_usage_error(const char *command, const char *format, ...)
{
    va_list arguments;

    fprintf(stderr, "%s %s: ", program_name, command);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    return command_option_error(command);
}

int command_option_error(const char *command)
{
    fprintf(stderr, "Try '%s %s --help' for more information.\n", program_name,
            command);
    return EXIT_TROUBLE;
}

int command_finish(const char *command, int status)
{
    if (fflush(stdout) || ferror(stdout)) {
        /* Who reads no further wants no message: end as other filters do. */
        if (errno == EPIPE) {
            signal(SIGPIPE, SIG_DFL);
            raise(SIGPIPE);
        }
        fprintf(stderr, "%s %s: standard output: %s\n", program_name, command,
                errno ? strerror(errno) : "write error");
        return EXIT_TROUBLE;
    }
    return status;
}

bool command_number(const char *text, uint64_t least, uint64_t most,
                    uint64_t *number)
{
    char *end;

    errno = 0;
    *number = strtoull(text, &end, 10);
    return !errno && end != text && !*end && text[0] != '-' &&
           *number >= least && *number <= most;
}

bool command_terminal(int descriptor)
{
    const char *terminal = getenv("TERM");

    return isatty(descriptor) && !(terminal && !strcmp(terminal, "dumb"));
}

bool command_colour(int descriptor)
{
    const char *none = getenv("NO_COLOR");

    return command_terminal(descriptor) && !(none && *none);
}

static int print_help(const struct command_program *program)
{
    printf("Usage: %s COMMAND [OPTION]... [ARGUMENT]...\n%s\nCommands:\n",
           program->name, program->purpose);
    for (size_t i = 0; i < program->count; i++)
        printf("  %-8s %s\n", program->commands[i].name,
               program->commands[i].summary);
    printf("\n"
           "  --help     print this text\n"
           "  --version  print the version\n"
           "\n"
           "'%s COMMAND --help' tells more of a command.\n"
           "\n%s",
           program->name, program->statuses);
    return command_finish("--help", EXIT_DONE);
}

static int print_version(const struct command_program *program)
{
    printf("%s " PACKAGE_VERSION "\n%s"
           "License Apache-2.0: Apache License, version 2.0.\n"
           "There is NO WARRANTY, to the extent permitted by law.\n",
           program->name, program->features);
    return command_finish("--version", EXIT_DONE);
}

static int run(const struct command *command, int argc, char **argv)
{
    char name[32];
    struct memory_guard guard;
    int status;

    snprintf(name, sizeof name, "%s %s", program_name, command->name);
    argv[0] = name;
    if (MEMORY_GUARD_ENTER(&guard)) {
        fprintf(stderr, "%s: out of memory\n", program_name);
        return EXIT_TROUBLE;
    }
    status = command->run(argc, argv);
    memory_guard_leave(&guard);
    return status;
}

/* Takes the places of standard files that are closed: an output that got one of
 * them would have our messages in it. Reading and writing there still fails. */
static bool open_standard_files(void)
{
    for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
        if (fcntl(i, F_GETFD) < 0 &&
            open("/dev/null", i == STDIN_FILENO ? O_WRONLY : O_RDONLY) != i)
            return false;
    return true;
}

static int refuse(const char *what)
{
    fprintf(stderr,
            "%s: %s\n"
            "Try '%s --help' for more information.\n",
            program_name, what, program_name);
    return EXIT_TROUBLE;
}

int command_program_run(const struct command_program *program, int argc,
                        char **argv)
{
    char message[80];

    program_name = program->name;
    /* A closed pipe and a limit of file sizes are errors of the write, so that
     * files are cleaned up. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    if (!open_standard_files())
        return EXIT_TROUBLE;
    if (argc < 2)
        return refuse("no command given");
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
        return print_help(program);
    if (!strcmp(argv[1], "--version"))
        return print_version(program);
    for (size_t i = 0; i < program->count; i++)
        if (!strcmp(argv[1], program->commands[i].name))
            return run(&program->commands[i], argc - 1, argv + 1);
    snprintf(message, sizeof message, "'%.50s' is no command", argv[1]);
    return refuse(message);
}
