/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rules as YAML, compiled and evaluated within a test: one object holds the
 * bundle, a request, and what an evaluation needs. Outcomes are compared as
 * text. Compiling makes the tests say what a rule does, not how it is encoded.
 */
#ifndef TESTS_RUNTIME_RULE_CASE_H
#define TESTS_RUNTIME_RULE_CASE_H

#include "runtime/thoth.h"

#define RULE_INDEX "https://pypi.org/simple"

struct rule_case {
    unsigned char *bytes;
    struct thoth_bundle *bundle;
    struct thoth_context *context;
    struct thoth_pipeline *pipeline;
    struct thoth_catalog *catalog;
    struct thoth_plans *plans; /* NULL: steps are not compared with plans */
    struct thoth_state *state;
    struct thoth_run *run; /* NULL: evaluations leave no trace */
    struct thoth_outcome outcome;
    struct thoth_error error;
    enum thoth_status status; /* of the latest evaluation */
    char text[2048];
};

/* Compiles units, the YAML of what stands below `units`, indented. A unit takes
 * over the type and a condition that all adviser pipelines meet by a merge key:
 * `<<: *step`; rule_case.c has the names. A failure fails the running test and
 * leaves an object that may only be closed. */
bool rule_case_open(struct rule_case *rules, const char *units);
void rule_case_close(struct rule_case *rules);

/* Makes a setting of the request from words, such as "python 3.8". The words
 * stand in the table in rule_context.c. */
void rule_case_request(struct rule_case *rules, const char *words);

/* Builds the pipeline and all that comes after it. */
enum thoth_status rule_case_build(struct rule_case *rules);

/* Both of the above, with nothing asked for but stable versions. */
bool rule_case_start(struct rule_case *rules, const char *units);

/* A package version from RULE_INDEX, or from where `index` says. */
thoth_package rule_package(struct rule_case *rules, const char *name,
                           const char *version);
thoth_package rule_package_from(struct rule_case *rules, const char *name,
                                const char *version, const char *index,
                                bool develop);

/* Empties the state and resolves these, "NAME VERSION", up to NULL. */
void rule_resolve(struct rule_case *rules, const char *const *packages);

/* Says who depends on a package, "NAME VERSION" up to NULL. */
void rule_dependents(struct rule_case *rules, thoth_package package,
                     const char *const *packages);

/* Evaluations with a graph that knows the packages named, "NAME VERSION" up to
 * NULL, from RULE_INDEX. They return rule_outcome. Steps are evaluated by plan
 * as well, which must come to the same. */
const char *rule_step(struct rule_case *rules, const char *name,
                      const char *version);
const char *rule_step_package(struct rule_case *rules, thoth_package package,
                              const char *const *known);
const char *rule_pseudonym(struct rule_case *rules, thoth_package package,
                           const char *const *known);
const char *rule_boot(struct rule_case *rules, bool develop);
const char *rule_sieve(struct rule_case *rules, const thoth_package *packages,
                       uint32_t count);
const char *rule_stride(struct rule_case *rules);
const char *rule_wrap(struct rule_case *rules);

/* The outcome in one line: the verdict ("ok" when accepted) with unit and
 * message, a score other than 0, then all effects as KIND:UNIT:TEXT, a sieve's
 * survivors as their versions. A status other than THOTH_OK: its text. */
const char *rule_outcome(struct rule_case *rules);

/* The units included of a kind, between spaces. */
const char *rule_included(struct rule_case *rules, enum thoth_kind kind);

struct thoth_text rule_text(const char *string); /* NULL: no text */

#endif
