/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Alternatives, sequences and repetitions of a pattern, and the writers.
 */
#include "runtime/location_translate.h"

#include "runtime/unicode.h"

#include <stdio.h>
#include <string.h>

#define OUT_LEAST 256
#define MOST_REPETITIONS 65535 /* PCRE2's own limit */

bool location_fail(struct location_translator *translator, const char *fault)
{
    if (translator->fault == NULL)
        translator->fault = fault;
    return false;
}

bool location_write(struct location_translator *translator, const char *text,
                    size_t length)
{
    size_t room = translator->room ? translator->room : OUT_LEAST;
    char *grown;

    if (translator->room - translator->length < length) {
        while (room - translator->length < length)
            if (room > SIZE_MAX / 2)
                return false;
            else
                room *= 2;
        grown = thoth_allocate(translator->allocator, room);
        if (grown == NULL)
            return false;
        if (translator->length)
            memcpy(grown, translator->out, translator->length);
        thoth_release(translator->allocator, translator->out);
        translator->out = grown;
        translator->room = room;
    }
    if (length)
        memcpy(translator->out + translator->length, text, length);
    translator->length += length;
    return true;
}

bool location_write_string(struct location_translator *translator,
                           const char *string)
{
    return location_write(translator, string, strlen(string));
}

bool location_write_number(struct location_translator *translator,
                           const char *format, unsigned long number)
{
    char text[48];
    int length = snprintf(text, sizeof text, format, number);

    return location_write(translator, text, (size_t)length);
}

