/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thoth why: why the best stack has a version of a package, and why not
 * another one.
 */
#ifndef RESOLVER_ADVISE_WHY_H
#define RESOLVER_ADVISE_WHY_H

#include "resolver/advise/advise.h"

struct why {
    struct advise *advise;
    const struct thoth_choice *stack; /* the best one, in order of resolution */
    uint32_t count;
    double score;
    uint32_t package;
    uint32_t place; /* of the package in the stack, or `count` */
};

/* Answers for a package, or for a version of it unless that is empty. False,
 * with an error in the list of problems, when nobody knows them. */
bool why_answer(struct advise *advise, struct thoth_text package,
                struct thoth_text version);

/* ---- Between the files of this module ----------------------------------- */

/* Prints a line as by printf, with nothing in it that disturbs a terminal. */
void why_print(struct why *why, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Why the stack has not this version in place of what it has: the first reason
 * that there is, a clause. *whatever: it holds for any other stack as well. */
struct thoth_text why_not(struct why *why, struct thoth_choice choice,
                          bool *whatever);

/* What rules say of it: a clause, if they refuse the version or, with it in the
 * stack, another one. Empty if they accept all; *score is that of the stack. */
struct thoth_text why_refused(struct why *why, struct thoth_choice choice,
                              double *score);

/* Looks for the best stack with the version and prints what comes of it. */
void why_search(struct why *why, struct thoth_choice choice);

/* "known vulnerabilities: ID, ID" of a version; empty if there are none. */
struct thoth_text why_advisories(struct why *why, struct thoth_choice choice);

#endif
