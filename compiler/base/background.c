/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A thread with a memory guard of its own: what it runs out of is told to who
 * waits for it.
 */
#include "compiler/base/background.h"

#include "compiler/base/out_of_memory.h"

static void *run_work(void *argument)
{
    struct background *background = argument;
    struct memory_guard guard;

    if (MEMORY_GUARD_ENTER(&guard)) {
        background->ran_out = true;
        return NULL;
    }
    background->work(background->user);
    memory_guard_leave(&guard);
    return NULL;
}

void background_start(struct background *background, bool beside,
                      background_work *work, void *user)
{
    *background = (struct background){.work = work, .user = user};
    if (beside &&
        !pthread_create(&background->thread, NULL, run_work, background))
        background->runs = true;
    else
        run_work(background);
}

bool background_wait(struct background *background)
{
    if (background->runs)
        pthread_join(background->thread, NULL);
    background->runs = false;
    return !background->ran_out;
}
