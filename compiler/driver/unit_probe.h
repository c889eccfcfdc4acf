/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Decides the predicates of single units with the reference interpreter, for
 * commands that explain or compare units. Answers are those of a pipeline,
 * because conditions, specifier sets and frames are the runtime's own.
 */
#ifndef COMPILER_DRIVER_UNIT_PROBE_H
#define COMPILER_DRIVER_UNIT_PROBE_H

#include "runtime/catalog.h"
#include "runtime/condition.h"
#include "runtime/state.h"

struct unit_probe {
    const struct thoth_bundle *bundle;
    struct pipeline_specs specs;
    struct condition_memory memory;
    struct condition condition;
    struct native_frame request; /* what conditions see */
    struct native_frame stack;   /* what matches see; its owner is the probe */
    const struct thoth_catalog *catalog;
};

/* Must not move once open: frames point into it. Unwinds when memory is short;
 * release it in any case. */
void unit_probe_open(struct unit_probe *probe,
                     const struct thoth_bundle *bundle);
void unit_probe_release(struct unit_probe *probe);

/* Sets the request and the stack that are asked about; they must outlive the
 * questions. `state` may be NULL: nothing is resolved. */
void unit_probe_request(struct unit_probe *probe,
                        const struct thoth_context *context);
void unit_probe_stack(struct unit_probe *probe,
                      const struct thoth_catalog *catalog,
                      const struct thoth_state *state);

/* 1, 0 or a negative enum native_failure: does the unit's own part of inclusion
 * hold, all but its dependencies; does the match of a shape hold for a package
 * version `it`, NATIVE_NONE for none? Unwinds for NATIVE_MEMORY. */
int unit_probe_when(const struct unit_probe *probe, uint32_t unit);
int unit_probe_match(const struct unit_probe *probe, uint32_t shape,
                     const uint32_t *row, uint32_t it);

/* How many of the conjuncts of the unit's condition hold, each decided alone:
 * how near the request is to one that the unit takes part in. */
uint32_t unit_probe_conjuncts(const struct unit_probe *probe, uint32_t unit);

#endif
