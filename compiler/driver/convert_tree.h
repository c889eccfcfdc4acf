/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A folder that is made under another name beside its place and gets its own
 * when it is complete.
 */
#ifndef COMPILER_DRIVER_CONVERT_TREE_H
#define COMPILER_DRIVER_CONVERT_TREE_H

#include "runtime/text.h"

#include <stdbool.h>

struct convert_tree {
    char *path;      /* the final name */
    char *temporary; /* NULL: there is none */
};

/* All functions return 0 or an errno value; after convert_tree_open, call
 * convert_tree_discard in any case. `path` must be no folder yet, or an empty
 * one: else the error is ENOTEMPTY. Unwind when memory is short. */
int convert_tree_open(struct convert_tree *tree, const char *path);

/* Makes a folder in the tree, and those that it is in. Threads may make any at
 * once. */
int convert_tree_folder(const struct convert_tree *tree,
                        struct thoth_text relative);

/* Writes a file of a folder. Threads may write different files at once. */
int convert_tree_write(const struct convert_tree *tree,
                       struct thoth_text relative, struct thoth_text content);

int convert_tree_commit(struct convert_tree *tree);

/* Removes what is not committed. */
void convert_tree_discard(struct convert_tree *tree);

#endif
