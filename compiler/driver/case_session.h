/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One case while it is evaluated: the pipeline of its request and what its
 * events share, as one run of a resolver would: registered package versions,
 * run-once flags, the graph and the states that events left.
 */
#ifndef COMPILER_DRIVER_CASE_SESSION_H
#define COMPILER_DRIVER_CASE_SESSION_H

#include "compiler/driver/case_graph.h"
#include "compiler/driver/case_included.h"
#include "compiler/driver/case_watch.h"
#include "compiler/driver/case_writer.h"
#include "runtime/thoth.h"

/* A state that an event left, and the packages that steps made unresolved in
 * it, which are in the arena. */
struct case_state {
    struct thoth_state *state; /* NULL: the event left none */
    thoth_package *added;
    uint32_t added_count;
};

/* Everything is NULL or empty at first. */
struct case_session {
    const struct thoth_bundle *bundle;
    struct thoth_context *context;
    struct thoth_pipeline *pipeline;
    struct thoth_catalog *catalog;
    struct thoth_plans *plans; /* NULL: steps are evaluated plainly */
    struct thoth_run *run;
    struct case_graph graph;
    struct case_state *states; /* by event */
    size_t state_count;
    struct case_state *state;     /* of the event at hand */
    struct thoth_outcome outcome; /* of the event at hand */
    struct thoth_error error;     /* of the last call that failed */
    struct case_fault fault;
    struct arena arena;             /* until the case is answered */
    struct case_writer *writer;     /* the answer */
    const struct case_watch *watch; /* NULL: nobody looks on */
};

enum case_event_result {
    CASE_EVENT_DONE,
    CASE_EVENT_FAILED,    /* the rules cannot be evaluated: error has it */
    CASE_EVENT_MALFORMED, /* the case makes no sense: fault has it */
};

/* Runs event `number` of the case and writes its answer, that of a failed one
 * saying why. Nothing is written for a malformed one. */
enum case_event_result case_event_run(struct case_session *session,
                                      const json_t *event, size_t number);

/* Evaluates a step of the state at hand into the outcome: by plan if there are
 * plans. False after a fault; then there is no outcome. */
bool case_step(struct case_session *session, thoth_package package,
               enum thoth_status *status);

/* Registers [name, version, index URL] with or without develop; what `what`
 * names. False after a fault. */
bool case_package_read(struct case_session *session, const json_t *json,
                       const char *what, thoth_package *package);

/* A list of them in the arena; `list` may be NULL. */
bool case_packages_read(struct case_session *session, const json_t *list,
                        const char *what, thoth_package **packages,
                        uint32_t *count);

/* Writes [name, version, index URL], or with develop. */
void case_package_write(struct case_session *session, thoth_package package,
                        bool develop);

/* Writes `unit`, if the error is about one, and `message`. */
void case_error_write(struct case_session *session);

/* Writes the effects of the outcome that are of a kind as a list. */
void case_effects_write(struct case_session *session, const char *key,
                        enum thoth_effect_kind kind);

/* Writes `added_packages`: those that became unresolved in the state by this
 * event, and notes that they are. */
void case_added_write(struct case_session *session);

/* Writes manifest changes, given as a rule's bundle keeps them. */
void case_manifest_write(struct case_writer *writer, struct thoth_text json);

/* Writes `yielded` of a pseudonym's outcome. */
void case_yielded_write(struct case_session *session);

#endif
