/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a program that compiled must keep: its bundle opens, that is, passes
 * the complete check, and its text form reads back as the same program.
 */
#ifndef TESTS_FUZZ_COMPILED_RULES_H
#define TESTS_FUZZ_COMPILED_RULES_H

#include "compiler/link/program.h"

/* Aborts when something does not hold. */
void require_sound_program(struct ir_session *session, struct arena *arena,
                           const struct ir_object *object, str_id name_space);

#endif
