/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The folders that rule files lie in. A folder gets its number when a file
 * below it comes for the first time, and two of one path are one, so that the
 * tree says nothing but where the files lie: not how often a root was given,
 * nor what else there is on disk.
 */
#ifndef COMPILER_LINK_FOLDER_TREE_H
#define COMPILER_LINK_FOLDER_TREE_H

#include "compiler/link/program.h"
#include "compiler/link/row_table.h"

struct folder_tree {
    struct arena *arena;
    struct program_folder *folders; /* the first one is the root, nameless */
    uint32_t count, room;
    struct row_table numbers; /* by parent and name */
};

/* Starts with the root alone, number 0. The arena outlives the tree. */
void folder_tree_start(struct folder_tree *tree, struct ir_session *session,
                       struct arena *arena);

/* The folder of that name below another one, which is in the tree. */
uint32_t folder_tree_find(struct folder_tree *tree, uint32_t parent,
                          str_id name);

#endif
