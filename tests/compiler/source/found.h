/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The source set that a test of the source stage looks at, and what it holds as
 * text. Paths lie in the tree of tests/compiler/source/tree.h.
 */
#ifndef TESTS_COMPILER_SOURCE_FOUND_H
#define TESTS_COMPILER_SOURCE_FOUND_H

#include "compiler/source/source_set.h"
#include "tests/compiler/source/tree.h"

extern struct source_set found;

/* Finds the files of all paths and checks that success is no error. */
void found_with(const char *const *paths, size_t count, unsigned threads,
                bool with_status);

#define FIND(...)                                                              \
    found_with((const char *const[]){__VA_ARGS__},                             \
               sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), 2, \
               false)

/* The files in order, by what the view says of each, until the next call. */
enum found_view { PATHS, RELATIVE, METADATA };
const char *found_show(enum found_view view);

/* The codes of what was reported, until the next call. */
const char *found_codes(void);

/* The number of the metadata that a file's rules are named by. */
uint32_t found_metadata(uint32_t file);

/* Releases the set and removes the tree. */
void found_leave(void);

#endif
