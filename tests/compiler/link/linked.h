/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Programs for tests of passes, made from the text form of the IR.
 */
#ifndef TESTS_COMPILER_LINK_LINKED_H
#define TESTS_COMPILER_LINK_LINKED_H

#include "compiler/link/passes.h"

/* A program and what it lives in. */
struct linked {
    struct ir_session session;
    struct arena arena;
    struct program program;
};

/* Parses a text without its first line and runs the passes up to `last`, all
 * for NULL. Ends the test case if the text is malformed. Release it. */
void linked_start(struct linked *linked, const char *text, const char *last);
void linked_release(struct linked *linked);

/* Is it the text of a string of the session? */
bool linked_is(const struct linked *linked, str_id string, const char *text);

#endif
