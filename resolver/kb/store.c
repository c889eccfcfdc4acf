/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Opening the database and talking to it. A file of strangers is read with
 * SQLite's defences on: no functions or virtual tables by its schema, no
 * trust in the sizes of its cells.
 */
#include "resolver/kb/store.h"

#include "compiler/base/out_of_memory.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { BUSY_MS = 30000 };

static const char *const STATEMENTS[] = {
#define KB_STATEMENT(id, sql) [KB_##id] = sql,
#include "grammar/kb_statements.def"
#undef KB_STATEMENT
};

static struct place place_of(const struct kb *kb)
{
    return (struct place){.path = thoth_text_of(kb->path)};
}

bool kb_fail(const struct kb *kb, const char *what,
             struct problem_list *problems)
{
    int code = sqlite3_errcode(kb->database);
    const char *advice = NULL;

    if (code == SQLITE_NOMEM)
        memory_ran_out();
    if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT)
        advice = "it is damaged or something else; remove it and import again";
    else if (code == SQLITE_BUSY)
        advice = "another process is importing; try again when it is done";
    problem_error(problems, place_of(kb), advice, "%s: %s", what,
                  sqlite3_errmsg(kb->database));
    return false;
}

bool kb_damaged(const struct kb *kb, const char *what,
                struct problem_list *problems)
{
    problem_error(problems, place_of(kb),
                  "'thoth kb check' says more; remove it and import again",
                  "the knowledge base is damaged: %s", what);
    return false;
}

static void set_defences(sqlite3 *database)
{
    int on;

    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, &on);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, &on);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &on);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, &on);
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, 64 << 20);
    sqlite3_busy_timeout(database, BUSY_MS);
}

