/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Questions to the knowledge base outside of a resolution.
 */
#include "resolver/kb/kb.h"

#include "compiler/base/near_name.h"
#include "resolver/kb/store.h"

#include <stdlib.h>

static char *joined(struct arena *arena, const char *folder, const char *rest)
{
    struct thoth_text text = arena_format(arena, "%s/%s", folder, rest);

    return arena_copy(arena, text.at, text.length);
}

char *kb_default_path(struct arena *arena)
{
    const char *path = getenv("THOTH_KB");

    if (path && *path)
        return arena_copy(arena, path, strlen(path));
    path = getenv("XDG_DATA_HOME");
    if (path && *path == '/')
        return joined(arena, path, "thoth/kb.sqlite");
    path = getenv("HOME");
    return path && *path ? joined(arena, path, ".local/share/thoth/kb.sqlite")
                         : NULL;
}

bool kb_count(struct kb *kb, struct kb_counts *counts,
              struct problem_list *problems)
{
    sqlite3_stmt *row = kb_prepare(kb, KB_COUNTS, problems);
    uint64_t *const numbers[] = {
        &counts->packages,     &counts->versions,   &counts->indexes,
        &counts->requirements, &counts->unreadable, &counts->members,
        &counts->hashes,       &counts->advisories, &counts->images};

    if (!row || kb_step(kb, row, problems) != 1)
        return false;
    for (int i = 0; i < (int)(sizeof numbers / sizeof *numbers); i++)
        *numbers[i] = (uint64_t)sqlite3_column_int64(row, i);
    sqlite3_reset(row);
    counts->schema = (uint64_t)kb_schema_version(kb, problems);
    return true;
}

/* Adds a text to a list that doubles when it is full. */
static void add_text(struct arena *arena, struct thoth_text **list,
                     size_t *count, struct thoth_text text)
{
    if ((*count & (*count - 1)) == 0) {
        struct thoth_text *grown =
            ARENA_NEW_ARRAY(arena, struct thoth_text, *count ? 2 * *count : 1);

        if (*count)
            memcpy(grown, *list, *count * sizeof *grown);
        *list = grown;
    }
    (*list)[(*count)++] = arena_copy_text(arena, text);
}

bool kb_hashes(struct kb *kb, struct arena *arena, struct thoth_text name,
               struct thoth_text version, struct thoth_text index,
               struct thoth_text **hashes, size_t *count,
               struct problem_list *problems)
{
    sqlite3_stmt *rows = kb_prepare(kb, KB_HASHES, problems);
    int step;

    *hashes = NULL;
    *count = 0;
    if (!rows)
        return false;
    kb_bind_text(rows, 1, name);
    kb_bind_text(rows, 2, index);
    kb_bind_text(rows, 3, version);
    while ((step = kb_step(kb, rows, problems)) == 1)
        add_text(arena, hashes, count, kb_text(rows, 0));
    return step == 0;
}

bool kb_near_name(struct kb *kb, struct arena *arena, struct thoth_text name,
                  struct thoth_text *near, struct problem_list *problems)
{
    sqlite3_stmt *rows = kb_prepare(kb, KB_ALL_NAMES, problems);
    struct near_name search;
    int step;

    near_name_start(&search, name);
    if (!rows)
        return false;
    while ((step = kb_step(kb, rows, problems)) == 1) {
        struct thoth_text best = search.best;

        near_name_offer(&search, kb_text(rows, 0));
        if (search.best.at != best.at)
            search.best = arena_copy_text(arena, search.best);
    }
    *near = search.best;
    return step == 0;
}
