/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A run of `thothc test`: the rules below some paths are compiled, each unit
 * with tests is tried with both engines, and the results are written.
 */
#ifndef COMPILER_TESTING_TRIAL_RUN_H
#define COMPILER_TESTING_TRIAL_RUN_H

#include "compiler/driver/build.h"
#include "compiler/testing/coverage.h"
#include "compiler/testing/trial_bundle.h"
#include "compiler/testing/trial_case.h"
#include "compiler/testing/trial_request.h"

#include <stdio.h>

enum trial_format { TRIAL_TEXT, TRIAL_TAP, TRIAL_JUNIT };

struct trial_options {
    struct build_options build;
    enum trial_format format;
    bool native;  /* with native code, too, which needs the system compiler */
    bool suggest; /* propose tests instead of running any */
    bool verbose; /* name what passes and what no test covers */
};

/* The result of one expectation. */
struct trial_result {
    const struct tried_unit *unit;
    const struct trial *trial;
    const struct expectation *expectation;
    struct thoth_text unit_name; /* full */
    struct thoth_text path;      /* of the file, as given */
    bool passed;
    struct thoth_text found; /* of one that failed: what came instead */
    struct thoth_text why;   /* and the reasons, lines; may be empty */
};

/* A unit on its way through a run. */
struct trial_subject {
    const struct tried_unit *unit;
    uint32_t file, number; /* in the rule set: file, and unit of that file */
    struct thoth_text name, path;
    struct trial_bundle bundle;
    struct diff_side side; /* for questions to the bundle */
    struct coverage coverage;
};

struct trial_run {
    const struct trial_options *options;
    struct rule_set rules;
    struct arena arena;
    struct trial_file *files; /* as rules.sources.files */
    struct trial_subject *subjects;
    uint32_t subject_count;
    struct trial_result *results;
    uint32_t result_count, failed;
    uint32_t unit_count; /* all units, with tests or not */
};

/* Returns the exit status. */
int trial_run(const struct trial_options *options, char *const *paths,
              size_t count);

/* The parts of a run; they unwind when memory is short. */
void trial_run_subjects(struct trial_run *run);
void trial_suggest(struct trial_run *run, FILE *stream);
void trial_report(const struct trial_run *run, FILE *stream);

#endif
