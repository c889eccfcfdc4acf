/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Explanations: why the best stack has a version of a package, and why not
 * another one. They are made line by line.
 */
#ifndef RESOLVER_ADVISE_WHY_H
#define RESOLVER_ADVISE_WHY_H

#include "resolver/advise/advise.h"

/* Lines, in an array of the arena that grows. */
struct why_lines {
    struct thoth_explanation *list;
    uint32_t count, room;
};

struct why {
    struct thoth_advice *advise;
    const struct thoth_choice *stack; /* the best one, in order of resolution */
    uint32_t count;
    double score;
    uint32_t package;
    uint32_t place; /* of the package in the stack, or `count` */
    struct why_lines lines;
};

/* Answers for a package, or for a version of it unless that is empty; there
 * must be a stack. False, with an error in the list of problems, when nobody
 * knows them. */
bool why_answer(struct thoth_advice *advise, struct thoth_text package,
                struct thoth_text version,
                const struct thoth_explanation **lines, uint32_t *count);

/* ---- Between the files of this module ----------------------------------- */

/* Adds a line, as by printf. */
void why_say(struct why *why, enum thoth_explanation_kind kind, uint32_t depth,
             const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The package of the question, and a version of it. */
struct thoth_text why_name(const struct why *why);
struct thoth_text why_version(const struct why *why, uint32_t version);

/* The package that the stack has: who requires it, what it scores, remarks;
 * and its other versions. */
void why_present(struct why *why);
void why_others(struct why *why);

/* The package that the stack has not. */
void why_absent(struct why *why);

/* Reports that a package of this name is in no question. */
void why_report_unknown(struct thoth_advice *advise, struct thoth_text name);

/* Why the stack has not this version in place of what it has: the first reason
 * that there is, a clause. *whatever: it holds for any other stack as well. */
struct thoth_text why_not(struct why *why, struct thoth_choice choice,
                          bool *whatever);

/* The rule that refuses the version in any stack: a clause, or empty. */
struct thoth_text why_always_refused(struct why *why,
                                     struct thoth_choice choice);

/* What rules say of it: a clause, if they refuse the version or, with it in the
 * stack, another one. Empty if they accept all; *score is that of the stack. */
struct thoth_text why_refused(struct why *why, struct thoth_choice choice,
                              double *score);

/* Looks for the best stack with the version and says what comes of it. */
void why_search(struct why *why, struct thoth_choice choice);

/* "known vulnerabilities: ID, ID" of a version; empty if there are none. */
struct thoth_text why_advisories(struct why *why, struct thoth_choice choice);

#endif
