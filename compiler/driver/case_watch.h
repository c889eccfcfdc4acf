/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looking on while a case is answered, for commands that explain an answer:
 * functions that are called with the session at points where what the library
 * has seen can still be seen. They must not change it.
 */
#ifndef COMPILER_DRIVER_CASE_WATCH_H
#define COMPILER_DRIVER_CASE_WATCH_H

#include "runtime/thoth.h"

#include <stddef.h>

struct case_session;

/* What an event asks of the library. */
struct case_question {
    enum thoth_kind kind;
    const thoth_package *packages; /* sieves: several; steps, pseudonyms: one */
    uint32_t count;
    bool with_develop; /* boots */
};

struct case_watch {
    /* The pipeline of the request was built, or it is NULL and the session's
     * error says why. */
    void (*request)(void *user, const struct case_session *session);
    /* An event was evaluated: the outcome is there, and unless `status` is
     * THOTH_OK the error; the state is as the event found it. */
    void (*event)(void *user, const struct case_session *session,
                  const struct case_question *question,
                  enum thoth_status status);
    /* A resolution begins anew. */
    void (*reset)(void *user);
    /* The case makes no sense. */
    void (*refused)(void *user, const char *message);
    void *user;
};

#endif
