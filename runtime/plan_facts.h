/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is known of the units of a plan before they are evaluated: what their
 * effects may lead to, and what their matches certainly ask of a state.
 */
#ifndef RUNTIME_PLAN_FACTS_H
#define RUNTIME_PLAN_FACTS_H

#include "runtime/plan.h"

/* What the effects of a unit are; for those that cannot be tried out. */
struct plan_effects {
    bool ask_state; /* such as a score that depends on the state */
    bool score;
    uint8_t endings; /* set of PLAN_ENDING */
};

struct plan_effects plan_effects_of(const struct thoth_bundle *bundle,
                                    uint32_t unit);

/* The message of the unit's first effect that ends a step, or BUNDLE_NONE. */
uint32_t plan_stop_message(const struct thoth_bundle *bundle, uint32_t unit);

/* Does a match look at what else the catalog holds, which changes? */
bool plan_match_is_live(const struct thoth_bundle *bundle, uint32_t shape);

/* Notes in an entry which package in which versions the state part of its
 * instance certainly asks for. */
void plan_entry_ask(const struct thoth_bundle *bundle,
                    struct plan_entry *entry);

#endif
