/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An answer is of the unit alone and of those it needs, so that what was done
 * by another one is named.
 */
#include "compiler/testing/trial_judge.h"

#include "compiler/check/field.h"
#include "compiler/driver/case_fields.h"

#include <math.h>
#include <string.h>

enum { SCORE_DIGITS = 12 };
#define SCORE_TOLERANCE 1e-12

struct judgement {
    const struct expectation *expectation;
    const json_t *event; /* of the answer */
    struct arena *arena;
    struct thoth_text found;
};

static bool found(struct judgement *judgement, const char *what)
{
    judgement->found = thoth_text_of(what);
    return false;
}

static const char *string_at(const json_t *object, const char *key)
{
    const char *string = json_string_value(json_object_get(object, key));

    return string ? string : "";
}

/* Is there anything in the list or mapping of that name? */
static bool has_some(const json_t *event, const char *key)
{
    const json_t *value = json_object_get(event, key);

    return json_array_size(value) || json_object_size(value);
}

static bool is_affected(const json_t *event)
{
    static const char *const EFFECTS[] = {"justification", "stack_info", "log",
                                          "added_packages",
                                          "advised_manifest_changes"};

    for (size_t i = 0; i < sizeof EFFECTS / sizeof *EFFECTS; i++)
        if (has_some(event, EFFECTS[i]))
            return true;
    return json_number_value(json_object_get(event, "score_added")) != 0;
}

/* What came of the package version, in the words of tests. */
static enum choice outcome_of(const json_t *event)
{
    static const struct {
        const char *outcome;
        enum choice choice;
    } OUTCOMES[] = {
        {"not_acceptable", CHOICE_OUTCOME_REJECTED},
        {"eager_stop", CHOICE_OUTCOME_STOPPED},
        {"skip", CHOICE_OUTCOME_SKIPPED},
    };
    const char *outcome = string_at(event, "outcome");

    for (size_t i = 0; i < sizeof OUTCOMES / sizeof *OUTCOMES; i++)
        if (!strcmp(outcome, OUTCOMES[i].outcome))
            return OUTCOMES[i].choice;
    if (!strcmp(outcome, "survivors"))
        return json_array_size(json_object_get(event, "survivors"))
                   ? CHOICE_OUTCOME_KEPT
                   : CHOICE_OUTCOME_REMOVED;
    return is_affected(event) ? CHOICE_OUTCOME_ACCEPTED
                              : CHOICE_OUTCOME_UNAFFECTED;
}

/* Who is kept or not affected is accepted, too. */
static bool fits(enum choice expected, enum choice outcome)
{
    return expected == outcome ||
           (expected == CHOICE_OUTCOME_ACCEPTED &&
            (outcome == CHOICE_OUTCOME_KEPT ||
             outcome == CHOICE_OUTCOME_UNAFFECTED)) ||
           (expected == CHOICE_OUTCOME_UNAFFECTED &&
            outcome == CHOICE_OUTCOME_KEPT);
}

static bool judge_outcome(struct judgement *judgement)
{
    enum choice outcome = outcome_of(judgement->event);
    const char *name = choice_fact(outcome)->name.at;

    if (fits(judgement->expectation->choice, outcome))
        return true;
    judgement->found =
        *string_at(judgement->event, "message")
            ? arena_format(judgement->arena, "it is %s: %s", name,
                           string_at(judgement->event, "message"))
            : arena_format(judgement->arena, "it is %s", name);
    return false;
}

static bool judge_score(struct judgement *judgement)
{
    const json_t *score = json_object_get(judgement->event, "score_added");
    double added = json_number_value(score);

    if (!json_is_number(score))
        return judge_outcome(judgement);
    if (fabs(added - judgement->expectation->score) <= SCORE_TOLERANCE)
        return true;
    judgement->found =
        arena_format(judgement->arena, "it scores %.*g", SCORE_DIGITS, added);
    return false;
}

/* Is the package version among those of a list? Entries may hold more. */
static bool has_package(const json_t *list, const json_t *package)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        bool equal = true;

        for (size_t k = 0; k < 3; k++)
            equal &=
                json_equal(json_array_get(one, k), json_array_get(package, k));
        if (equal)
            return true;
    }
    return false;
}

