/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A file that appears whole or not at all: written under a temporary name in
 * the same folder, fsynced, then renamed over the final name. Devices and pipes
 * stay what they are: they are written to as they are.
 */
#ifndef COMPILER_BASE_OUTPUT_FILE_H
#define COMPILER_BASE_OUTPUT_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct output_file {
    char *path;      /* final name */
    char *temporary; /* name while being written; NULL: a device or pipe */
    int descriptor;
    unsigned permissions; /* that a file made by the process has */
};

/* Is there a regular file of this name with exactly these bytes, and could its
 * times be set to now? Then nothing needs to be written: the file looks as if
 * it had been, to make and its kin as well. */
bool output_file_holds(const char *path, const void *bytes, size_t size);

/* All functions below return 0 or an errno value. After an error of any of
 * them, and when the work was given up, call output_file_discard. */
int output_file_open(struct output_file *file, const char *path);
int output_file_write(struct output_file *file, const void *bytes, size_t size);

/* `durable`: fsync file and folder, for results; a cache needs none. The file
 * gets the permissions a file made by the process would have, with those for
 * running it when `executable`. */
int output_file_commit(struct output_file *file, bool durable, bool executable);

/* The same, not durably, for a file that is there already and keeps its
 * permissions and, as far as the user may do that, its owner. */
int output_file_replace(struct output_file *file);

/* Removes the temporary file; does nothing after a commit. */
void output_file_discard(struct output_file *file);

/* All of the above for bytes that are there: a result, durably; and what is in
 * a file that is there already, where a link leads to if the path is one. They
 * return 0 or an errno value and leave nothing behind. */
int output_file_save(const char *path, const void *bytes, size_t size);
int output_file_rewrite(const char *path, const void *bytes, size_t size);

#endif
