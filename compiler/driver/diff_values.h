/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lists of values to try for a field of a request, from lists of a bundle. The
 * lists in JSON are distinct; `values` may be NULL, and then nothing is added.
 */
#ifndef COMPILER_DRIVER_DIFF_VALUES_H
#define COMPILER_DRIVER_DIFF_VALUES_H

#include "compiler/driver/diff_candidate.h"
#include "compiler/driver/diff_side.h"

/* A list of the bundle, entry by entry. */
struct diff_entries {
    const struct thoth_bundle *bundle;
    const uint32_t *at;
    uint32_t count;
};

struct diff_entries diff_entries_of(const struct thoth_bundle *bundle,
                                    uint32_t list);

/* The text of a word of the entries; `at` NULL for null. */
struct thoth_text diff_text_at(const struct diff_entries *entries,
                               uint32_t word);

/* Adds a value and takes it over. */
void diff_values_add(json_t *values, json_t *value);

/* Adds what a base image has: everything that is listed, and something else. */
void diff_symbols_add(json_t *values, struct diff_entries entries);
void diff_rpms_add(json_t *values, struct diff_entries entries);
void diff_pythons_add(json_t *values, struct diff_entries entries,
                      struct arena *arena);

#endif
