/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Requests to try in a search for a witness: for each field that the conditions
 * of two units look at, the values that they name, others and none.
 */
#ifndef COMPILER_DRIVER_DIFF_REQUEST_H
#define COMPILER_DRIVER_DIFF_REQUEST_H

#include "compiler/driver/diff_candidate.h"
#include "compiler/driver/diff_side.h"

#define DIFF_MOST_FIELDS 24

/* A field of the `builder` of a case (docs/cases.md). */
struct diff_field {
    const char *path[3]; /* of keys; NULL behind the last */
    json_t *values;      /* a list; null: the field is absent */
};

struct diff_request {
    struct diff_field fields[DIFF_MOST_FIELDS];
    unsigned count;
    struct diff_texts specifiers[THOTH_COMPONENTS];
};

/* Starts with the types of requests there are. */
void diff_request_start(struct diff_request *request);
void diff_request_release(struct diff_request *request);

/* Adds what the condition of a unit names. */
void diff_request_collect(struct diff_request *request,
                          const struct diff_side *side, uint32_t unit);

/* Which value each field has: a place in its list, 0 for absence. */
struct diff_picks {
    uint32_t of_field[DIFF_MOST_FIELDS];
};

/* Once all is collected: how many requests there are, one of them by its
 * number, and one as a `builder`. */
uint64_t diff_request_count(struct diff_request *request, struct arena *arena);
void diff_request_choose(const struct diff_request *request, uint64_t number,
                         struct diff_picks *values);
json_t *diff_request_builder(const struct diff_request *request,
                             const struct diff_picks *values);

#endif
