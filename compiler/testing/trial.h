/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of rules, out of their files: for a unit what is given and what is
 * expected of it. Package versions and requests are in the form of recorded
 * cases (docs/cases.md).
 */
#ifndef COMPILER_TESTING_TRIAL_H
#define COMPILER_TESTING_TRIAL_H

#include "compiler/ast/ast.h"
#include "compiler/base/arena.h"
#include "grammar/prescription.h"

#include <jansson.h>
#include <stdbool.h>

enum expectation_kind {
    EXPECTS_OUTCOME, /* `choice` of the set OUTCOME */
    EXPECTS_SCORE,   /* `score` */
    EXPECTS_ADDED,   /* `other` */
    EXPECTS_YIELDED, /* `other` */
    EXPECTS_WORDS,   /* `words` */
    EXPECTS_UNIT,    /* `choice` of the set INCLUSION */
};

/* One thing that is expected. JSON values belong to the file's trials. */
struct expectation {
    enum expectation_kind kind;
    enum choice choice;
    double score;
    struct thoth_text words;
    const json_t *package;  /* [name, version, index, develop?]; or NULL */
    const json_t *other;    /* likewise */
    struct thoth_text text; /* as a person says it: "flask 1.0 is rejected" */
    struct span span;
};

struct trial {
    struct thoth_text name; /* or empty */
    const json_t *given;    /* list of package versions */
    const json_t *request;  /* what differs from the usual one; NULL: nothing */
    struct expectation *expectations;
    uint32_t expectation_count;
    struct span span;
};

/* A unit and its tests. */
struct tried_unit {
    struct thoth_text name; /* without namespace */
    enum unit_section kind;
    struct span span; /* of its name */
    struct trial *trials;
    uint32_t trial_count;
};

/* All units of one file, in loading order. */
struct trial_file {
    struct tried_unit *units;
    uint32_t unit_count;
    json_t *values; /* owns the JSON */
};

/* Reads the tests of a tree that passed check_file; everything else is in the
 * arena. Unwinds when memory is short; release in any case. */
void trial_file_read(struct trial_file *file, const struct ast_node *root,
                     struct arena *arena);
void trial_file_release(struct trial_file *file);

#endif
