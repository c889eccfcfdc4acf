/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lists of diagnostics, and the table of their codes.
 */
#include "compiler/base/diagnostic.h"

#include <stdarg.h>

static const struct diagnostic_fact FACTS[DIAG_COUNT] = {
#define DIAGNOSTIC(id, code, severity, scope, summary, explanation, bad, good) \
    [DIAG_##id] = {code,    SEVERITY_##severity, SCOPE_##scope,                \
                   summary, explanation,         bad,                          \
                   good},
#include "grammar/diagnostics.def"
#undef DIAGNOSTIC
};

const struct diagnostic_fact *diagnostic_fact(enum diagnostic_code code)
{
    return &FACTS[code];
}

const char *severity_name(enum severity severity)
{
    static const char *const NAMES[] = {"info", "warning", "error"};

    return NAMES[severity];
}

bool diagnostic_is_fatal(enum diagnostic_code code)
{
    char family = FACTS[code].code[2];

    return FACTS[code].severity == SEVERITY_ERROR && family != '4' &&
           family != '6';
}

void diagnostic_list_start(struct diagnostic_list *list, struct arena *arena)
{
    *list = (struct diagnostic_list){.arena = arena};
    list->end = &list->first;
}

struct diagnostic *diagnostic_report(struct diagnostic_list *list,
                                     enum diagnostic_code code,
                                     struct span span, const char *format, ...)
{
    struct diagnostic *diagnostic = ARENA_NEW(list->arena, struct diagnostic);
    va_list arguments;

    va_start(arguments, format);
    diagnostic->message = arena_format_list(list->arena, format, arguments);
    va_end(arguments);
    diagnostic->code = code;
    diagnostic->span = span;
    diagnostic->unit = arena_copy_text(list->arena, list->unit);
    *list->end = diagnostic;
    list->end = &diagnostic->next;
    list->count++;
    if (diagnostic_is_fatal(code))
        list->errors++;
    return diagnostic;
}

static struct diagnostic_place *append_place(struct diagnostic_list *list,
                                             struct diagnostic *diagnostic,
                                             struct span span)
{
    struct diagnostic_place *place =
        ARENA_NEW(list->arena, struct diagnostic_place);
    struct diagnostic_place **end = &diagnostic->secondary;

    place->span = span;
    while (*end)
        end = &(*end)->next;
    *end = place;
    return place;
}

void diagnostic_add_place(struct diagnostic_list *list,
                          struct diagnostic *diagnostic, struct span span,
                          const char *format, ...)
{
    struct diagnostic_place *place = append_place(list, diagnostic, span);
    va_list arguments;

    va_start(arguments, format);
    place->message = arena_format_list(list->arena, format, arguments);
    va_end(arguments);
}

void diagnostic_add_place_in(struct diagnostic_list *list,
                             struct diagnostic *diagnostic,
                             struct thoth_text path, struct span span,
                             const char *format, ...)
{
    struct diagnostic_place *place = append_place(list, diagnostic, span);
    va_list arguments;

    place->path = arena_copy_text(list->arena, path);
    va_start(arguments, format);
    place->message = arena_format_list(list->arena, format, arguments);
    va_end(arguments);
}

void diagnostic_add_note(struct diagnostic_list *list,
                         struct diagnostic *diagnostic, const char *format, ...)
{
    struct diagnostic_note *note =
        ARENA_NEW(list->arena, struct diagnostic_note);
    struct diagnostic_note **end = &diagnostic->notes;
    va_list arguments;

    va_start(arguments, format);
    note->message = arena_format_list(list->arena, format, arguments);
    va_end(arguments);
    while (*end)
        end = &(*end)->next;
    *end = note;
}

struct diagnostic_fix *diagnostic_add_fix(struct diagnostic_list *list,
                                          struct diagnostic *diagnostic,
                                          bool safe, const char *format, ...)
{
    struct diagnostic_fix *fix = ARENA_NEW(list->arena, struct diagnostic_fix);
    va_list arguments;

    va_start(arguments, format);
    fix->title = arena_format_list(list->arena, format, arguments);
    va_end(arguments);
    fix->safe = safe;
    diagnostic->fix = fix;
    return fix;
}

void diagnostic_add_edit(struct diagnostic_list *list,
                         struct diagnostic_fix *fix, struct span span,
                         struct thoth_text text)
{
    struct diagnostic_edit *edit =
        ARENA_NEW(list->arena, struct diagnostic_edit);
    struct diagnostic_edit **end = &fix->edits;

    edit->span = span;
    edit->text = arena_copy_text(list->arena, text);
    while (*end)
        end = &(*end)->next;
    *end = edit;
}

void diagnostic_list_join(struct diagnostic_list *list,
                          struct diagnostic_list *more)
{
    if (!more->first)
        return;
    *list->end = more->first;
    list->end = more->end;
    list->count += more->count;
    list->errors += more->errors;
    diagnostic_list_start(more, more->arena);
}

static bool comes_after(const struct diagnostic *left,
                        const struct diagnostic *right)
{
    if (left->span.line != right->span.line)
        return left->span.line > right->span.line;
    return left->span.column > right->span.column;
}

/* Merges two sorted chains, the first one's members first at equal places. */
static struct diagnostic *merge(struct diagnostic *left,
                                struct diagnostic *right)
{
    struct diagnostic *first = NULL, **end = &first;

    while (left && right) {
        struct diagnostic **from = comes_after(left, right) ? &right : &left;
        *end = *from;
        *from = (*from)->next;
        end = &(*end)->next;
    }
    *end = left ? left : right;
    return first;
}

static struct diagnostic *sort(struct diagnostic *chain, uint32_t count)
{
    struct diagnostic *middle = chain, *right;

    if (count < 2)
        return chain;
    for (uint32_t i = 1; i < count / 2; i++)
        middle = middle->next;
    right = middle->next;
    middle->next = NULL;
    return merge(sort(chain, count / 2), sort(right, count - count / 2));
}

void diagnostic_list_sort(struct diagnostic_list *list)
{
    list->first = sort(list->first, list->count);
    list->end = &list->first;
    while (*list->end)
        list->end = &(*list->end)->next;
}

void diagnostic_list_filter(struct diagnostic_list *list,
                            bool (*keep)(void *user,
                                         const struct diagnostic *diagnostic),
                            void *user)
{
    struct diagnostic **end = &list->first;

    list->count = list->errors = 0;
    while (*end) {
        if (!keep(user, *end)) {
            *end = (*end)->next;
            continue;
        }
        list->count++;
        if (diagnostic_is_fatal((*end)->code))
            list->errors++;
        end = &(*end)->next;
    }
    list->end = end;
}
