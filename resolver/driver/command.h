/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The commands of thoth, and what they share. EXIT_FINDINGS: the project's
 * files have errors or cannot be resolved.
 */
#ifndef RESOLVER_DRIVER_COMMAND_H
#define RESOLVER_DRIVER_COMMAND_H

#include "compiler/base/command_line.h"
#include "resolver/base/problem.h"
#include "resolver/thoth_resolver.h"

int command_advise(int argc, char **argv);
int command_config(int argc, char **argv);
int command_inputs(int argc, char **argv);
int command_kb(int argc, char **argv);
int command_why(int argc, char **argv);

/* Prints a problem on standard error, with its place and advice; and how many
 * more there are. */
void command_print_problem(const struct thoth_problem *problem);
void command_print_unkept(uint32_t count);

/* Prints all problems of a list that way. */
void command_print_problems(const struct problem_list *list);

#endif
