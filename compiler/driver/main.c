/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thothc: its commands.
 */
#include "compiler/driver/command.h"

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

static const struct command_program THOTHC = {
    .name = "thothc",
    .purpose = "Compiles, checks and evaluates prescriptions: rules about "
               "Python\n"
               "packages that do or do not work together.\n",
    .statuses = "Exit status: 0 if all went well; 1 if the rules have "
                "findings; 2 for\n"
                "wrong usage or files that cannot be used.\n",
#ifdef WITH_LLVM
    .features = "With LLVM " WITH_LLVM ".\n",
#else
    .features = "Without LLVM.\n",
#endif
    .commands = COMMANDS,
    .count = sizeof COMMANDS / sizeof *COMMANDS,
};

int main(int argc, char **argv)
{
    return command_program_run(&THOTHC, argc, argv);
}
