/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A folder of our own for the compiler's work, below $TMPDIR or /tmp, readable
 * by nobody else. It goes away with everything in it.
 */
#ifndef COMPILER_EMIT_PRIVATE_FOLDER_H
#define COMPILER_EMIT_PRIVATE_FOLDER_H

#include <stddef.h>
#include <stdio.h>

struct private_folder {
    char *path; /* absolute; NULL: there is none */
};

/* All functions return 0 or an errno value and unwind when memory is short,
 * except for the removal, which needs none of ours. */
int private_folder_make(struct private_folder *folder);
void private_folder_remove(struct private_folder *folder);

/* PATH/NAME, to be freed by the caller. */
char *private_folder_path(const struct private_folder *folder,
                          const char *name);

/* A new file for writing. Closing it by private_folder_close tells whether all
 * was written. */
int private_folder_create(const struct private_folder *folder, const char *name,
                          FILE **file);
int private_folder_close(FILE *file);

#endif
