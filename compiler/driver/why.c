/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The frame of a report and its wiring to the evaluation of a case.
 */
#include "compiler/driver/why.h"

#include "compiler/base/visible_text.h"

#include <stdlib.h>

void why_unit_print(struct why *why, uint32_t unit)
{
    struct thoth_text name = case_unit_name(why->bundle, unit, &why->arena);

    visible_print(why->stream, name);
}

void why_unit_place_print(struct why *why, uint32_t unit)
{
    struct thoth_unit facts;
    size_t length;
    char *path;

    thoth_unit_describe(why->bundle, unit, &facts);
    length = thoth_file_path(why->bundle, facts.file, NULL, 0);
    path = arena_allocate(&why->arena, length + 1);
    thoth_file_path(why->bundle, facts.file, path, length + 1);
    visible_print(why->stream, (struct thoth_text){path, length});
    fprintf(why->stream, ":%u:%u", facts.line, facts.column);
}

static void on_request(void *user, const struct case_session *session)
{
    struct why *why = user;

    unit_probe_request(&why->probe, session->context);
    why_inclusion_print(why, session);
}

static void on_event(void *user, const struct case_session *session,
                     const struct case_question *question,
                     enum thoth_status status)
{
    struct why *why = user;

    if (question->kind == bundle_kind_of(why->bundle, why->unit)) {
        why->asked++;
        why_event_print(why, session, question, status);
    }
    why->events++;
}

static void on_reset(void *user)
{
    struct why *why = user;

    why->has_run = false;
    why->events++;
}

static void on_refused(void *user, const char *message)
{
    struct why *why = user;

    fprintf(stderr, "thothc why: the case makes no sense: %s\n", message);
    why->refused = true;
}

struct case_watch why_watch(struct why *why)
{
    return (struct case_watch){on_request, on_event, on_reset, on_refused, why};
}

void why_start(struct why *why)
{
    struct bundle_members members = bundle_unit_members(why->bundle, why->unit);
    struct thoth_unit facts;

    thoth_unit_describe(why->bundle, why->unit, &facts);
    unit_probe_open(&why->probe, why->bundle);
    why->taking_part =
        ARENA_NEW_ARRAY(&why->arena, uint8_t, why->bundle->unit_count);
    why->seen = ARENA_NEW_ARRAY(&why->arena, uint8_t, members.count);
    fprintf(why->stream, "unit %s ", facts.type);
    why_unit_print(why, why->unit);
    fputs("\nfrom ", why->stream);
    why_unit_place_print(why, why->unit);
    putc('\n', why->stream);
}

void why_finish(struct why *why)
{
    static const char *const kinds[] = {"boot", "pseudonym", "sieve",
                                        "step", "stride",    "wrap"};

    if (!why->asked && !why->refused)
        fprintf(why->stream, "\nno %s event is in the case\n",
                kinds[bundle_kind_of(why->bundle, why->unit)]);
    unit_probe_release(&why->probe);
    arena_release(&why->arena);
}
