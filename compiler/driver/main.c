/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thothc: finds the command and runs it.
 */
#include "compiler/driver/command.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct command COMMANDS[] = {
    {"bench", command_bench, "measure what evaluating a bundle costs"},
    {"build", command_build, "compile rules to a bundle"},
    {"check", command_check, "check rules and explain what is wrong"},
    {"convert", command_convert, "say rules in the other language"},
    {"diff", command_diff, "compare what two rule sets mean"},
    {"dump", command_dump, "show what a stage of the compiler makes of rules"},
    {"eval", command_eval, "evaluate cases under rules or a bundle"},
    {"explain", command_explain, "explain a code that a message carries"},
    {"fmt", command_fmt, "lay out rule files"},
    {"list", command_list, "list the units of a bundle"},
    {"lsp", command_lsp, "serve an editor (Language Server Protocol)"},
    {"new", command_new, "print a skeleton of a unit to start from"},
    {"schema", command_schema, "print the JSON Schema of rule files"},
    {"show", command_show, "show a unit of a bundle"},
    {"stats", command_stats, "count what a bundle holds"},
    {"test", command_test, "run the tests that rules carry"},
    {"why", command_why, "explain what came of a unit in a case"},
};

static void print_help(void)
{
    puts("Usage: thothc COMMAND [OPTION]... [ARGUMENT]...\n"
         "Compiles, checks and evaluates prescriptions: rules about Python\n"
         "packages that do or do not work together.\n");
    puts("Commands:");
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++)
        printf("  %-8s %s\n", COMMANDS[i].name, COMMANDS[i].summary);
    puts(
        "\n"
        "  --help     print this text\n"
        "  --version  print the version\n"
        "\n"
        "'thothc COMMAND --help' tells more of a command.\n"
        "\n"
        "Exit status: 0 if all went well; 1 if the rules have findings; 2 for\n"
        "wrong usage or files that cannot be used.");
}

static void print_version(void)
{
    puts("thothc " PACKAGE_VERSION "\n"
#ifdef WITH_LLVM
         "With LLVM " WITH_LLVM ".\n"
#else
         "Without LLVM.\n"
#endif
         "License Apache-2.0: Apache License, version 2.0.\n"
         "There is NO WARRANTY, to the extent permitted by law.");
}

static int run(const struct command *command, int argc, char **argv)
{
    char name[32];

    snprintf(name, sizeof name, "thothc %s", command->name);
    argv[0] = name;
    return command->run(argc, argv);
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
    /* A closed pipe and a limit of file sizes are errors of the write, so that
     * files are cleaned up. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    if (!open_standard_files())
        return EXIT_TROUBLE;
    if (argc < 2) {
        fputs("thothc: no command given\n"
              "Try 'thothc --help' for more information.\n",
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
            "thothc: '%s' is no command\n"
            "Try 'thothc --help' for more information.\n",
            argv[1]);
    return EXIT_TROUBLE;
}
