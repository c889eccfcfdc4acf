/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which explanation a question gets, and the lines that it is made of.
 */
#include "resolver/advise/why.h"

#include <stdarg.h>
#include <string.h>

static struct thoth_explanation *add_line(struct why *why)
{
    struct why_lines *lines = &why->lines;

    if (lines->count == lines->room) {
        uint32_t room = lines->room * 2 + 32;
        struct thoth_explanation *list = ARENA_NEW_ARRAY(
            &why->advise->arena, struct thoth_explanation, room);

        if (lines->count > 0)
            memcpy(list, lines->list, lines->count * sizeof(*list));
        lines->list = list;
        lines->room = room;
    }
    return &lines->list[lines->count++];
}

void why_say(struct why *why, enum thoth_explanation_kind kind, uint32_t depth,
             const char *format, ...)
{
    struct thoth_explanation *line = add_line(why);
    va_list arguments;

    va_start(arguments, format);
    *line = (struct thoth_explanation){
        kind, depth, arena_format_list(&why->advise->arena, format, arguments)};
    va_end(arguments);
}

struct thoth_text why_name(const struct why *why)
{
    return thoth_space_package_name(why->advise->space, why->package);
}

struct thoth_text why_version(const struct why *why, uint32_t version)
{
    return thoth_space_version_text(why->advise->space, why->package, version);
}

static bool answer_version(struct why *why, struct thoth_text wanted)
{
    struct thoth_space *space = why->advise->space;
    uint32_t versions = thoth_space_version_count(space, why->package), v = 0;
    struct thoth_text reason;
    bool whatever;

    while (v < versions && !thoth_text_equal(why_version(why, v), wanted))
        v++;
    if (v == versions) {
        struct thoth_text newest = why_version(why, 0);

        problem_error(&why->advise->problems, (struct place){0},
                      arena_format(&why->advise->arena,
                                   "the newest one is %.*s", (int)newest.length,
                                   newest.at)
                          .at,
                      "%.*s has no version %.*s", (int)why_name(why).length,
                      why_name(why).at, (int)wanted.length, wanted.at);
        return false;
    }
    if (why->place < why->count && why->stack[why->place].version == v) {
        why_present(why);
        return true;
    }
    reason = why_not(why, (struct thoth_choice){why->package, v}, &whatever);
    if (whatever) {
        why_say(why, THOTH_EXPLAINS_ANSWER, 0,
                "%.*s %.*s cannot be in any stack: %.*s.",
                (int)why_name(why).length, why_name(why).at, (int)wanted.length,
                wanted.at, (int)reason.length, reason.at);
        return true;
    }
    if (why->place == why->count) {
        why_absent(why);
        why_say(why, THOTH_EXPLAINS_ANSWER, 0,
                "If the project required %.*s itself:", (int)wanted.length,
                wanted.at);
    } else
        why_say(why, THOTH_EXPLAINS_ANSWER, 0,
                "%.*s %.*s is not in the best stack: %.*s.",
                (int)why_name(why).length, why_name(why).at, (int)wanted.length,
                wanted.at, (int)reason.length, reason.at);
    why_search(why, (struct thoth_choice){why->package, v});
    return true;
}

bool why_answer(struct thoth_advice *advise, struct thoth_text package,
                struct thoth_text version,
                const struct thoth_explanation **lines, uint32_t *count)
{
    struct thoth_text name = requirement_normal_name(&advise->arena, package);
    struct why why = {.advise = advise,
                      .package = closure_find(advise->closure, name)};
    bool known = true;

    if (why.package == CLOSURE_NONE ||
        !advise->closure->packages[why.package].known) {
        why_report_unknown(advise, name);
        return false;
    }
    why.stack =
        thoth_resolution_product(advise->resolution, 0, &why.count, &why.score);
    while (why.place < why.count && why.stack[why.place].package != why.package)
        why.place++;
    if (version.length > 0) {
        known = answer_version(&why, version);
    } else if (why.place == why.count) {
        why_absent(&why);
    } else {
        why_present(&why);
        why_others(&why);
    }
    *lines = why.lines.list;
    *count = why.lines.count;
    return known;
}
