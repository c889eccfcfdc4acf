/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thoth: its commands.
 */
#include "resolver/driver/command.h"

/* In the order of the alphabet. */
static const struct command COMMANDS[] = {
    {"advise", command_advise, "find the best stack for a project"},
    {"config", command_config, "describe this machine in .thoth.yaml"},
    {"inputs", command_inputs, "show what is read from a project's files"},
    {"kb", command_kb, "import and examine the knowledge base"},
    {"why", command_why, "say why a stack has a package in its version"},
};

static const struct command_program THOTH = {
    .name = "thoth",
    .purpose = "Resolves the dependencies of Python projects, steered by "
               "compiled\n"
               "prescriptions.\n",
    .statuses = "Exit status: 0 if all went well; 1 if the project's files "
                "have errors\n"
                "or cannot be resolved; 2 for wrong usage or files that cannot "
                "be\n"
                "used.\n",
    .features = "",
    .commands = COMMANDS,
    .count = sizeof COMMANDS / sizeof *COMMANDS,
};

int main(int argc, char **argv)
{
    return command_program_run(&THOTH, argc, argv);
}
