/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A proposed test as text, in the language of the unit's file.
 */
#ifndef COMPILER_TESTING_TRIAL_SUGGESTION_H
#define COMPILER_TESTING_TRIAL_SUGGESTION_H

#include "compiler/driver/diff_stack.h"
#include "compiler/testing/trial_run.h"

#include <stdio.h>

/* The beginning of a unit's tests; one test for a stack, which says what the
 * unit does there; or one that says that the unit takes no part in the usual
 * request. They unwind when memory is short. */
void suggestion_start(const struct trial_subject *subject, FILE *stream);
void suggestion_write(const struct trial_subject *subject, const json_t *usual,
                      const struct diff_stack *stack,
                      const struct diff_try *chosen, FILE *stream);
void suggestion_write_excluded(const struct trial_subject *subject,
                               FILE *stream);

#endif
