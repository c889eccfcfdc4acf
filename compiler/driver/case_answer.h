/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Answers cases: a request, what the resolver knows and a run of events go in,
 * which units take part and what they did comes out, one JSON object each.
 */
#ifndef COMPILER_DRIVER_CASE_ANSWER_H
#define COMPILER_DRIVER_CASE_ANSWER_H

#include "compiler/driver/case_included.h"
#include "compiler/driver/case_line.h"
#include "compiler/driver/case_watch.h"
#include "compiler/driver/case_writer.h"
#include "runtime/thoth.h"

/* The rules that cases are evaluated under. */
struct case_rules {
    const struct thoth_bundle *bundle;
    enum thoth_engine engine;
    const struct case_names *names; /* NULL: list the names of units */
    const struct case_watch *watch; /* NULL: nobody looks on; else the answer
                                     * does not say which units take part */
    bool plans;                     /* evaluate steps by plan */
};

enum case_result {
    CASE_ANSWERED, /* errors of the rules that a case met are answers, too */
    CASE_REFUSED,  /* malformed, or without the engine; the answer says why */
};

/* Appends the answer and a line feed. Unwinds when memory is short. */
enum case_result case_answer(const struct case_rules *rules,
                             const struct case_line *line,
                             struct case_writer *writer);

/* Appends {"id", KEY: true} with a line feed: for cases that do not come as far
 * as an evaluation. */
void case_answer_flag(const struct case_line *line, const char *key,
                      struct case_writer *writer);

/* Appends {"id", "error": MESSAGE} with a line feed. */
void case_answer_error(const struct case_line *line, const char *message,
                       struct case_writer *writer);

#endif
