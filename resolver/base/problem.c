/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Problems are kept in the order in which they were found.
 */
#include "resolver/base/problem.h"

#include <stdarg.h>

void problem_list_start(struct problem_list *list, struct arena *arena)
{
    *list = (struct problem_list){.arena = arena};
    list->end = &list->first;
}

static void report(struct problem_list *list, enum problem_severity severity,
                   struct place place, const char *advice, const char *format,
                   va_list arguments)
{
    struct problem *problem;

    if (severity == PROBLEM_ERROR)
        list->errors++;
    if (list->count++ >= PROBLEM_LIMIT)
        return;
    problem = ARENA_NEW(list->arena, struct problem);
    problem->severity = severity;
    problem->place = place;
    problem->place.path = arena_copy_text(list->arena, place.path);
    problem->message = arena_format_list(list->arena, format, arguments);
    problem->advice =
        arena_copy_text(list->arena, thoth_text_of(advice ? advice : ""));
    *list->end = problem;
    list->end = &problem->next;
}

void problem_error(struct problem_list *list, struct place place,
                   const char *advice, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    report(list, PROBLEM_ERROR, place, advice, format, arguments);
    va_end(arguments);
}

void problem_warning(struct problem_list *list, struct place place,
                     const char *advice, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    report(list, PROBLEM_WARNING, place, advice, format, arguments);
    va_end(arguments);
}

struct thoth_text place_text(struct arena *arena, struct place place)
{
    if (!place.path.length)
        return (struct thoth_text){"", 0};
    if (!place.line)
        return arena_format(arena, "%.*s: ", (int)place.path.length,
                            place.path.at);
    return arena_format(arena, "%.*s:%u:%u: ", (int)place.path.length,
                        place.path.at, place.line, place.column);
}

struct place place_within(struct place start, struct thoth_text text,
                          size_t offset)
{
    for (size_t i = 0; i < offset && i < text.length; i++) {
        if (text.at[i] == '\n') {
            start.line++;
            start.column = 1;
        } else if (((unsigned char)text.at[i] & 0xC0) != 0x80) {
            start.column++;
        }
    }
    return start;
}
