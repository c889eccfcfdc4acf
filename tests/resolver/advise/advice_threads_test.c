/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Threads that have an advice each, of one project and one knowledge base, at
 * the same time: all get the same answers. The sanitizer for threads watches
 * them where it is built in.
 */
#include "tests/harness/run.h"
#include "tests/resolver/advise/small_project.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { WORKERS = 4, ROUNDS = 5, OUTPUT = 4096 };

/* CUnit's assertions are for one thread, so a worker only notes what it saw. */
struct worker {
    const struct thoth_advise_options *options;
    pthread_t thread;
    char path[200]; /* of the file that it writes */
    char lock[OUTPUT];
    uint32_t lines; /* of an explanation */
    bool done;
};

static bool advise_once(struct worker *worker)
{
    const struct thoth_explanation *lines;
    struct thoth_advice *advice = NULL;
    struct thoth_text bytes = {"", 0};
    bool done;

    done =
        thoth_advise(worker->options, &advice) == THOTH_OK &&
        thoth_advice_output(advice, THOTH_OUTPUT_LOCK, &bytes) == THOTH_OK &&
        bytes.length < OUTPUT &&
        thoth_advice_save(advice, THOTH_OUTPUT_REPORT, worker->path) ==
            THOTH_OK &&
        thoth_advice_explain(advice, thoth_text_of("app"), thoth_text_of("2.0"),
                             &lines, &worker->lines) == THOTH_OK;
    if (done)
        memcpy(worker->lock, bytes.at, bytes.length);
    thoth_advice_release(advice);
    return done;
}

static void *work(void *user)
{
    struct worker *worker = user;

    worker->done = true;
    for (int i = 0; i < ROUNDS && worker->done; i++)
        worker->done = advise_once(worker);
    return NULL;
}

static void check_alike(struct worker *workers)
{
    for (int i = 0; i < WORKERS; i++) {
        struct stat status;

        CU_ASSERT_TRUE(workers[i].done);
        CU_ASSERT_STRING_EQUAL(workers[i].lock, workers[0].lock);
        CU_ASSERT_EQUAL(workers[i].lines, workers[0].lines);
        CU_ASSERT_EQUAL_FATAL(stat(workers[i].path, &status), 0);
        CU_ASSERT_EQUAL(status.st_mode & 0777, 0640);
    }
    CU_ASSERT_PTR_NOT_NULL(strstr(workers[0].lock, "\"plugin\""));
    CU_ASSERT_TRUE(workers[0].lines > 1);
}

/* The mask of permissions belongs to the process: no thread may touch it. */
static void threads_advise(void)
{
    static struct worker workers[WORKERS];
    struct small_project project;
    mode_t before = umask(026);

    small_project_start(&project, "Pipfile",
                        "[packages]\napp = \"*\"\nplugin = \"*\"\n");
    for (int i = 0; i < WORKERS; i++) {
        char name[24];

        snprintf(name, sizeof(name), "report%d", i);
        workers[i].options = &project.options;
        snprintf(workers[i].path, sizeof(workers[i].path), "%s",
                 small_project_path(&project, name));
        CU_ASSERT_EQUAL_FATAL(
            pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    for (int i = 0; i < WORKERS; i++)
        CU_ASSERT_EQUAL_FATAL(pthread_join(workers[i].thread, NULL), 0);
    check_alike(workers);
    small_project_end(&project);
    CU_ASSERT_EQUAL(umask(before), 026);
}

static const struct test_case cases[] = {
    {"threads have an advice each", threads_advise},
};

TEST_MAIN("advice_threads", cases)
