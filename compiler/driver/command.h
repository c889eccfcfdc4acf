/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The commands of thothc, and what they share. EXIT_FINDINGS: the rules have
 * findings.
 */
#ifndef COMPILER_DRIVER_COMMAND_H
#define COMPILER_DRIVER_COMMAND_H

#include "compiler/base/command_line.h"
#include "runtime/thoth.h"

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

/* Opens a bundle, or says why not. NULL after a message. `verify`: also check
 * a native bundle fully. */
struct thoth_bundle *command_open_bundle(const char *command, const char *path,
                                         bool verify);

/* Print "namespace.name" and "path:line:column" of a unit; what a bundle from
 * strangers has in its texts cannot disturb a terminal. */
void command_print_name(const struct thoth_unit *unit);
void command_print_place(const struct thoth_bundle *bundle,
                         const struct thoth_unit *unit);

/* A unit type, or a kind for `thothc list --type`, fits a unit's type name:
 * "step" fits itself only, "steps" all kinds of steps. */
bool command_type_fits(const char *asked, const char *type,
                       enum thoth_kind kind);

/* Is a unit the one that is asked for: by its full name, NAMESPACE.NAME, or by
 * its name alone? */
bool command_unit_named(const struct thoth_unit *unit, const char *asked);

#endif
