/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Laying out the rule files below some paths, where they are.
 */
#ifndef COMPILER_DRIVER_FORMAT_RUN_H
#define COMPILER_DRIVER_FORMAT_RUN_H

#include "compiler/driver/build.h"
#include "compiler/driver/rule_set.h"

/* What became of a file. */
struct formatted_file {
    bool unsure;  /* left alone: it would mean something else */
    bool changed; /* or would be */
    int error;    /* of writing it, as errno */
    struct thoth_text before, after; /* for a diff */
};

struct format_run {
    char *const *paths;
    size_t count;
    bool check, diff; /* files are not written */
    struct rule_set rules;
    struct formatted_file *files; /* by number of the file */
};

/* Lays out all files. What is wrong is printed to the options' diagnostics;
 * EXIT_DONE, EXIT_FINDINGS or EXIT_TROUBLE. */
int format_run(struct format_run *run, const struct build_options *options);

#endif
