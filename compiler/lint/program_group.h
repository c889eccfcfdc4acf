/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The instances of one kind of unit by the package they run for.
 */
#ifndef COMPILER_LINT_PROGRAM_GROUP_H
#define COMPILER_LINT_PROGRAM_GROUP_H

#include "compiler/lint/program_linter.h"

/* Calls `visit` for each package that instances of the kind name, and for those
 * that name none, with the numbers of these instances in the order in which
 * they run. Only groups of two and more are visited, and units that never take
 * part are left out. */
void each_package_group(struct program_linter *linter, unsigned kind,
                        void (*visit)(void *user, const uint32_t *instances,
                                      uint32_t count),
                        void *user);

#endif
