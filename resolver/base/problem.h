/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is wrong with an input of the resolver: a place in a file, what is
 * wrong there and what to do about it. Readers collect problems and go on as
 * long as that makes sense; only the program prints. A list belongs to one
 * thread at a time; its memory comes from the arena given at its start.
 */
#ifndef RESOLVER_BASE_PROBLEM_H
#define RESOLVER_BASE_PROBLEM_H

#include "compiler/base/arena.h"

#include <stdbool.h>

/* Lines and columns count from 1, columns in characters; 0: none. */
struct place {
    struct thoth_text path; /* as messages show it; empty: no file */
    uint32_t line, column;
};

enum problem_severity { PROBLEM_WARNING, PROBLEM_ERROR };

struct problem {
    enum problem_severity severity;
    struct place place;
    struct thoth_text message; /* one line, no full stop */
    struct thoth_text advice;  /* what to do, or empty */
    struct problem *next;
};

/* Problems beyond this many are counted, not kept. */
#define PROBLEM_LIMIT 200

struct problem_list {
    struct arena *arena;
    struct problem *first;
    struct problem **end;
    uint32_t count;
    uint32_t errors;
};

void problem_list_start(struct problem_list *list, struct arena *arena);

/* Reports an error; the format is printf's. `advice` says what to do and may
 * be NULL. All texts are copied. */
void problem_error(struct problem_list *list, struct place place,
                   const char *advice, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same for what does not keep the input from being used. */
void problem_warning(struct problem_list *list, struct place place,
                     const char *advice, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* "PATH:LINE:COLUMN: " as far as these are known; in the arena. */
struct thoth_text place_text(struct arena *arena, struct place place);

/* The place of a byte in a text whose beginning is at `start`. */
struct place place_within(struct place start, struct thoth_text text,
                          size_t offset);

#endif
