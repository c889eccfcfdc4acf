/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The search below one given directory, level by level. Threads list the
 * directories of a level in any order; one thread then enters what they found
 * in the order of the level, which is loading order.
 */
#ifndef COMPILER_SOURCE_WALK_H
#define COMPILER_SOURCE_WALK_H

#include "compiler/source/source_set.h"

/* Adds the directory `path`, without trailing slashes and empty for where we
 * are, and all below it. Unwinds when memory is short. */
void walk(struct source_set *set, struct thoth_text path,
          const struct source_options *options);

#endif
