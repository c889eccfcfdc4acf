/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What tests exercise of a unit: which predicates of its matches were decided
 * both ways. A predicate that always held, or never, could be anything.
 */
#ifndef COMPILER_TESTING_COVERAGE_H
#define COMPILER_TESTING_COVERAGE_H

#include "compiler/base/arena.h"
#include "compiler/driver/case_watch.h"
#include "compiler/driver/unit_probe.h"

/* A predicate of a member's match. */
struct covered_predicate {
    uint32_t member; /* of the unit, from 0 */
    uint32_t node;   /* in the shape's code */
    bool held, failed_to;
};

struct coverage {
    struct unit_probe *probe;
    uint32_t unit;
    struct covered_predicate *predicates;
    uint32_t count;
    bool matched; /* the unit applied at least once */
};

/* Lists the predicates of a unit in the arena. */
void coverage_start(struct coverage *coverage, struct unit_probe *probe,
                    uint32_t unit, struct arena *arena);

/* Notes what an evaluated event decided. */
void coverage_note(struct coverage *coverage,
                   const struct case_session *session,
                   const struct case_question *question);

/* Predicates that were decided both ways. */
uint32_t coverage_exercised(const struct coverage *coverage);

/* A predicate as text, in the arena. */
struct thoth_text coverage_text(const struct coverage *coverage,
                                const struct covered_predicate *predicate,
                                struct arena *arena);

#endif
