/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rule root of a path that is given: the nearest folder, itself or upwards,
 * with a metadata file, but not beyond the repository (a folder with .git). So
 * a part of a rule set has the names that it has in a build of the whole.
 */
#ifndef COMPILER_SOURCE_RULE_ROOT_H
#define COMPILER_SOURCE_RULE_ROOT_H

#include "compiler/source/source_set.h"

/*
 * The directory, in the set, of the folder `path`, empty for where we are; with
 * its chain of parents up to the rule root, and the root's metadata. Without
 * metadata upwards the folder is a rule root itself. Its own metadata file is
 * left to who lists the folder. SOURCE_NONE, after a report, when the folder
 * cannot be found. Unwinds when memory is short.
 */
uint32_t rule_root_directory(struct source_set *set, struct thoth_text path);

/* The same for a file in the folder: nobody lists that, so its own metadata is
 * entered, too. */
uint32_t rule_root_directory_of_file(struct source_set *set,
                                     struct thoth_text folder);

#endif
