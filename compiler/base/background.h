/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One piece of work beside what the thread does that starts it, for example
 * writing what the build of an hour later will be glad of.
 */
#ifndef COMPILER_BASE_BACKGROUND_H
#define COMPILER_BASE_BACKGROUND_H

#include <pthread.h>
#include <stdbool.h>

/* May unwind by memory_ran_out. */
typedef void background_work(void *user);

/* All zero: nothing is under way. */
struct background {
    background_work *work;
    void *user;
    pthread_t thread;
    bool runs, ran_out;
};

/* Starts the work on a thread of its own, or does it at once where `beside` is
 * false or no thread can be had. Nothing may be under way. The work and what it
 * uses must outlive the next background_wait. */
void background_start(struct background *background, bool beside,
                      background_work *work, void *user);

/* Waits until nothing is under way; false when the last work ran out of
 * memory. Who starts work calls this on all ways out, unwinding included. */
bool background_wait(struct background *background);

#endif
