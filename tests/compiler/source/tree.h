/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Temporary trees of rule files for the tests of the source stage. The process
 * works inside the tree, so that paths are short.
 */
#ifndef TESTS_COMPILER_SOURCE_TREE_H
#define TESTS_COMPILER_SOURCE_TREE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Makes an empty folder and goes there, then makes what the lines say, parents
 * included: "a/b/" a folder, "a -> b" a link, "a | b" a hard link to b, "a = x"
 * a file with this text, "a" a file with an empty text. Ends the program when
 * that fails.
 */
void tree_start(const char *const *lines, size_t count);

/* Goes back and removes the tree. */
void tree_end(void);

/* Makes permissions count: the superuser becomes somebody who may read the tree
 * but does not own it. False when that is not possible. */
bool tree_become_ordinary(void);
void tree_become_owner(void);

#define TREE(...)                                                              \
    do {                                                                       \
        static const char *const LINES[] = {__VA_ARGS__};                      \
        tree_start(LINES, sizeof(LINES) / sizeof(LINES[0]));                   \
    } while (0)

#endif
