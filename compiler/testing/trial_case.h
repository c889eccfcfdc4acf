/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An expectation as a case that can be evaluated: the request, what is
 * resolved, and the one event that the unit is asked in.
 */
#ifndef COMPILER_TESTING_TRIAL_CASE_H
#define COMPILER_TESTING_TRIAL_CASE_H

#include "compiler/testing/trial.h"
#include "runtime/thoth.h"

/* The case, a new reference. `usual` is not changed. Unwinds when memory is
 * short. */
json_t *trial_case(const struct thoth_bundle *bundle, uint32_t unit,
                   const json_t *usual, const struct trial *trial,
                   const struct expectation *expectation);

#endif
