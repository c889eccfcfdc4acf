/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is known of a single version: which Python it requires, and its
 * requirements as they were published.
 */
#include "resolver/kb/store.h"

/* The row of a version: requires_python as text, and its list. */
static sqlite3_stmt *find_version(struct kb *kb, struct thoth_text name,
                                  struct thoth_text version,
                                  struct thoth_text index, int *step,
                                  struct problem_list *problems)
{
    sqlite3_stmt *row = kb_prepare(kb, KB_VERSION_ROW, problems);

    *step = -1;
    if (!row)
        return NULL;
    kb_bind_text(row, 1, name);
    kb_bind_text(row, 2, index);
    kb_bind_text(row, 3, version);
    *step = kb_step(kb, row, problems);
    return row;
}

bool kb_requires_python(struct kb *kb, struct arena *arena,
                        struct thoth_text name, struct thoth_text version,
                        struct thoth_text index, struct thoth_text *specifier,
                        struct problem_list *problems)
{
    int step;
    sqlite3_stmt *row = find_version(kb, name, version, index, &step, problems);

    *specifier = (struct thoth_text){"", 0};
    if (step == 1) {
        *specifier = arena_copy_text(arena, kb_text(row, 0));
        sqlite3_reset(row);
    }
    return step >= 0;
}

static bool read_requirement(struct kb *kb, struct arena *arena, uint32_t id,
                             struct thoth_text *text,
                             struct problem_list *problems)
{
    sqlite3_stmt *row = kb_prepare(kb, KB_REQUIREMENT, problems);

    if (!row)
        return false;
    kb_bind_number(row, 1, id);
    if (kb_step(kb, row, problems) != 1)
        return kb_damaged(kb, "a requirement is not there", problems);
    *text = arena_copy_text(arena, kb_text(row, 4));
    sqlite3_reset(row);
    return true;
}

bool kb_requirements_of(struct kb *kb, struct arena *arena,
                        struct thoth_text name, struct thoth_text version,
                        struct thoth_text index, struct thoth_text **texts,
                        size_t *count, struct problem_list *problems)
{
    int step;
    sqlite3_stmt *row = find_version(kb, name, version, index, &step, problems);
    struct thoth_text members = {"", 0};

    *count = 0;
    *texts = NULL;
    if (step == 1) {
        members = arena_copy_text(arena, kb_bytes(row, 1));
        sqlite3_reset(row);
    }
    *texts = ARENA_NEW_ARRAY(arena, struct thoth_text, members.length / 4 + 1);
    for (size_t i = 0; i + 4 <= members.length; i += 4) {
        const unsigned char *byte = (const unsigned char *)members.at + i;
        uint32_t id = (uint32_t)byte[0] | (uint32_t)byte[1] << 8 |
                      (uint32_t)byte[2] << 16 | (uint32_t)byte[3] << 24;

        if (!read_requirement(kb, arena, id, &(*texts)[*count], problems))
            return false;
        ++*count;
    }
    return step >= 0;
}
