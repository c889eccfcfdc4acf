/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each expectation is evaluated by the interpreter and, if wanted, by native
 * code; a failed one once more to say why.
 */
#include "compiler/testing/trial_evaluate.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/driver/case_answer.h"
#include "compiler/driver/why.h"
#include "compiler/testing/trial_judge.h"

#include <stdlib.h>

/* The answer to a case, a new reference. `watch` may be NULL. */
static json_t *answer_case(const struct thoth_bundle *bundle,
                           enum thoth_engine engine,
                           const struct case_watch *watch, const json_t *one)
{
    const struct case_rules rules = {
        .bundle = bundle, .engine = engine, .watch = watch};
    const struct case_line line = {.number = 1, .body = one};
    struct case_writer writer = {0};
    struct memory_guard guard;
    json_t *answer;

    if (MEMORY_GUARD_ENTER(&guard)) {
        case_writer_release(&writer);
        memory_ran_out();
    }
    case_answer(&rules, &line, &writer);
    memory_guard_leave(&guard);
    answer = json_loadb(writer.bytes, writer.length, 0, NULL);
    case_writer_release(&writer);
    return diff_json(answer);
}

json_t *trial_answer(const struct trial_subject *subject, const json_t *one)
{
    return answer_case(subject->bundle.bundle, THOTH_ENGINE_INTERP, NULL, one);
}

static void on_request(void *user, const struct case_session *session)
{
    (void)user, (void)session;
}

static void on_event(void *user, const struct case_session *session,
                     const struct case_question *question,
                     enum thoth_status status)
{
    if (status == THOTH_OK)
        coverage_note(user, session, question);
}

static void on_reset(void *user)
{
    (void)user;
}

static void on_refusal(void *user, const char *message)
{
    (void)user, (void)message;
}

static void cover(struct trial_subject *subject, const json_t *one)
{
    const struct case_watch watch = {on_request, on_event, on_reset, on_refusal,
                                     &subject->coverage};

    json_decref(
        answer_case(subject->bundle.bundle, THOTH_ENGINE_INTERP, &watch, one));
}

/* The reasons, as `thothc why` gives them. */
static struct thoth_text explain(struct trial_run *run,
                                 const struct trial_subject *subject,
                                 const json_t *one)
{
    struct thoth_text text;
    char *bytes = NULL;
    size_t length = 0;
    struct why why = {
        .stream = open_memstream(&bytes, &length),
        .bundle = subject->bundle.bundle,
        .unit = subject->bundle.unit,
        .path = subject->path,
    };
    struct case_watch watch;

    if (!why.stream)
        memory_ran_out();
    why_start(&why);
    watch = why_watch(&why);
    json_decref(
        answer_case(subject->bundle.bundle, THOTH_ENGINE_INTERP, &watch, one));
    why_finish(&why);
    if (fclose(why.stream)) {
        free(bytes);
        memory_ran_out();
    }
    text = arena_copy_text(&run->arena, (struct thoth_text){bytes, length});
    free(bytes);
    return text;
}

/* With one engine: is it as expected? */
static bool try_engine(struct trial_run *run, struct trial_subject *subject,
                       enum thoth_engine engine, const json_t *one,
                       struct trial_result *result)
{
    json_t *answer = answer_case(subject->bundle.bundle, engine, NULL, one);
    struct thoth_text found;
    bool holds = trial_judge(result->expectation, answer, subject->name,
                             &run->arena, &found);

    if (!holds && engine == THOTH_ENGINE_NATIVE && result->passed)
        found = arena_format(&run->arena,
                             "with native code, other than interpreted: %.*s",
                             (int)found.length, found.at);
    if (!holds && result->passed)
        result->found = arena_copy_text(&run->arena, found);
    result->passed &= holds;
    json_decref(answer);
    return holds;
}

static void try_expectation(struct trial_run *run,
                            struct trial_subject *subject, const json_t *usual,
                            const struct trial *trial,
                            const struct expectation *expectation)
{
    struct trial_result *result = &run->results[run->result_count++];
    json_t *one = trial_case(subject->bundle.bundle, subject->bundle.unit,
                             usual, trial, expectation);

    *result = (struct trial_result){
        .unit = subject->unit,
        .trial = trial,
        .expectation = expectation,
        .unit_name = subject->name,
        .path = subject->path,
        .passed = true,
    };
    try_engine(run, subject, THOTH_ENGINE_INTERP, one, result);
    if (run->options->native)
        try_engine(run, subject, THOTH_ENGINE_NATIVE, one, result);
    cover(subject, one);
    if (!result->passed) {
        run->failed++;
        result->why = explain(run, subject, one);
    }
    json_decref(one);
}

void trial_run_subjects(struct trial_run *run)
{
    for (uint32_t i = 0; i < run->subject_count; i++) {
        struct trial_subject *subject = &run->subjects[i];
        json_t *usual = trial_request_find(&subject->side);

        for (uint32_t k = 0; k < subject->unit->trial_count; k++) {
            const struct trial *trial = &subject->unit->trials[k];

            for (uint32_t e = 0; e < trial->expectation_count; e++)
                try_expectation(run, subject, usual, trial,
                                &trial->expectations[e]);
        }
        json_decref(usual);
    }
}
