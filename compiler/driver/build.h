/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Compiling rules to a portable bundle in memory: one text, or all files below
 * some paths.
 */
#ifndef COMPILER_DRIVER_BUILD_H
#define COMPILER_DRIVER_BUILD_H

#include "compiler/yaml/yaml_read.h"
#include "runtime/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum build_result {
    BUILD_OK,
    BUILD_FINDINGS, /* errors in the rules, all of them reported */
    BUILD_TROUBLE,  /* no memory, files that cannot be used */
};

struct build_options {
    FILE *diagnostics; /* where messages go, or NULL */
    bool colour;
    bool progress;    /* draw a progress bar on `diagnostics` */
    unsigned threads; /* 0: as many as processors */
    struct yaml_limits limits;
    uint64_t most_file_bytes;
    const char *cache_folder; /* NULL: no cache */
    bool cache_wanted;        /* say so if it cannot be written */
    bool verify_cache;        /* trust content only, not what stat says */
    bool hash_contents;       /* know files by content, without a cache, too */
    bool lint;                /* find what files get wrong beyond the schema */
    bool suppressions;        /* read comments that hide findings */
    /* Called with the bundle as soon as build_paths has made it, while the
     * cache may still be written; NULL: not. */
    void (*deliver)(void *user, const unsigned char *bytes, size_t size);
    void *deliver_user;
};

#define BUILD_OPTIONS_DEFAULT                                                  \
    ((struct build_options){.limits = YAML_LIMITS_DEFAULT,                     \
                            .most_file_bytes = (uint64_t)64 << 20})

/* Compiles a text as a rule set of its own, namespace UNKNOWN. It is of the
 * match/run language if its name ends in .rx, else YAML. *bytes is malloc'ed
 * and aligned for a bundle; NULL unless the result is BUILD_OK. */
enum build_result build_text(struct thoth_text yaml, const char *display_name,
                             FILE *diagnostics, unsigned char **bytes,
                             size_t *size);

/* The same for all rule files below paths, in the loading order. */
enum build_result build_paths(char *const *paths, size_t count,
                              const struct build_options *options,
                              unsigned char **bytes, size_t *size);

/* Prints the IR as it is after a pass, NULL: before the first one. */
enum build_result build_print_program(char *const *paths, size_t count,
                                      const struct build_options *options,
                                      const char *pass, FILE *stream);

/* Prints the syntax trees of all files. */
enum build_result build_print_trees(char *const *paths, size_t count,
                                    const struct build_options *options,
                                    FILE *stream);

#endif
