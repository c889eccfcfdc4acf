/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Answers of both sides are compared as JSON.
 */
#include "compiler/driver/diff_cases.h"

#include "compiler/driver/case_answer.h"
#include "compiler/driver/case_own.h"

#include <string.h>

/* Nothing is looked at: which units take part is no outcome, and a session
 * that is watched does not write it. */
static void on_request(void *user, const struct case_session *session)
{
    (void)user;
    (void)session;
}

static void on_event(void *user, const struct case_session *session,
                     const struct case_question *question,
                     enum thoth_status status)
{
    (void)user;
    (void)session;
    (void)question;
    (void)status;
}

static void on_reset(void *user)
{
    (void)user;
}

static void on_refused(void *user, const char *message)
{
    (void)user;
    (void)message;
}

static json_t *answer(const struct diff_side *side,
                      const struct case_line *line)
{
    const struct case_watch watch = {on_request, on_event, on_reset, on_refused,
                                     NULL};
    const struct case_rules rules = {
        .bundle = side->bundle, .engine = THOTH_ENGINE_AUTO, .watch = &watch};
    struct case_writer writer = {0};
    json_t *json;

    case_answer(&rules, line, &writer);
    json = diff_json(
        json_loadb(writer.bytes, writer.length, JSON_ALLOW_NUL, NULL));
    case_writer_release(&writer);
    return json;
}

/* Where two values differ first. */
struct difference {
    char at[256]; /* the place, cut off if it is that long */
    const json_t *before, *after;
};

static void find(struct difference *difference, const json_t *before,
                 const json_t *after);

/* Goes into a part of both values, which may be NULL in one. */
static void find_in(struct difference *difference, const char *place,
                    const json_t *before, const json_t *after)
{
    size_t length = strlen(difference->at);

    snprintf(difference->at + length, sizeof difference->at - length, "%s",
             place);
    find(difference, before, after);
}

static void find_in_list(struct difference *difference, const json_t *before,
                         const json_t *after)
{
    size_t i = 0;
    char place[32];

    while (i < json_array_size(before) && i < json_array_size(after) &&
           json_equal(json_array_get(before, i), json_array_get(after, i)))
        i++;
    snprintf(place, sizeof place, "[%zu]", i);
    find_in(difference, place, json_array_get(before, i),
            json_array_get(after, i));
}

static void find_in_object(struct difference *difference, const json_t *before,
                           const json_t *after)
{
    const json_t *objects[] = {before, after};

    for (unsigned i = 0; i < 2; i++) {
        const char *key;
        json_t *value;

        json_object_foreach((json_t *)(uintptr_t)objects[i], key, value)
        {
            const json_t *one = json_object_get(before, key);
            const json_t *other = json_object_get(after, key);
            char place[64];

            if (one && other && json_equal(one, other))
                continue;
            snprintf(place, sizeof place, "%s%s", *difference->at ? "." : "",
                     key);
            find_in(difference, place, one, other);
            return;
        }
    }
}

static void find(struct difference *difference, const json_t *before,
                 const json_t *after)
{
    difference->before = before;
    difference->after = after;
    if (json_is_array(before) && json_is_array(after))
        find_in_list(difference, before, after);
    else if (json_is_object(before) && json_is_object(after))
        find_in_object(difference, before, after);
}

static json_t *copy_or_null(const json_t *value)
{
    return value ? diff_json(json_deep_copy(value)) : json_null();
}

static void compare(const struct diff_side *left, const struct diff_side *right,
                    const struct case_line *line, json_t *changed)
{
    json_t *before = answer(left, line);
    json_t *after = answer(right, line);

    if (!json_equal(before, after)) {
        struct difference difference = {.at = ""};

        find(&difference, before, after);
        json_array_append_new(
            changed,
            diff_json(json_pack("{s:o, s:s, s:o, s:o}", "id",
                                copy_or_null(json_object_get(before, "id")),
                                "at", difference.at, "before",
                                copy_or_null(difference.before), "after",
                                copy_or_null(difference.after))));
    }
    json_decref(before);
    json_decref(after);
}

long diff_cases_compare(const struct diff_side *left,
                        const struct diff_side *right, FILE *stream,
                        json_t *changed)
{
    struct case_reader reader = {.stream = stream};
    enum case_line_result result;
    struct case_line line;
    long compared = 0;

    while ((result = case_line_read(&reader, "thothc diff", &line)) ==
           CASE_LINE_READ) {
        if (!case_has_rules(&line)) {
            compare(left, right, &line, changed);
            compared++;
        }
        case_line_release(&line);
    }
    case_reader_release(&reader);
    return result == CASE_LINE_END ? compared : -1;
}
