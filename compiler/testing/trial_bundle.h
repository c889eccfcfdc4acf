/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The bundle that a unit is tried in: the unit itself and the units that it
 * needs, nothing else, so that no other rule has a say in its tests.
 */
#ifndef COMPILER_TESTING_TRIAL_BUNDLE_H
#define COMPILER_TESTING_TRIAL_BUNDLE_H

#include "compiler/driver/rule_set.h"
#include "runtime/bundle.h"

/* The units of a compiled rule set, by kind and full name. */
struct unit_names;

/* Lives in the arena. */
struct unit_names *unit_names_read(const struct rule_set *rules,
                                   struct arena *arena);

struct trial_bundle {
    unsigned char *bytes;
    struct thoth_bundle *bundle;
    uint32_t unit; /* the one that is tried */
};

/* Compiles unit `number` of file `file` with what it needs. False when that
 * does not fit into a bundle. Unwinds when memory is short; release in any
 * case, zero bytes included. */
bool trial_bundle_make(struct trial_bundle *bundle,
                       const struct unit_names *names, struct rule_set *rules,
                       uint32_t file, uint32_t number);
void trial_bundle_release(struct trial_bundle *bundle);

#endif
