/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The usual request of a test: one that the tried unit and the units that it
 * needs take part in, so that a test only has to say what matters to it.
 */
#ifndef COMPILER_TESTING_TRIAL_REQUEST_H
#define COMPILER_TESTING_TRIAL_REQUEST_H

#include "compiler/driver/diff_side.h"

/* A new `builder` (docs/cases.md) for the units of a trial's bundle; the
 * nearest to it when none was found. It has a Python version unless a unit
 * minds. Unwinds when memory is short. */
json_t *trial_request_find(struct diff_side *side);

#endif
