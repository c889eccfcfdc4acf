/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A moved finding says where it comes from, and is said once for a place: a
 * unit may be in the way of many.
 */
#include "compiler/driver/check_beside.h"

#include "compiler/driver/check_run.h"

/* More is more than anybody reads; the check of all files has it all. */
enum { MOST_OF_FILE = 256, MOST_MOVED = 1024 };

static uint32_t length(const struct check_beside *list)
{
    uint32_t count = 0;

    for (; list; list = list->next)
        count++;
    return count;
}

static struct check_beside *reversed(struct check_beside *list)
{
    struct check_beside *result = NULL, *next;

    for (; list; list = next) {
        next = list->next;
        list->next = result;
        result = list;
    }
    return result;
}

void check_beside_note(struct check_run *run, uint32_t owner,
                       struct diagnostic *finding,
                       const struct diagnostic_place *place, uint32_t file)
{
    const struct source_file *files = run->rules.sources.files;
    struct check_beside **list = run->beside ? &run->beside[owner] : NULL;
    struct check_beside *noted;

    /* A link that many share is wrong in each file by itself. */
    if (!list || finding->code == DIAG_LINK_SHARED ||
        (*list && (*list)->finding == finding) ||
        check_scope_has(&run->scope, &files[owner]) ||
        !check_scope_has(&run->scope, &files[file]) ||
        length(*list) == MOST_OF_FILE)
        return;
    noted = ARENA_NEW(&run->rules.arena, struct check_beside);
    *noted = (struct check_beside){finding, place, file, owner, *list};
    *list = noted;
}

static bool has(const struct diagnostic_list *list,
                const struct diagnostic *finding)
{
    for (const struct diagnostic *one = list->first; one; one = one->next)
        if (one == finding)
            return true;
    return false;
}

static bool is_said(const struct check_beside *moved,
                    const struct check_beside *noted)
{
    for (; moved; moved = moved->next)
        if (moved->file == noted->file &&
            moved->finding->code == noted->finding->code &&
            moved->place->span.line == noted->place->span.line &&
            moved->place->span.column == noted->place->span.column)
            return true;
    return false;
}

void check_beside_take(struct check_run *run, uint32_t owner)
{
    const struct diagnostic_list *list = &run->rules.files[owner].diagnostics;
    struct check_beside *next;

    if (!run->beside)
        return;
    for (struct check_beside *one = reversed(run->beside[owner]); one;
         one = next) {
        next = one->next;
        if (length(run->moved) == MOST_MOVED)
            return;
        if (!has(list, one->finding) || is_said(run->moved, one))
            continue;
        one->next = run->moved;
        run->moved = one;
    }
}

static void report(struct check_run *run, const struct check_beside *moved)
{
    struct source_set *sources = &run->rules.sources;
    struct diagnostic_list *list = &run->rules.files[moved->file].diagnostics;
    const struct diagnostic *from = moved->finding;
    struct thoth_text path = check_scope_path(
        &run->scope, sources, &sources->files[moved->owner], &run->rules.arena);
    struct diagnostic *diagnostic;

    list->arena = &run->rules.arena;
    list->unit = (struct thoth_text){"", 0};
    diagnostic = diagnostic_report(
        list, from->code, moved->place->span, "in %.*s, because of this: %.*s",
        (int)path.length, path.at, (int)from->message.length, from->message.at);
    diagnostic_add_place_in(list, diagnostic, path, from->span, "found here");
    for (const struct diagnostic_note *note = from->notes; note;
         note = note->next)
        diagnostic_add_note(list, diagnostic, "%.*s", (int)note->message.length,
                            note->message.at);
    diagnostic_list_sort(list);
}

void check_beside_finish(struct check_run *run)
{
    for (const struct check_beside *one = reversed(run->moved); one;
         one = one->next)
        report(run, one);
}
