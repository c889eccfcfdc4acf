/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is expected is what came of the case, so a proposed test passes.
 */
#include "compiler/testing/trial_suggestion.h"

#include "compiler/base/visible_text.h"
#include "compiler/driver/diff_world.h"
#include "compiler/testing/trial_evaluate.h"

#include <string.h>

static const char USUAL_INDEX[] = "https://pypi.org/simple";

static bool is_rx(const struct trial_subject *subject)
{
    struct thoth_text path = subject->path;

    return path.length > 3 && !memcmp(path.at + path.length - 3, ".rx", 3);
}

/* A text in double quotes, which both languages read alike. */
static void put_quoted(FILE *stream, const char *text)
{
    putc('"', stream);
    for (; *text; text++) {
        if (strchr("\"\\", *text))
            putc('\\', stream);
        putc(*text, stream);
    }
    putc('"', stream);
}

static void put_package(FILE *stream, const json_t *package, bool rx)
{
    const char *index = json_string_value(json_array_get(package, 2));
    bool develop = json_is_true(json_array_get(package, 3));

    if (!rx)
        fputs("{name: ", stream);
    put_quoted(stream, json_string_value(json_array_get(package, 0)));
    fputs(rx ? " ==" : ", version: \"==", stream);
    fputs(json_string_value(json_array_get(package, 1)), stream);
    fputs(rx ? "" : "\"", stream);
    if (strcmp(index, USUAL_INDEX) != 0) {
        fputs(rx ? " from " : ", index_url: ", stream);
        put_quoted(stream, index);
    }
    if (develop)
        fputs(rx ? " develop" : ", develop: true", stream);
    if (!rx)
        putc('}', stream);
}

/* The first message that the unit gives, NULL if there is none. */
static const char *message_of(const json_t *event)
{
    static const char *const LISTS[] = {"justification", "stack_info", "log"};

    for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++) {
        const char *message = json_string_value(json_object_get(
            json_array_get(json_object_get(event, LISTS[i]), 0), "message"));

        if (message)
            return message;
    }
    return NULL;
}

/* "is rejected", or as an entry of YAML ", is: rejected". */
static void put_outcome(FILE *stream, const json_t *event, bool rx)
{
    static const struct {
        const char *outcome, *word;
    } WORDS[] = {{"not_acceptable", "rejected"},
                 {"eager_stop", "stopped"},
                 {"skip", "skipped"}};
    const char *outcome = json_string_value(json_object_get(event, "outcome"));
    double score = json_number_value(json_object_get(event, "score_added"));
    const char *word = "unaffected", *message = message_of(event);
    bool survives = json_array_size(json_object_get(event, "survivors"));

    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (!strcmp(outcome, WORDS[i].outcome))
            word = WORDS[i].word;
    if (!strcmp(outcome, "survivors"))
        word = survives ? "kept" : "removed";
    if (score != 0) {
        fprintf(stream, rx ? " scores %.12g" : ", scores: %.12g", score);
    } else if (message && !strcmp(word, "unaffected")) {
        fputs(rx ? " says " : ", says: ", stream);
        put_quoted(stream, message);
    } else {
        fprintf(stream, rx ? " is %s" : ", is: %s", word);
    }
}

/* Packages that a step adds or a pseudonym yields; false if there are none. */
static bool put_others(FILE *stream, const json_t *event, bool rx)
{
    const json_t *added =
        json_array_get(json_object_get(event, "added_packages"), 0);
    const json_t *yielded = json_array_get(
        json_array_get(json_array_get(json_object_get(event, "yielded"), 0), 1),
        0);

    if (!added && !yielded)
        return false;
    fputs(rx ? (added ? " adds " : " yields ")
             : (added ? ", adds: " : ", yields: "),
          stream);
    put_package(stream, added ? added : yielded, rx);
    return true;
}

static void put_given(FILE *stream, const json_t *given, bool rx)
{
    size_t count = json_array_size(given);

    if (!count)
        return;
    fputs(rx ? "  given " : "given: [", stream);
    for (size_t i = 0; i < count; i++) {
        fputs(i ? ", " : "", stream);
        put_package(stream, json_array_get(given, i), rx);
    }
    fputs(rx ? ";\n" : "]\n  ", stream);
}

void suggestion_start(const struct trial_subject *subject, FILE *stream)
{
    fputs("# ", stream);
    visible_print(stream, subject->name);
    fputs(" (", stream);
    visible_print(stream, subject->path);
    fprintf(stream, ":%u:%u)\n", subject->unit->span.line,
            subject->unit->span.column);
    if (!is_rx(subject))
        fputs("tests:\n", stream);
}

static void put_test(const struct trial_subject *subject,
                     const struct trial *trial,
                     const struct expectation *expectation, const json_t *event,
                     FILE *stream)
{
    bool rx = is_rx(subject);

    fputs(rx ? "test {\n" : "- ", stream);
    put_given(stream, trial->given, rx);
    fputs(rx ? "  " : "expect:\n  - {package: ", stream);
    put_package(stream, expectation->package, rx);
    if (!put_others(stream, event, rx))
        put_outcome(stream, event, rx);
    fputs(rx ? ";\n}\n" : "}\n", stream);
}

/* What a pseudonym may offer, so that it exists; NULL for other kinds. */
static json_t *yielded_by(const struct trial_subject *subject,
                          const struct diff_stack *stack,
                          const struct diff_try *chosen, const json_t *usual)
{
    const struct diff_world world = {
        (struct diff_side *)(uintptr_t)&subject->side, subject->bundle.unit};
    json_t *one = diff_world_case(&world, stack, chosen, "", usual);
    const json_t *event = json_array_get(
        json_object_get(json_object_get(one, "case"), "events"), 0);
    json_t *known =
        json_incref(json_array_get(json_object_get(event, "known"), 0));

    json_decref(one);
    return known;
}

void suggestion_write(const struct trial_subject *subject, const json_t *usual,
                      const struct diff_stack *stack,
                      const struct diff_try *chosen, FILE *stream)
{
    json_t *package = diff_world_package(stack, chosen, 0);
    json_t *given = diff_json(json_array());
    json_t *known = yielded_by(subject, stack, chosen, usual);
    const struct trial trial = {.given = given};
    const struct expectation expectation = {.package = package, .other = known};
    json_t *one, *answer;
    const json_t *event;

    for (unsigned i = 1; i < chosen->count; i++)
        if (!chosen->choices[i].absent)
            json_array_append_new(given, diff_world_package(stack, chosen, i));
    one = trial_case(subject->bundle.bundle, subject->bundle.unit, usual,
                     &trial, &expectation);
    answer = trial_answer(subject, one);
    event = json_array_get(json_object_get(answer, "events"), 0);
    if (json_object_get(event, "outcome") &&
        strcmp(json_string_value(json_object_get(event, "outcome")), "error"))
        put_test(subject, &trial, &expectation, event, stream);
    json_decref(answer);
    json_decref(one);
    json_decref(known);
    json_decref(given);
    json_decref(package);
}

void suggestion_write_excluded(const struct trial_subject *subject,
                               FILE *stream)
{
    fputs(is_rx(subject) ? "test {\n  unit is excluded;\n}\n"
                         : "- expect:\n  - {unit: excluded}\n",
          stream);
}
