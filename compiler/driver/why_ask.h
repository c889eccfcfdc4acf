/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an event asks: which instances, in which order, about which package
 * version, as evaluation does (runtime/evaluate_*.c). Goes on behind the unit
 * that ended the event, to say of the others that they were not asked.
 */
#ifndef COMPILER_DRIVER_WHY_ASK_H
#define COMPILER_DRIVER_WHY_ASK_H

#include "compiler/driver/case_watch.h"
#include "compiler/driver/unit_probe.h"
#include "runtime/pipeline.h"

enum why_asked {
    WHY_ASKED,
    WHY_RESOLVED, /* not asked: the package is resolved, the unit not multi */
    WHY_DECIDED,  /* not asked: unit `by` had decided */
};

struct why_ask {
    const struct pipeline_instance *instance;
    uint32_t it; /* package version, or NATIVE_NONE */
    enum why_asked asked;
    uint32_t by;
    int value; /* of the match, when asked */
};

struct why_asking {
    const struct unit_probe *probe; /* of the event's catalog and state */
    const struct thoth_pipeline *pipeline;
    const struct case_question *question;
    const struct thoth_state *state; /* NULL for boots, sieves, pseudonyms */
    const struct thoth_outcome *outcome;
    void (*visit)(void *user, const struct why_ask *ask);
    void *user;
    uint32_t by; /* who decided, or THOTH_NO_UNIT */
    bool failed; /* it could not be evaluated */
};

/* Visits each instance that the event comes to, in order. */
void why_ask_each(struct why_asking *asking);

/* Which member of its unit an instance is, from 0: the first one with its
 * match. */
uint32_t why_ask_member(const struct thoth_bundle *bundle,
                        const struct pipeline_instance *instance);

#endif
