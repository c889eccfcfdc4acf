/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Threads share a bundle and a pipeline, each with a catalog, a state and a run
 * of its own, and all get the same outcomes. The sanitizer for threads watches
 * this test in the build that has it.
 */
#include "tests/harness/run.h"
#include "tests/runtime/rule_case.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define THREADS 4
#define ROUNDS 200

static const char units[] =
    "  sieves:\n"
    "  - {<<: *sieve, name: S, run: {log: {type: INFO, message: l}},\n"
    "     match: {package_version: {name: a, version: '===old'}}}\n"
    "  steps:\n"
    "  - {<<: *step, name: T, match: {package_version: {name: a,\n"
    "      version: '>=2,!=3'}, state: {resolved_dependencies: [{name: b}]}},\n"
    "     run: {score: 0.5, justification:\n"
    "      [{type: INFO, message: w, link: n}]}}\n"
    "  wraps:\n"
    "  - {<<: *wrap, name: W, run: {log: {type: INFO, message: m}}}\n";

struct worker {
    struct rule_case rules; /* with the pipeline of the test */
    pthread_t thread;
    bool same;
};

/* CUnit's assertions are for one thread, so a worker only notes what it saw. */
static void *work(void *argument)
{
    struct worker *worker = argument;
    struct rule_case *rules = &worker->rules;
    thoth_package packages[3] = {0};
    const char *const names[][2] = {{"a", "2"}, {"a", "old"}, {"b", "1"}};

    worker->same = true;
    for (int i = 0; i < 3; i++)
        worker->same &=
            thoth_catalog_register(
                rules->catalog, rule_text(names[i][0]), rule_text(names[i][1]),
                rule_text(RULE_INDEX), false, &packages[i]) == THOTH_OK;
    worker->same &= thoth_state_resolve(rules->state, packages[2]) == THOTH_OK;
    for (int i = 0; i < ROUNDS; i++) {
        worker->same &=
            !strcmp(rule_step_package(rules, packages[0], NULL),
                    i ? "ok 0.5"
                      : "ok 0.5 why:T:w,link=https://thoth-station.ninja/j/n");
        worker->same &= !strcmp(rule_sieve(rules, packages, 2),
                                i ? "ok 2" : "ok log:S:l 2");
        worker->same &= !strcmp(rule_wrap(rules), i ? "ok" : "ok log:W:m");
    }
    return NULL;
}

static bool start(struct worker *worker, const struct rule_case *shared)
{
    struct rule_case *rules = &worker->rules;

    *rules = (struct rule_case){.bundle = shared->bundle,
                                .pipeline = shared->pipeline};
    return thoth_catalog_create(rules->bundle, NULL, &rules->catalog) ==
               THOTH_OK &&
           thoth_state_create(rules->catalog, NULL, &rules->state) ==
               THOTH_OK &&
           thoth_run_create(rules->pipeline, NULL, &rules->run) == THOTH_OK &&
           pthread_create(&worker->thread, NULL, work, worker) == 0;
}

static void pipelines_are_shared(void)
{
    static struct worker workers[THREADS];
    struct rule_case shared;
    int started = 0;

    if (rule_case_start(&shared, units)) {
        while (started < THREADS && start(&workers[started], &shared))
            started++;
        CU_ASSERT_EQUAL(started, THREADS);
        for (int i = 0; i < started; i++) {
            CU_ASSERT_EQUAL(pthread_join(workers[i].thread, NULL), 0);
            CU_ASSERT(workers[i].same);
            workers[i].rules.bundle = NULL;
            workers[i].rules.pipeline = NULL;
            rule_case_close(&workers[i].rules);
        }
    }
    rule_case_close(&shared);
}

static const struct test_case cases[] = {
    {"threads share a pipeline and agree", pipelines_are_shared},
};

TEST_MAIN("evaluate_threads", cases)
