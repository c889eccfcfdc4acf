/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The grammar of a suppression, between `#` and the end of the line:
 *   "thothc:" ("ignore" | "ignore-file") "[" CODE {"," CODE} "]"
 *   ["until=" YYYY-MM-DD] REASON
 * Every mistake names what was expected at its place.
 */
#include "compiler/report/suppression_parse.h"

#include "compiler/yaml/timestamp.h"
#include "runtime/unicode.h"

#include <string.h>

#define ADDRESS "thothc:"

struct reading {
    const struct yaml_comment *comment;
    const char *at, *end;
    struct diagnostic_list *mistakes;
};

static void skip_blanks(struct reading *reading)
{
    while (reading->at < reading->end &&
           (*reading->at == ' ' || *reading->at == '\t'))
        reading->at++;
}

static bool accept(struct reading *reading, const char *word)
{
    size_t length = strlen(word);

    if ((size_t)(reading->end - reading->at) < length ||
        memcmp(reading->at, word, length) != 0)
        return false;
    reading->at += length;
    return true;
}

static void start(struct reading *reading, const struct yaml_comment *comment)
{
    *reading = (struct reading){.comment = comment, .at = comment->text.at};
    reading->end = reading->at + comment->text.length;
    while (reading->at < reading->end && *reading->at == '#')
        reading->at++;
    skip_blanks(reading);
}

bool suppression_addressed(const struct yaml_comment *comment)
{
    struct reading reading;

    start(&reading, comment);
    return accept(&reading, ADDRESS);
}

/* From `from` to `to`, which are in the comment. */
static struct span span_of(const struct reading *reading, const char *from,
                           const char *to)
{
    struct span span = reading->comment->span;
    uint32_t column = span.column;

    for (const char *at = reading->comment->text.at; at <= to; column++) {
        if (at == from)
            span.column = column;
        if (at == to) {
            span.end_column = column;
            break;
        }
        unicode_decode(&at, reading->end);
    }
    return span;
}

static struct diagnostic *refuse(struct reading *reading, const char *from,
                                 const char *to, const char *expected)
{
    return diagnostic_report(reading->mistakes, DIAG_SUPPRESSION_MALFORMED,
                             span_of(reading, from, to), "expected %s",
                             expected);
}

/* Up to a comma, a bracket or a blank. */
static struct thoth_text take_word(struct reading *reading)
{
    const char *from = reading->at;

    while (reading->at < reading->end && !memchr(",] \t", *reading->at, 4))
        unicode_decode(&reading->at, reading->end);
    return (struct thoth_text){from, (size_t)(reading->at - from)};
}

/* The codes that control the check itself and those of files that cannot be
 * used are not for hiding. */
static bool can_be_hidden(enum diagnostic_code code)
{
    return !code_is_trouble(code) &&
           memcmp(diagnostic_fact(code)->code, "RX5", 3) != 0;
}

static bool take_code(struct reading *reading, struct suppression *one)
{
    struct thoth_text word = take_word(reading);
    const char *end = word.at + word.length;
    struct diagnostic *diagnostic;
    struct thoth_text near;

    one->code = code_find(word);
    one->comment = span_of(reading, word.at, end);
    if (one->code != DIAG_COUNT && can_be_hidden(one->code))
        return true;
    diagnostic = refuse(reading, word.at, end,
                        one->code == DIAG_COUNT
                            ? "a code, such as RX401, that thothc reports"
                            : "a code whose findings can be hidden");
    near = code_nearest(word);
    if (one->code == DIAG_COUNT && near.length)
        diagnostic_add_note(reading->mistakes, diagnostic, "did you mean '%s'?",
                            near.at);
    return false;
}

/* The list in brackets. */
static struct suppression *take_codes(struct reading *reading)
{
    struct suppression *first = NULL, **last = &first;

    if (!accept(reading, "[")) {
        refuse(reading, reading->at, reading->end,
               "codes in brackets behind 'ignore' or 'ignore-file'");
        return NULL;
    }
    do {
        skip_blanks(reading);
        *last = ARENA_NEW(reading->mistakes->arena, struct suppression);
        if (!take_code(reading, *last))
            return NULL;
        last = &(*last)->next;
        skip_blanks(reading);
    } while (accept(reading, ","));
    if (accept(reading, "]"))
        return first;
    refuse(reading, reading->at, reading->end, "']' behind the codes");
    return NULL;
}

/* YYYY-MM-DD as a number; 0 if it is no day. */
static uint32_t day_of(struct thoth_text text)
{
    struct timestamp day;

    if (text.length != strlen("2027-01-31") || !timestamp_scan(text, &day) ||
        day.has_time || day.loose || !timestamp_valid(&day))
        return 0;
    return (uint32_t)(day.year * 10000 + day.month * 100 + day.day);
}

/* The optional day; false after a report. */
static bool take_day(struct reading *reading, uint32_t *until)
{
    struct thoth_text word;

    if (!accept(reading, "until="))
        return true;
    word = take_word(reading);
    *until = day_of(word);
    if (*until)
        return true;
    refuse(reading, word.at, reading->at,
           "a day behind 'until=', such as 2027-01-31");
    return false;
}

struct suppression *suppression_parse(const struct yaml_comment *comment,
                                      struct diagnostic_list *mistakes)
{
    struct suppression *first = NULL;
    struct reading reading;
    uint32_t until = 0;
    bool whole_file;

    start(&reading, comment);
    reading.mistakes = mistakes;
    accept(&reading, ADDRESS);
    skip_blanks(&reading);
    whole_file = accept(&reading, "ignore-file");
    if (!whole_file && !accept(&reading, "ignore"))
        refuse(&reading, reading.at, reading.end, "'ignore' or 'ignore-file'");
    else
        first = take_codes(&reading);
    if (!first)
        return NULL;
    skip_blanks(&reading);
    if (!take_day(&reading, &until))
        return NULL;
    skip_blanks(&reading);
    if (reading.at == reading.end) {
        refuse(&reading, comment->text.at, reading.end,
               "a reason at the end of the comment");
        return NULL;
    }
    for (struct suppression *one = first; one; one = one->next) {
        one->whole_file = whole_file;
        one->until = until;
    }
    return first;
}
