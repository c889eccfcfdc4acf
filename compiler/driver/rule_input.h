/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rules that a command is given, as a bundle or as paths that are compiled
 * first: either way an open bundle.
 */
#ifndef COMPILER_DRIVER_RULE_INPUT_H
#define COMPILER_DRIVER_RULE_INPUT_H

#include "runtime/text.h"

#include <stddef.h>

struct rule_input {
    struct thoth_bundle *bundle;
    unsigned char *bytes; /* the bundle's, if it was compiled here */
};

/* Is this the name of a bundle, by its ending? */
bool rule_input_is_bundle(const char *path);

/* Opens a bundle, or compiles rule paths. Says what is wrong with them;
 * EXIT_DONE, EXIT_FINDINGS or EXIT_TROUBLE. Release in any case. */
int rule_input_open(struct rule_input *input, const char *command,
                    const char *bundle);
int rule_input_compile(struct rule_input *input, const char *command,
                       char *const *paths, size_t count);
void rule_input_release(struct rule_input *input);

/* Reads the rule file of a path relative to the rule root, which lies at or
 * above one of the paths. Allocated by malloc; `at` NULL: not found. Unwinds
 * when memory is short. */
struct thoth_text rule_input_file(char *const *paths, size_t count,
                                  const char *relative);

#endif
