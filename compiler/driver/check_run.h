/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One run of `thothc check`: rules are read and checked, what the user does not
 * want to hear of is taken out, and the rest is written.
 */
#ifndef COMPILER_DRIVER_CHECK_RUN_H
#define COMPILER_DRIVER_CHECK_RUN_H

#include "compiler/driver/check_beside.h"
#include "compiler/driver/check_fix.h"
#include "compiler/driver/check_scope.h"
#include "compiler/driver/check_settings.h"
#include "compiler/driver/incremental.h"
#include "compiler/driver/rule_set.h"
#include "compiler/report/baseline.h"

struct check_run {
    struct check_settings *settings;
    struct rule_set rules;
    struct check_scope scope;
    struct incremental incremental; /* with a cache only */
    struct finding_image across_image;
    struct check_fix fix;
    struct check_beside **beside; /* by file; NULL: all files are reported */
    struct check_beside *moved;
    bool across;  /* checks across files were made, */
    bool partial; /* but some of the files could not be compiled */
    struct suppression_rules suppression;
    struct baseline baseline;
    const char *baseline_folder; /* its real path; NULL: there is none */
    struct diagnostic_list baseline_diagnostics;
    const char **real_folders; /* by directory, NULL: not yet needed */
    struct report_totals totals;
    struct report_writer writer;
    bool checked; /* all paths could be used, and the files were checked */
    bool trouble; /* the report says that something cannot be used */
};

/* Checks what is below the paths and writes a report to standard output.
 * Returns the exit status of the command; messages on trouble that belongs to
 * no report go to standard error. */
int check_run(struct check_settings *settings, char *const *paths,
              size_t count);

/* Finds what is wrong with the files that were found, with the cache that was
 * opened, if there is one. */
void check_files(struct check_run *run);

/* Checks the rules as a whole and adds to the files' findings. */
void check_across(struct check_run *run);

/* Adds what the cache knows of the rules as a whole; false if it does not know
 * it. */
bool check_across_known(struct check_run *run);

/* Takes out of the list of file `number` what is not to be reported, and adds
 * what there is to say of its comments. */
void check_settle_file(struct check_run *run, uint32_t number);

/* Takes out what has another code than those that are wanted for the file. */
void check_settle_codes(struct check_run *run, uint32_t number,
                        struct diagnostic_list *list);

/* The same for a list that belongs to no rule file: nothing is hidden. */
void check_settle_list(struct check_run *run, struct diagnostic_list *list);

/* Reads the baseline, if there is one to read; false after a message. */
bool check_baseline_read(struct check_run *run);

/* Writes all findings that are left as the baseline, and takes them out. False
 * after a message. */
bool check_baseline_write(struct check_run *run);

/* Reports entries of the baseline that match nothing any more. */
void check_baseline_finish(struct check_run *run);

/* The path of a file relative to a real folder. */
struct thoth_text check_file_name(struct check_run *run, uint32_t number,
                                  const char *folder);

#endif