/* All but digits and letters by number, so that no literal has a meaning. */
bool location_write_literal(struct location_translator *translator,
                            uint32_t code)
{
    char byte = (char)code;

    if ((code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
        (code >= 'A' && code <= 'Z'))
        return location_write(translator, &byte, 1);
    return location_write_number(translator, "\\x{%lx}", code);
}

static uint64_t limited(uint64_t width)
{
    return width < LOCATION_ENDLESS ? width : LOCATION_ENDLESS;
}

/* A number of at most 10 digits counts, more are as good as endless. */
static uint64_t take_number(struct location_translator *translator)
{
    uint64_t number = 0;

    for (; location_digit(translator); translator->at++)
        number = limited(number * 10 + (uint64_t)(*translator->at - '0'));
    return number;
}

/* Reads {m}, {m,}, {,n} or {m,n} behind its brace. False: it is none of these,
 * nothing was read, and the brace is a literal. */
static bool take_bounds(struct location_translator *translator,
                        struct location_width *times)
{
    const char *start = translator->at;
    bool low, high;

    if (location_take(translator, '}')) {
        translator->at = start;
        return false;
    }
    low = location_digit(translator);
    *times = (struct location_width){take_number(translator), LOCATION_ENDLESS};
    if (location_take(translator, ',')) {
        high = location_digit(translator);
        if (high)
            times->most = take_number(translator);
    } else if (low) {
        times->most = times->least;
    } else {
        translator->at = start;
        return false;
    }
    if (location_take(translator, '}'))
        return true;
    translator->at = start;
    return false;
}

/* Reads a repetition; `found` is false when there is none here. */
static bool take_repetition(struct location_translator *translator,
                            struct location_width *times, bool *found)
{
    *found = true;
    if (location_take(translator, '*'))
        *times = (struct location_width){0, LOCATION_ENDLESS};
    else if (location_take(translator, '+'))
        *times = (struct location_width){1, LOCATION_ENDLESS};
    else if (location_take(translator, '?'))
        *times = (struct location_width){0, 1};
    else if (location_take(translator, '{')) {
        *found = take_bounds(translator, times);
        if (!*found)
            translator->at--;
    } else {
        *found = false;
    }
    if (!*found)
        return true;
    if (times->least > times->most)
        return location_fail(translator, "fewer repetitions than at least");
    if (times->least > MOST_REPETITIONS ||
        (times->most > MOST_REPETITIONS && times->most != LOCATION_ENDLESS))
        return location_fail(translator, "too many repetitions");
    return true;
}

static bool write_repetition(struct location_translator *translator,
                             struct location_width times)
{
    if (!location_write_number(translator, "{%lu,", times.least) ||
        (times.most != LOCATION_ENDLESS &&
         !location_write_number(translator, "%lu", times.most)) ||
        !location_write(translator, "}", 1))
        return false;
    if (location_take(translator, '?'))
        return location_write(translator, "?", 1);
    if (location_take(translator, '+'))
        return location_write(translator, "+", 1);
    return true;
}

/* White space and comments of a verbose pattern. */
static void skip_ignored(struct location_translator *translator)
{
    while (translator->at < translator->end) {
        if (memchr(" \t\n\r\v\f", *translator->at, 6)) {
            translator->at++;
        } else if (*translator->at == '#') {
            while (translator->at < translator->end && *translator->at != '\n')
                translator->at++;
        } else {
            return;
        }
    }
}

/* One character that is no repetition. */
static bool take_piece(struct location_translator *translator, unsigned depth,
                       bool first, enum location_item *item,
                       struct location_width *width)
{
    uint32_t code;

    *item = LOCATION_PIECE;
    *width = (struct location_width){1, 1};
    if (location_take(translator, '('))
        return location_group(translator, depth, first, item, width);
    if (location_take(translator, '['))
        return location_class(translator);
    if (location_take(translator, '\\'))
        return location_escape(translator, item, width);
    if (location_take(translator, '.'))
        return location_write(translator, ".", 1);
    if (*translator->at == '^' || *translator->at == '$') {
        *item = LOCATION_POSITION;
        *width = (struct location_width){0, 0};
        return location_write(translator, translator->at++, 1);
    }
    code = unicode_decode(&translator->at, translator->end);
    if (code >= UNICODE_LIMIT)
        return location_fail(translator, "not UTF-8");
    return location_write_literal(translator, code);
}

bool location_sequence(struct location_translator *translator, unsigned depth,
                       bool first, struct location_width *width)
{
    struct location_width last = {0, 0}, times;
    enum location_item item = LOCATION_NOTHING, next;
    bool repeated;

    *width = (struct location_width){0, 0};
    for (;;) {
        if (translator->flags & LOCATION_VERBOSE)
            skip_ignored(translator);
        if (translator->at == translator->end || *translator->at == '|' ||
            *translator->at == ')')
            break;
        if (!take_repetition(translator, &times, &repeated))
            return false;
        if (repeated) {
            if (item == LOCATION_REPETITION)
                return location_fail(translator, "repeated twice");
            if (item != LOCATION_PIECE)
                return location_fail(translator, "nothing to repeat");
            item = LOCATION_REPETITION;
            last.least = limited(last.least * times.least);
            last.most = limited(last.most * times.most);
            if (!write_repetition(translator, times))
                return false;
            continue;
        }
        width->least = limited(width->least + last.least);
        width->most = limited(width->most + last.most);
        last = (struct location_width){0, 0};
        if (!take_piece(translator, depth, first && item == LOCATION_NOTHING,
                        &next, &last))
            return false;
        if (next != LOCATION_NOTHING)
            item = next;
    }
    width->least = limited(width->least + last.least);
    width->most = limited(width->most + last.most);
    return true;
}

bool location_alternatives(struct location_translator *translator,
                           unsigned depth, struct location_width *width)
{
    struct location_width one;
    bool first = true;

    do {
        if (!first && !location_write(translator, "|", 1))
            return false;
        if (!location_sequence(translator, depth, first && depth == 0, &one))
            return false;
        if (first || one.least < width->least)
            width->least = one.least;
        if (first || one.most > width->most)
            width->most = one.most;
        first = false;
    } while (location_take(translator, '|'));
    return true;
}

bool location_translate(struct location_translator *translator)
{
    struct location_width width;

    translator->lookbehind = UINT32_MAX;
    if (!location_alternatives(translator, 0, &width))
        return false;
    if (translator->at != translator->end)
        return location_fail(translator, "unbalanced parenthesis");
    if (translator->referenced > translator->group_count)
        return location_fail(translator, "no such group");
    return true;
}