static bool judge_added(struct judgement *judgement)
{
    const json_t *added = json_object_get(judgement->event, "added_packages");

    if (has_package(added, judgement->expectation->other))
        return true;
    return found(judgement,
                 json_array_size(added) ? "it adds others" : "it adds none");
}

/* An entry is a unit and its candidates. */
static bool judge_yielded(struct judgement *judgement)
{
    const json_t *units = json_object_get(judgement->event, "yielded");

    for (size_t i = 0; i < json_array_size(units); i++)
        if (has_package(json_array_get(json_array_get(units, i), 1),
                        judgement->expectation->other))
            return true;
    return found(judgement, json_array_size(units) ? "it yields others"
                                                   : "it yields none");
}

/* Does the text stand in a string somewhere below? */
static bool says(const json_t *value, const char *words)
{
    const char *key;
    json_t *below;
    size_t i;

    if (json_is_string(value))
        return strstr(json_string_value(value), words) != NULL;
    json_array_foreach((json_t *)(uintptr_t)value, i, below)
    {
        if (says(below, words))
            return true;
    }
    json_object_foreach((json_t *)(uintptr_t)value, key, below)
    {
        if (says(below, words))
            return true;
    }
    return false;
}

static bool judge_words(struct judgement *judgement)
{
    static const char *const TEXTS[] = {"message", "justification",
                                        "stack_info", "log"};

    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        if (says(json_object_get(judgement->event, TEXTS[i]),
                 judgement->expectation->words.at))
            return true;
    return found(judgement, is_affected(judgement->event)
                                ? "it says something else"
                                : "it says nothing");
}

/* Units that take part are listed by kind. */
bool trial_included(const json_t *answer, struct thoth_text name)
{
    const json_t *included = json_object_get(answer, "included");
    const char *kind;
    json_t *list, *entry;
    size_t i;

    json_object_foreach((json_t *)(uintptr_t)included, kind, list)
    {
        json_array_foreach(list, i, entry)
        {
            if (thoth_text_equal(name, case_text(entry)))
                return true;
        }
    }
    return false;
}

static bool judge_unit(struct judgement *judgement, const json_t *answer,
                       struct thoth_text unit)
{
    bool included = trial_included(answer, unit);

    if (included ==
        (judgement->expectation->choice == CHOICE_INCLUSION_INCLUDED))
        return true;
    return found(judgement, included ? "it is included" : "it is excluded");
}

static bool judge_event(struct judgement *judgement)
{
    switch (judgement->expectation->kind) {
    case EXPECTS_SCORE:
        return judge_score(judgement);
    case EXPECTS_ADDED:
        return judge_added(judgement);
    case EXPECTS_YIELDED:
        return judge_yielded(judgement);
    case EXPECTS_WORDS:
        return judge_words(judgement);
    default:
        return judge_outcome(judgement);
    }
}

/* What keeps a case from being judged at all; NULL: nothing. */
static const char *trouble_of(const json_t *answer, const json_t *event)
{
    if (json_object_get(answer, "error"))
        return string_at(answer, "error");
    if (json_object_get(answer, "build_error"))
        return string_at(answer, "message");
    if (!strcmp(string_at(event, "outcome"), "error"))
        return string_at(event, "message");
    return NULL;
}

bool trial_judge(const struct expectation *expectation, const json_t *answer,
                 struct thoth_text unit, struct arena *arena,
                 struct thoth_text *found_instead)
{
    struct judgement judgement = {
        .expectation = expectation,
        .event = json_array_get(json_object_get(answer, "events"), 0),
        .arena = arena,
    };
    const char *trouble = trouble_of(answer, judgement.event);
    bool holds;

    if (trouble) {
        judgement.found =
            arena_format(arena, "it cannot be evaluated: %s", trouble);
        holds = false;
    } else if (expectation->kind == EXPECTS_UNIT) {
        holds = judge_unit(&judgement, answer, unit);
    } else if (!trial_included(answer, unit)) {
        holds = found(&judgement, "the unit does not take part in the request");
    } else {
        holds = judge_event(&judgement);
    }
    *found_instead = judgement.found;
    return holds;
}
