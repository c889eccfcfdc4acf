/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thoth: finds the command and runs it. Running out of memory ends up here,
 * once, whatever the command was doing; files are written under temporary
 * names and the knowledge base in transactions, so nothing is left half done.
 */
#include "compiler/base/out_of_memory.h"
#include "resolver/driver/command.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* In the order of the alphabet. */
static const struct command COMMANDS[] = {
    {"advise", command_advise, "find the best stack for a project"},
    {"config", command_config, "describe this machine in .thoth.yaml"},
    {"inputs", command_inputs, "show what is read from a project's files"},
    {"kb", command_kb, "import and examine the knowledge base"},
};

static void print_help(void)
{
    puts("Usage: thoth COMMAND [OPTION]... [ARGUMENT]...\n"
         "Resolves the dependencies of Python projects, steered by compiled\n"
         "prescriptions.\n");
    puts("Commands:");
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++)
        printf("  %-8s %s\n", COMMANDS[i].name, COMMANDS[i].summary);
    puts("\n"
         "  --help     print this text\n"
         "  --version  print the version\n"
         "\n"
         "'thoth COMMAND --help' tells more of a command.\n"
         "\n"
         "Exit status: 0 if all went well; 1 if the project's files have "
         "errors\n"
         "or cannot be resolved; 2 for wrong usage or files that cannot be\n"
         "used.");
}

static void print_version(void)
{
    puts("thoth " PACKAGE_VERSION "\n"
         "License Apache-2.0: Apache License, version 2.0.\n"
         "There is NO WARRANTY, to the extent permitted by law.");
}

static int run(const struct command *command, int argc, char **argv)
{
    char name[32];
    struct memory_guard guard;
    int status;

    snprintf(name, sizeof name, "thoth %s", command->name);
    argv[0] = name;
    if (MEMORY_GUARD_ENTER(&guard)) {
        fputs("thoth: out of memory\n", stderr);
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

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    if (!open_standard_files())
        return EXIT_TROUBLE;
    if (argc < 2) {
        fputs("thoth: no command given\n"
              "Try 'thoth --help' for more information.\n",
              stderr);
        return EXIT_TROUBLE;
    }
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")) {
        print_help();
        return command_finish("--help", EXIT_DONE);
    }
    if (!strcmp(argv[1], "--version")) {
        print_version();
        return command_finish("--version", EXIT_DONE);
    }
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++)
        if (!strcmp(argv[1], COMMANDS[i].name))
            return run(&COMMANDS[i], argc - 1, argv + 1);
    fprintf(stderr,
            "thoth: '%s' is no command\n"
            "Try 'thoth --help' for more information.\n",
            argv[1]);
    return EXIT_TROUBLE;
}
