/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Evaluating the cases of tests.
 */
#ifndef COMPILER_TESTING_TRIAL_EVALUATE_H
#define COMPILER_TESTING_TRIAL_EVALUATE_H

#include "compiler/testing/trial_run.h"

/* The interpreter's answer to a case, a new reference. Unwinds when memory is
 * short. */
json_t *trial_answer(const struct trial_subject *subject, const json_t *one);

#endif
