/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Steps of the schema. A migration is one transaction: a process that dies
 * leaves the file as it was.
 */
#include "resolver/kb/store.h"

#include <stdio.h>

static const struct {
    int version;
    const char *sql;
} STEPS[] = {
#define KB_SCHEMA(version, sql) {version, sql},
#include "grammar/kb_schema.def"
#undef KB_SCHEMA
};

enum { STEP_COUNT = sizeof STEPS / sizeof *STEPS };

int kb_schema_current(void)
{
    return STEPS[STEP_COUNT - 1].version;
}

static bool execute(struct kb *kb, const char *sql,
                    struct problem_list *problems)
{
    if (sqlite3_exec(kb->database, sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    return kb_fail(kb, "cannot upgrade the knowledge base", problems);
}

static bool take_steps(struct kb *kb, int most, struct problem_list *problems)
{
    int version = kb_schema_version(kb, problems);
    char sql[64];

    if (version < 0)
        return false;
    for (int i = 0; i < STEP_COUNT; i++)
        if (STEPS[i].version > version && STEPS[i].version <= most) {
            snprintf(sql, sizeof sql, "PRAGMA user_version = %d",
                     STEPS[i].version);
            if (!execute(kb, STEPS[i].sql, problems) ||
                !execute(kb, sql, problems))
                return false;
        }
    return true;
}

bool kb_migrate(struct kb *kb, int most, struct problem_list *problems)
{
    int version = kb_schema_version(kb, problems);
    char sql[64];

    if (version < 0)
        return false;
    if (version >= most)
        return true;
    if (!execute(kb, "BEGIN IMMEDIATE", problems))
        return false;
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d", KB_APPLICATION_ID);
    if (execute(kb, sql, problems) && take_steps(kb, most, problems) &&
        execute(kb, "COMMIT", problems))
        return true;
    sqlite3_exec(kb->database, "ROLLBACK", NULL, NULL, NULL);
    return false;
}
