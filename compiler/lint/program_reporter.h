/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files that word findings on whole rule sets share; not for other
 * stages.
 */
#ifndef COMPILER_LINT_PROGRAM_REPORTER_H
#define COMPILER_LINT_PROGRAM_REPORTER_H

#include "compiler/check/checker.h"
#include "compiler/lint/linter.h"
#include "compiler/lint/program_lint.h"

struct reporter {
    const struct program *program;
    const struct program_paths *paths;
    struct diagnostic_list *list;
    struct checker quoting;
    struct linter linter; /* for places and edits */
    const struct ast_node *units;
    uint32_t file;
};

/* A finding on its way into a message. */
struct reported {
    const struct program_finding *finding;
    const struct program_unit *unit;
    const struct ast_node *node; /* of the unit; NULL if it is not there */
    struct span span;            /* of its name */
};

/* The name of a unit, also quoted, and what its kind is called. */
struct thoth_text reporter_name(const struct reporter *reporter, uint32_t unit);
const char *reporter_quote_unit(struct reporter *reporter, uint32_t unit);
const char *reporter_noun(const struct reporter *reporter, uint32_t unit);

const char *reporter_quote(struct reporter *reporter, struct thoth_text text);

/* Adds where a unit is, in this file or another one. */
void reporter_add_unit(struct reporter *reporter, struct diagnostic *diagnostic,
                       uint32_t unit, const char *text);

typedef void report_function(struct reporter *reporter,
                             const struct reported *reported);

/* Names and dependencies: program_report_name.c */
report_function report_repeated, report_case, report_unknown, report_circle,
    report_never_met;

/* What units do beside others: program_report_unit.c */
report_function report_shadowed, report_implied, report_copied,
    report_contradiction, report_shared_link;

#endif
