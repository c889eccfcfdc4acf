/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shows that an instrumented build notices what it is instrumented for: each
 * mistake is made in a child process, which must not end well. Without this a
 * sanitizer that lost its flags would pass every test.
 */
#include "tests/harness/run.h"

#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* Whether a child that makes the mistake ends with status 0. */
static int ends_well(void (*mistake)(void))
{
    int status = -1;
    pid_t child = fork();

    if (child == 0) {
        int null = open("/dev/null", O_WRONLY);

        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        mistake();
        exit(0);
    }
    CU_ASSERT_FATAL(child > 0);
    CU_ASSERT_EQUAL_FATAL(waitpid(child, &status, 0), child);
    return status == 0;
}

static void no_mistake(void)
{
}

static void good_child_ends_well(void)
{
    CU_ASSERT_TRUE(ends_well(no_mistake));
}

#ifdef __SANITIZE_THREAD__
static int shared_counter;

static void *count_up(void *unused)
{
    (void)unused;
    for (int i = 0; i < 1000; i++)
        shared_counter++;
    return NULL;
}

static void race(void)
{
    pthread_t threads[2];

    for (int i = 0; i < 2; i++)
        if (pthread_create(&threads[i], NULL, count_up, NULL) != 0)
            return;
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
}

static void race_is_noticed(void)
{
    CU_ASSERT_FALSE(ends_well(race));
}
#else
static volatile int past_the_end = 4;

static void write_outside(void)
{
    char *block = malloc(4);

    if (block == NULL)
        return;
    /* cppcheck-suppress arrayIndexOutOfBounds */
    block[past_the_end] = 1;
    free(block);
}

static void *volatile lost_block;

static void lose_memory(void)
{
    lost_block = malloc(100);
    lost_block = NULL;
}

static void overflow(void)
{
    volatile int large = INT_MAX;

    large = large + 1;
}

static void write_outside_is_noticed(void)
{
    CU_ASSERT_FALSE(ends_well(write_outside));
}

static void leak_is_noticed(void)
{
    CU_ASSERT_FALSE(ends_well(lose_memory));
}

static void overflow_is_noticed(void)
{
    CU_ASSERT_FALSE(ends_well(overflow));
}
#endif

static const struct test_case cases[] = {
    {"a child without mistakes ends well", good_child_ends_well},
#ifdef __SANITIZE_THREAD__
    {"a data race is noticed", race_is_noticed},
#else
    {"a write past the end is noticed", write_outside_is_noticed},
    {"a leak is noticed", leak_is_noticed},
    {"a signed overflow is noticed", overflow_is_noticed},
#endif
};

TEST_MAIN("sanitizers", cases)
