/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rule root of a file that is given directly: the nearest folder upwards
 * with a metadata file, but not beyond the repository (a folder with .git).
 */
#ifndef COMPILER_SOURCE_RULE_ROOT_H
#define COMPILER_SOURCE_RULE_ROOT_H

#include "compiler/source/source_set.h"

/*
 * The directory, in the set, of files in the folder `path`, empty for where we
 * are; with its chain of parents up to the rule root, and the root's metadata.
 * Without metadata the folder is a rule root itself. SOURCE_NONE, after a
 * report, when the folder cannot be found. Unwinds when memory is short.
 */
uint32_t rule_root_directory(struct source_set *set, struct thoth_text path);

#endif
