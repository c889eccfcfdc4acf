/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs one function over the numbers 0..count-1 on several threads. Items are
 * handed out in small runs; results must not depend on who works on which.
 */
#ifndef COMPILER_BASE_THREAD_POOL_H
#define COMPILER_BASE_THREAD_POOL_H

#include <stdbool.h>
#include <stdint.h>

/* Called for one item; `worker` counts from 0 and tells threads apart. May
 * unwind by memory_ran_out. */
typedef void thread_pool_work(void *user, unsigned worker, uint32_t item);

/* True when all items were worked on, false when a worker ran out of memory;
 * then the remaining items are left out. Uses the calling thread as well and
 * works with it alone when no thread can be started. `batch` items are handed
 * out at once. */
bool thread_pool_run(unsigned threads, uint32_t count, uint32_t batch,
                     thread_pool_work *work, void *user);

/* The processors this process may use, at least 1. */
unsigned thread_pool_processors(void);

#endif
