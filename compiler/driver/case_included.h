/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The part of an answer that says which units take part in a pipeline: their
 * names one by one, or counts and digests where there are too many to list.
 */
#ifndef COMPILER_DRIVER_CASE_INCLUDED_H
#define COMPILER_DRIVER_CASE_INCLUDED_H

#include "compiler/base/arena.h"
#include "compiler/driver/case_writer.h"
#include "runtime/thoth.h"

#include <stdint.h>

/* The full names of a bundle's units, sorted by bytes, which is the order of
 * their code points. Made once for all cases under the same rules. */
struct case_names {
    uint32_t count;
    uint32_t *sorted;         /* units in the order of their names */
    struct thoth_text *names; /* by unit: a line feed, then the full name */
};

/* Lives in the arena. */
void case_names_read(struct case_names *names,
                     const struct thoth_bundle *bundle, struct arena *arena);

/* The full name of a unit in the arena. */
struct thoth_text case_unit_name(const struct thoth_bundle *bundle,
                                 uint32_t unit, struct arena *arena);

/* Writes `included`: for each kind the names of the included instances,
 * grouped by the instance's package name. Groups come in the order of their
 * first instance, instances of a group in the order of inclusion. */
void case_included_write(const struct thoth_bundle *bundle,
                         const struct thoth_pipeline *pipeline,
                         struct arena *arena, struct case_writer *writer);

/* Writes `counts` and `hashes`: for each kind the number of instances and the
 * SHA-256 of their sorted names with a line feed between. */
void case_digests_write(const struct case_names *names,
                        const struct thoth_pipeline *pipeline,
                        struct arena *arena, struct case_writer *writer);

#endif
