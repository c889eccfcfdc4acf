/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Holds back the signals that end a process while there is something to clean
 * up first: INT, TERM, HUP and QUIT, less those that are ignored. They take
 * effect when they are let go. Other threads must not take these signals.
 */
#ifndef COMPILER_EMIT_HELD_SIGNALS_H
#define COMPILER_EMIT_HELD_SIGNALS_H

#include <signal.h>

struct held_signals {
    sigset_t before; /* the thread's mask */
    int descriptor;  /* becomes readable when one is waiting; -1: none will */
};

void held_signals_hold(struct held_signals *held);
void held_signals_let_go(struct held_signals *held);

#endif
