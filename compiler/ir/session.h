/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What all files of one compilation share: strings, shapes and list constants,
 * each distinct one once. Ids are given as workers meet them; nothing that
 * leaves the compiler may depend on their values.
 */
#ifndef COMPILER_IR_SESSION_H
#define COMPILER_IR_SESSION_H

#include "compiler/base/intern.h"

struct ir_session {
    struct intern_table *strings;
    struct intern_table *shapes; /* struct ir_shape as words, see shape.h */
    struct intern_table *lists;  /* words of a list constant, or a double */
};

/* Unwinds when memory is short. Thread-safe use between start and release. */
void ir_session_start(struct ir_session *session);
void ir_session_release(struct ir_session *session);

#endif
