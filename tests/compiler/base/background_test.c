/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Work beside the thread that starts it.
 */
#include "compiler/base/background.h"
#include "compiler/base/out_of_memory.h"
#include "tests/harness/run.h"

struct sum {
    int from, to, total;
    pthread_t thread;
};

static void add_up(void *user)
{
    struct sum *sum = user;

    for (int i = sum->from; i <= sum->to; i++)
        sum->total += i;
    sum->thread = pthread_self();
}

static void run_out(void *user)
{
    (void)user;
    memory_ran_out();
}

static void works_beside(void)
{
    struct background background = {0};
    struct sum sum = {.from = 1, .to = 100};

    background_start(&background, true, add_up, &sum);
    CU_ASSERT_TRUE(background_wait(&background));
    CU_ASSERT_EQUAL(sum.total, 5050);
    CU_ASSERT_FALSE(pthread_equal(sum.thread, pthread_self()));
}

static void works_at_once(void)
{
    struct background background = {0};
    struct sum sum = {.from = 1, .to = 10};

    background_start(&background, false, add_up, &sum);
    CU_ASSERT_EQUAL(sum.total, 55);
    CU_ASSERT_TRUE(pthread_equal(sum.thread, pthread_self()));
    CU_ASSERT_TRUE(background_wait(&background));
}

static void waits_for_nothing(void)
{
    struct background background = {0};
    struct sum sum = {.from = 1, .to = 2};

    CU_ASSERT_TRUE(background_wait(&background));
    background_start(&background, true, add_up, &sum);
    CU_ASSERT_TRUE(background_wait(&background));
    CU_ASSERT_TRUE(background_wait(&background));
    CU_ASSERT_EQUAL(sum.total, 3);
}

static void tells_of_memory(void)
{
    struct background background = {0};
    struct sum sum = {.from = 1, .to = 3};

    background_start(&background, true, run_out, NULL);
    CU_ASSERT_FALSE(background_wait(&background));
    background_start(&background, false, run_out, NULL);
    CU_ASSERT_FALSE(background_wait(&background));
    background_start(&background, true, add_up, &sum);
    CU_ASSERT_TRUE(background_wait(&background));
    CU_ASSERT_EQUAL(sum.total, 6);
}

static const struct test_case CASES[] = {
    {"work runs on a thread of its own", works_beside},
    {"or at once on the caller's", works_at_once},
    {"waiting when nothing is under way is harmless", waits_for_nothing},
    {"who waits is told when memory was short", tells_of_memory},
};

TEST_MAIN("background", CASES)
