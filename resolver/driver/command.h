/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The commands of thoth, and what they share. EXIT_FINDINGS: the project's
 * files have errors or cannot be resolved.
 */
#ifndef RESOLVER_DRIVER_COMMAND_H
#define RESOLVER_DRIVER_COMMAND_H

#include "compiler/base/command_line.h"
#include "resolver/base/problem.h"

int command_advise(int argc, char **argv);
int command_config(int argc, char **argv);
int command_inputs(int argc, char **argv);
int command_kb(int argc, char **argv);
int command_why(int argc, char **argv);

/* Prints problems on standard error, each with its place and advice. */
void command_print_problems(const struct problem_list *list);

#endif
