/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A baseline: findings that were there when checking was introduced and do not
 * count. It knows a finding by code, file, unit and message, not by its place,
 * so that moved lines change nothing; how often the same finding was there is
 * counted. A JSON file, a finding a line, sorted, so that equal findings make
 * equal files and differences can be read.
 */
#ifndef COMPILER_REPORT_BASELINE_H
#define COMPILER_REPORT_BASELINE_H

#include "compiler/base/arena.h"
#include "compiler/base/diagnostic.h"

#include <stdbool.h>
#include <stdint.h>

struct baseline_entry {
    struct thoth_text file; /* relative to the folder of the baseline */
    struct thoth_text code, unit, message;
    uint32_t count;
    uint32_t found; /* so far */
    bool judged;    /* the file was checked */
};

struct baseline {
    struct baseline_entry *entries; /* sorted */
    uint32_t count;
};

/* A finding to record. The texts are not copied. */
struct baseline_finding {
    struct thoth_text file;
    const struct diagnostic *diagnostic;
};

/* The text without bytes that are no UTF-8, as names of files must be in a
 * baseline; itself, or a copy in the arena. */
struct thoth_text baseline_file_name(struct arena *arena,
                                     struct thoth_text path);

/* Reads a baseline into the arena. NULL, or what is wrong with the file, also
 * in the arena. Unwinds when memory is short. */
const char *baseline_read(struct baseline *baseline, const char *path,
                          struct arena *arena);

/* Writes findings as a baseline, whole or not at all; sorts them. Returns 0 or
 * an errno value. Unwinds when memory is short. */
int baseline_write(const char *path, struct baseline_finding *findings,
                   uint32_t count);

/* Notes that a file is checked: what is not found in it is gone. */
void baseline_judge(struct baseline *baseline, struct thoth_text file);

/* Does the baseline have this finding, once more than it was asked for? */
bool baseline_hides(struct baseline *baseline, struct thoth_text file,
                    const struct diagnostic *diagnostic);

/* Can the baseline have findings of this code? Not of what is wrong with the
 * command line, with files that cannot be used or with the baseline. */
bool baseline_takes(enum diagnostic_code code);

#endif
