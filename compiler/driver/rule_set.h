/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rule files below some paths on their way through the front half of the
 * compiler: found, read and compiled on several threads, reported on in loading
 * order, and gathered into one program.
 */
#ifndef COMPILER_DRIVER_RULE_SET_H
#define COMPILER_DRIVER_RULE_SET_H

#include "compiler/base/thread_pool.h"
#include "compiler/cache/build_cache.h"
#include "compiler/driver/build.h"
#include "compiler/driver/front.h"
#include "compiler/driver/progress.h"
#include "compiler/link/program.h"
#include "compiler/report/suppression.h"
#include "compiler/source/source_read.h"

/* One thread's tools, kept from file to file. */
struct rule_worker {
    struct front front;
    struct arena arena; /* objects and diagnostics, until the end */
    struct source_buffer buffer;
};

struct rule_file {
    struct ir_object object;
    struct diagnostic_list diagnostics;
    struct content_hash content; /* with a cache only */
    bool known;                  /* all of it came from the cache */
    bool readable;               /* its content could be read */
    bool comments;               /* it may have comments that hide findings */
    /* Comments that hide findings, if the options want them; NULL: none. */
    struct suppression_set *suppressions;
};

struct rule_set {
    const struct build_options *options;
    unsigned threads;
    struct ir_session session;
    struct lint_session *lint; /* NULL unless the options want it */
    struct source_set sources;
    struct rule_worker *workers;
    struct rule_file *files;                      /* as sources.files */
    struct diagnostic_list *metadata_diagnostics; /* as sources.metadata */
    struct arena arena;
    struct progress progress;
    uint32_t errors, findings; /* findings: warnings and errors */
    bool trouble;              /* some file cannot be used */
};

/* Starts with nothing. All functions unwind when memory is short; release in
 * any case. */
void rule_set_start(struct rule_set *rules,
                    const struct build_options *options);
void rule_set_release(struct rule_set *rules);

/* Finds the files and reads the metadata. False after a report. */
bool rule_set_find(struct rule_set *rules, char *const *paths, size_t count,
                   bool with_status);

/* Calls `work` for each file that is not known, on all threads. */
void rule_set_each(struct rule_set *rules, thread_pool_work *work);

/* A thread_pool_work on a rule set: reads and compiles a file. */
void rule_set_compile_file(void *rules, unsigned worker, uint32_t item);

/* Tells a front which file the next texts are of. */
void rule_set_take(const struct rule_set *rules, uint32_t item,
                   struct front *front);

/* What tells a file's text from others, and what it depends on beside it. */
struct content_hash rule_set_hash(const struct rule_set *rules, uint32_t item,
                                  struct thoth_text content);

/* The content of a file, until the next call; empty if it cannot be read. */
struct thoth_text rule_set_content(struct rule_set *rules,
                                   struct source_file *source);

/* Prints what was reported on a file, or on none (NULL), and counts it. */
void rule_report_file(struct rule_set *rules, struct source_file *source,
                      const struct diagnostic_list *list);

/* The same for all files, in loading order. */
void rule_set_report(struct rule_set *rules);

/* What was printed and counted so far comes to. Warnings are BUILD_OK. */
enum build_result rule_set_result(const struct rule_set *rules);

/* Gathers the compiled files. */
void rule_set_gather(struct rule_set *rules, struct program *program);

/* A path of the text form of the IR? */
bool ir_input_fits(char *const *paths, size_t count);

/* Reads it and gathers its units instead. What is not BUILD_OK is reported. */
enum build_result ir_input_gather(struct rule_set *rules, const char *path,
                                  struct program *program);

#endif
