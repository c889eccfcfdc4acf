/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Converting what a path holds: one file to a stream, or a folder to a new one
 * that mirrors it and appears whole or not at all.
 */
#ifndef COMPILER_DRIVER_CONVERT_RUN_H
#define COMPILER_DRIVER_CONVERT_RUN_H

#include "compiler/driver/build.h"
#include "compiler/driver/convert_text.h"
#include "compiler/driver/convert_tree.h"
#include "compiler/driver/rule_set.h"

/* What kept a file from being converted. */
struct converted_file {
    struct convert_obstacle obstacle;
    int error; /* of writing it, as errno */
};

struct convert_run {
    struct rule_set rules;
    bool to_rx;         /* else to YAML */
    bool verify;        /* read YAML that was printed again */
    const char *path;   /* what is converted */
    const char *output; /* the new folder; NULL: `stream` */
    FILE *stream;
    struct converter *converters; /* one for each thread */
    struct convert_tree tree;
    struct converted_file *files; /* by number of the file */
    int *folders; /* by number: errno of making it in the tree, or 0 */
};

/* Converts. What is wrong is printed to the options' diagnostics; EXIT_DONE,
 * EXIT_FINDINGS or EXIT_TROUBLE. Only what the arguments here say may be set in
 * `run`. */
int convert_run(struct convert_run *run, const struct build_options *options);

#endif
