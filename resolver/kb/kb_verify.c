/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The full check of a knowledge base: what SQLite can tell, and what it cannot:
 * numbers inside lists, and whether the columns of a requirement are what its
 * text says.
 */
#include "resolver/base/text_table.h"
#include "resolver/kb/store.h"
#include "resolver/requirement/requirement.h"

enum { DAMAGE_LIMIT = 20 };

/* Rows of a PRAGMA that lists what is wrong. */
static bool check_pages(struct kb *kb, struct problem_list *problems)
{
    sqlite3_stmt *rows = kb_prepare(kb, KB_INTEGRITY, problems);
    int step = -1, found = 0;

    while (rows && (step = kb_step(kb, rows, problems)) == 1) {
        struct thoth_text text = kb_text(rows, 0);

        if (!thoth_text_equal(text, thoth_text_of("ok")) &&
            found++ < DAMAGE_LIMIT)
            kb_damaged(kb, (const char *)text.at, problems);
    }
    return step == 0 && !found;
}

static bool check_references(struct kb *kb, struct problem_list *problems)
{
    sqlite3_stmt *rows = kb_prepare(kb, KB_REFERENCES, problems);
    int step = -1, found = 0;

    while (rows && (step = kb_step(kb, rows, problems)) == 1)
        if (found++ < DAMAGE_LIMIT)
            kb_damaged(kb, "a row refers to one that is not there", problems);
    return step == 0 && !found;
}

static bool same_column(sqlite3_stmt *row, int column, struct thoth_text text)
{
    return thoth_text_equal(kb_text(row, column), text);
}

/* Package, specifier, url, marker, text; the package by its number's name. */
static bool is_read_so(sqlite3_stmt *row, struct arena *arena)
{
    struct requirement requirement;
    struct marker_fault fault;

    if (!requirement_parse(arena, kb_text(row, 4), &requirement, &fault))
        return sqlite3_column_type(row, 0) == SQLITE_NULL;
    return same_column(row, 0, requirement.name) &&
           same_column(row, 1, requirement.specifier) &&
           same_column(row, 2, requirement.url) &&
           same_column(row, 3, requirement.marker_text);
}

static bool check_requirements(struct kb *kb, struct text_table *numbers,
                               struct problem_list *problems)
{
    sqlite3_stmt *rows = kb_prepare(kb, KB_EACH_REQUIREMENT, problems);
    struct arena scratch = {0};
    int step = -1, found = 0;
    bool added;

    while (rows && (step = kb_step(kb, rows, problems)) == 1) {
        uint32_t id = kb_id(rows, 5);
        struct thoth_text key = {(const char *)&id, sizeof id};

        text_table_add(numbers, key, id, &added);
        if (!is_read_so(rows, &scratch) && found++ < DAMAGE_LIMIT)
            kb_damaged(kb, "a requirement is not what its text says", problems);
        arena_reset(&scratch);
    }
    arena_release(&scratch);
    return step == 0 && !found;
}

static bool members_known(const struct text_table *numbers,
                          struct thoth_text members)
{
    if (members.length % 4)
        return false;
    for (size_t i = 0; i < members.length; i += 4) {
        const unsigned char *byte = (const unsigned char *)members.at + i;
        uint32_t id = (uint32_t)byte[0] | (uint32_t)byte[1] << 8 |
                      (uint32_t)byte[2] << 16 | (uint32_t)byte[3] << 24;
        struct thoth_text key = {(const char *)&id, sizeof id};

        if (!text_table_find(numbers, key))
            return false;
    }
    return true;
}

static bool check_lists(struct kb *kb, const struct text_table *numbers,
                        struct problem_list *problems)
{
    sqlite3_stmt *rows = kb_prepare(kb, KB_ALL_LISTS, problems);
    int step = -1, found = 0;

    while (rows && (step = kb_step(kb, rows, problems)) == 1)
        if (!members_known(numbers, kb_bytes(rows, 1)) &&
            found++ < DAMAGE_LIMIT)
            kb_damaged(kb, "a list names requirements that are not there",
                       problems);
    return step == 0 && !found;
}

bool kb_verify(struct kb *kb, struct problem_list *problems)
{
    struct arena arena = {0};
    struct text_table numbers = {.arena = &arena};
    bool sound = check_pages(kb, problems) && check_references(kb, problems) &&
                 check_requirements(kb, &numbers, problems) &&
                 check_lists(kb, &numbers, problems);

    text_table_release(&numbers);
    arena_release(&arena);
    return sound;
}
