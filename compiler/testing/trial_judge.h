/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether the answer to a case is what a test expects.
 */
#ifndef COMPILER_TESTING_TRIAL_JUDGE_H
#define COMPILER_TESTING_TRIAL_JUDGE_H

#include "compiler/testing/trial.h"

/* True if the answer (docs/cases.md) is as expected; otherwise *found says what
 * came instead, in the arena. `unit` is the full name of the unit. */
bool trial_judge(const struct expectation *expectation, const json_t *answer,
                 struct thoth_text unit, struct arena *arena,
                 struct thoth_text *found);

/* Is the unit of this full name among those that take part? */
bool trial_included(const json_t *answer, struct thoth_text name);

#endif
