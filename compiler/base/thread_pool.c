/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Threads that draw runs of items from one atomic counter.
 */
#define _GNU_SOURCE
#include "compiler/base/thread_pool.h"

#include "compiler/base/out_of_memory.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

enum { MOST_THREADS = 64 };

struct pool {
    thread_pool_work *work;
    void *user;
    uint32_t count;
    uint32_t batch;
    _Atomic uint64_t next;
    atomic_bool ran_out;
};

struct worker {
    struct pool *pool;
    unsigned number;
    pthread_t thread;
};

static void draw_items(struct pool *pool, unsigned worker)
{
    for (;;) {
        uint64_t from = atomic_fetch_add(&pool->next, pool->batch);
        uint64_t to = from + pool->batch;

        if (from >= pool->count || atomic_load(&pool->ran_out))
            return;
        if (to > pool->count)
            to = pool->count;
        for (uint64_t item = from; item < to; item++)
            pool->work(pool->user, worker, (uint32_t)item);
    }
}

static void *run_worker(void *argument)
{
    struct worker *worker = argument;
    struct memory_guard guard;

    if (MEMORY_GUARD_ENTER(&guard)) {
        atomic_store(&worker->pool->ran_out, true);
        return NULL;
    }
    draw_items(worker->pool, worker->number);
    memory_guard_leave(&guard);
    return NULL;
}

bool thread_pool_run(unsigned threads, uint32_t count, uint32_t batch,
                     thread_pool_work *work, void *user)
{
    struct pool pool = {
        .work = work, .user = user, .count = count, .batch = batch ? batch : 1};
    struct worker workers[MOST_THREADS];
    unsigned started = 1;

    if (threads > MOST_THREADS)
        threads = MOST_THREADS;
    for (; started < threads; started++) {
        struct worker *worker = &workers[started];

        *worker = (struct worker){.pool = &pool, .number = started};
        if (pthread_create(&worker->thread, NULL, run_worker, worker))
            break;
    }
    workers[0] = (struct worker){.pool = &pool, .number = 0};
    run_worker(&workers[0]);
    for (unsigned i = 1; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    return !atomic_load(&pool.ran_out);
}

unsigned thread_pool_processors(void)
{
    cpu_set_t set;
    int count;

    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set))
        return 1;
    count = CPU_COUNT(&set);
    return count < 1 ? 1 : (unsigned)count;
}
