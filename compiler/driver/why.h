/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Why a unit takes part in the pipeline of a case or not, and what came of it
 * in each event of its kind: a report that is written while the case is
 * evaluated (case_watch.h).
 */
#ifndef COMPILER_DRIVER_WHY_H
#define COMPILER_DRIVER_WHY_H

#include "compiler/driver/case_session.h"
#include "compiler/driver/unit_probe.h"
#include "compiler/driver/why_place.h"

#include <stdio.h>

struct why {
    FILE *stream;
    const struct thoth_bundle *bundle;
    uint32_t unit;
    struct thoth_text path;   /* of its file, as it is shown */
    struct why_places places; /* zero bytes: not known */
    /* Set below. */
    struct unit_probe probe;
    struct arena arena;
    uint8_t *taking_part;   /* by unit */
    uint8_t *seen;          /* by member of the unit, in the event at hand */
    bool matched;           /* in the event at hand */
    bool has_run;           /* has said what it says once */
    bool refused;           /* the case makes no sense, which was said */
    uint32_t events, asked; /* so far, and those of the unit's kind */
    const struct case_session *session;   /* of the event at hand */
    const struct case_question *question; /* likewise */
};

/* Starts a report with the unit's name; the fields above the line are set. */
void why_start(struct why *why);

/* What looks on for the report. */
struct case_watch why_watch(struct why *why);

/* Ends it. */
void why_finish(struct why *why);

/* The parts of a report. */
void why_inclusion_print(struct why *why, const struct case_session *session);
void why_event_print(struct why *why, const struct case_session *session,
                     const struct case_question *question,
                     enum thoth_status status);

/* The full name of a unit, and of its file with line and column. */
void why_unit_print(struct why *why, uint32_t unit);
void why_unit_place_print(struct why *why, uint32_t unit);

#endif