static bool pragma(struct kb *kb, const char *sql,
                   struct problem_list *problems)
{
    if (sqlite3_exec(kb->database, sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    return kb_fail(kb, "cannot open the knowledge base", problems);
}

/* A number that a PRAGMA answers; -1 after an error. */
static int64_t ask(struct kb *kb, const char *sql,
                   struct problem_list *problems)
{
    sqlite3_stmt *statement = NULL;
    int64_t number = -1;

    if (sqlite3_prepare_v2(kb->database, sql, -1, &statement, NULL) ==
            SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        number = sqlite3_column_int64(statement, 0);
    else
        kb_fail(kb, "cannot read the knowledge base", problems);
    sqlite3_finalize(statement);
    return number;
}

int kb_schema_version(struct kb *kb, struct problem_list *problems)
{
    int64_t version = ask(kb, "PRAGMA user_version", problems);

    return version > INT32_MAX ? INT32_MAX : (int)version;
}

/* A file of our own, or a new and empty one? */
static bool is_ours(struct kb *kb, enum kb_mode mode,
                    struct problem_list *problems)
{
    int64_t id = ask(kb, "PRAGMA application_id", problems);

    if (id < 0)
        return false;
    if (id == KB_APPLICATION_ID ||
        (mode == KB_WRITE && id == 0 &&
         ask(kb, "SELECT count(*) FROM sqlite_schema", problems) == 0))
        return true;
    problem_error(problems, place_of(kb), "name another file",
                  "this is no knowledge base of thoth");
    return false;
}

static bool check_schema(struct kb *kb, struct problem_list *problems)
{
    int version = kb_schema_version(kb, problems);

    if (version < 0)
        return false;
    if (version == kb_schema_current())
        return true;
    if (version > kb_schema_current())
        problem_error(problems, place_of(kb), "use a newer thoth",
                      "the knowledge base has schema %d; this thoth knows "
                      "schemas up to %d",
                      version, kb_schema_current());
    else
        problem_error(problems, place_of(kb), "run 'thoth kb upgrade'",
                      "the knowledge base has the older schema %d, not %d",
                      version, kb_schema_current());
    return false;
}

static bool prepare_writing(struct kb *kb, struct problem_list *problems)
{
    int version = kb_schema_version(kb, problems);

    if (version < 0)
        return false;
    if (version > kb_schema_current())
        return check_schema(kb, problems);
    /* Room for a whole import: pages stay in memory until the commit, so that
     * readers have to wait for the commit only. */
    return pragma(kb, "PRAGMA cache_size = -400000", problems) &&
           pragma(kb, "PRAGMA foreign_keys = OFF", problems) &&
           kb_migrate(kb, kb_schema_current(), problems);
}

static bool open_database(struct kb *kb, enum kb_mode mode,
                          struct problem_list *problems)
{
    int flags = mode == KB_READ ? SQLITE_OPEN_READONLY
                                : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

    if (sqlite3_open_v2(kb->path, &kb->database,
                        flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE,
                        NULL) != SQLITE_OK) {
        if (!kb->database)
            memory_ran_out();
        return kb_fail(kb, "cannot open the knowledge base", problems);
    }
    set_defences(kb->database);
    return pragma(kb, "PRAGMA cell_size_check = ON", problems) &&
           is_ours(kb, mode, problems) &&
           (mode == KB_READ ? check_schema(kb, problems)
                            : prepare_writing(kb, problems));
}

static bool is_there(const char *path, struct problem_list *problems)
{
    struct place place = {
        .path = arena_copy_text(problems->arena, thoth_text_of(path))};
    struct stat status;

    if (stat(path, &status)) {
        problem_error(problems, place,
                      errno == ENOENT
                          ? "make one with 'thoth kb import FILE.jsonl.zst'"
                          : NULL,
                      "cannot open the knowledge base: %s", strerror(errno));
        return false;
    }
    if (S_ISREG(status.st_mode))
        return true;
    problem_error(problems, place, "name a file",
                  "the knowledge base is no regular file");
    return false;
}

struct kb *kb_open(const char *path, enum kb_mode mode,
                   struct problem_list *problems)
{
    struct kb *kb;
    struct stat status;

    if ((mode == KB_READ || !stat(path, &status)) && !is_there(path, problems))
        return NULL;
    kb = memory_cleared(1, sizeof *kb);
    kb->path = arena_copy(problems->arena, path, strlen(path));
    if (open_database(kb, mode, problems)) {
        kb->path = strdup(path);
        if (kb->path)
            return kb;
    }
    kb->path = NULL;
    kb_close(kb);
    return NULL;
}

void kb_close(struct kb *kb)
{
    if (!kb)
        return;
    for (int i = 0; i < KB_STATEMENTS; i++)
        sqlite3_finalize(kb->statements[i]);
    sqlite3_close_v2(kb->database);
    free(kb->path);
    free(kb);
}

sqlite3_stmt *kb_prepare(struct kb *kb, enum kb_statement number,
                         struct problem_list *problems)
{
    sqlite3_stmt **statement = &kb->statements[number];

    if (*statement) {
        sqlite3_reset(*statement);
        sqlite3_clear_bindings(*statement);
        return *statement;
    }
    if (sqlite3_prepare_v3(kb->database, STATEMENTS[number], -1,
                           SQLITE_PREPARE_PERSISTENT, statement,
                           NULL) != SQLITE_OK)
        kb_fail(kb, "cannot read the knowledge base", problems);
    return *statement;
}

int kb_step(struct kb *kb, sqlite3_stmt *statement,
            struct problem_list *problems)
{
    int code = sqlite3_step(statement);

    if (code == SQLITE_ROW)
        return 1;
    if (code == SQLITE_DONE) {
        sqlite3_reset(statement);
        return 0;
    }
    kb_fail(kb,
            sqlite3_stmt_readonly(statement)
                ? "cannot read the knowledge base"
                : "cannot write the knowledge base",
            problems);
    sqlite3_reset(statement);
    return -1;
}

bool kb_run(struct kb *kb, enum kb_statement number,
            struct problem_list *problems)
{
    sqlite3_stmt *statement = kb_prepare(kb, number, problems);

    return statement && kb_step(kb, statement, problems) == 0;
}

void kb_bind_text(sqlite3_stmt *statement, int parameter,
                  struct thoth_text text)
{
    if (text.at)
        sqlite3_bind_text64(statement, parameter, text.at, text.length,
                            SQLITE_STATIC, SQLITE_UTF8);
}

void kb_bind_number(sqlite3_stmt *statement, int parameter, int64_t number)
{
    sqlite3_bind_int64(statement, parameter, number);
}

struct thoth_text kb_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);

    return (struct thoth_text){
        text, text ? (size_t)sqlite3_column_bytes(statement, column) : 0};
}

struct thoth_text kb_bytes(sqlite3_stmt *statement, int column)
{
    const char *bytes = sqlite3_column_blob(statement, column);

    return (struct thoth_text){
        bytes, bytes ? (size_t)sqlite3_column_bytes(statement, column) : 0};
}

uint32_t kb_id(sqlite3_stmt *statement, int column)
{
    int64_t number = sqlite3_column_int64(statement, column);

    return number > 0 && number < UINT32_MAX ? (uint32_t)number : 0;
}
