/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The signalfd is only looked at, never read, so a signal stays pending until
 * the mask is what it was. Without one the signals are still held back, but
 * noticed late.
 */
#include "compiler/emit/held_signals.h"

#include <sys/signalfd.h>
#include <unistd.h>

void held_signals_hold(struct held_signals *held)
{
    static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    sigset_t set;

    sigemptyset(&set);
    for (size_t i = 0; i < sizeof ending / sizeof ending[0]; i++) {
        struct sigaction action;

        if (!sigaction(ending[i], NULL, &action) &&
            action.sa_handler != SIG_IGN)
            sigaddset(&set, ending[i]);
    }
    pthread_sigmask(SIG_BLOCK, &set, &held->before);
    held->descriptor = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

void held_signals_let_go(struct held_signals *held)
{
    if (held->descriptor >= 0)
        close(held->descriptor);
    held->descriptor = -1;
    pthread_sigmask(SIG_SETMASK, &held->before, NULL);
}
