/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What units of a gathered program do: stops, scores, messages with links.
 */
#ifndef COMPILER_LINT_PROGRAM_EFFECT_H
#define COMPILER_LINT_PROGRAM_EFFECT_H

#include "compiler/link/program.h"

#include <stdbool.h>
#include <stdint.h>

/* Does the unit end what it takes part in: by not_acceptable or
 * eager_stop_pipeline, or by leaving the package out? */
bool effect_stops(const struct program *program, uint32_t unit);

/* Gives it no message at all, neither a log entry nor stack information? */
bool effect_is_silent(const struct program *program, uint32_t unit);

/* Has it nothing but what a stop of a later step undoes: score and
 * justifications? */
bool effect_is_undone(const struct program *program, uint32_t unit);

/* The score of a step; false if it has none, or one that is computed. */
bool effect_score(const struct program *program, uint32_t unit, double *score);

/* An entry of stack_info or justification. */
struct effect_message {
    str_id message;
    str_id link;
    str_id package; /* package_name; STR_NONE if it has none */
};

/* Calls `visit` for each message with a link, in order; `item` counts them. */
void effect_messages(const struct program *program, uint32_t unit,
                     void (*visit)(void *user, uint32_t unit, uint32_t item,
                                   const struct effect_message *message),
                     void *user);

#endif
