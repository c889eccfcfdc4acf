/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The inside of a knowledge base: a database, its prepared statements, and how
 * values go in and come out. Columns of a damaged file may be of any type;
 * what comes out is then empty or out of range, and whoever reads it checks.
 */
#ifndef RESOLVER_KB_STORE_H
#define RESOLVER_KB_STORE_H

#include "resolver/kb/kb.h"

#include <sqlite3.h>

enum kb_statement {
#define KB_STATEMENT(id, sql) KB_##id,
#include "grammar/kb_statements.def"
#undef KB_STATEMENT
    KB_STATEMENTS
};

/* "THKB": by this a file is known for what it is. */
enum { KB_APPLICATION_ID = 0x54484B42 };

struct kb {
    sqlite3 *database;
    char *path;
    sqlite3_stmt *statements[KB_STATEMENTS];
};

/* Reports what SQLite says is wrong; false. */
bool kb_fail(const struct kb *kb, const char *what,
             struct problem_list *problems);

/* Reports that the file contradicts itself; false. */
bool kb_damaged(const struct kb *kb, const char *what,
                struct problem_list *problems);

/* The statement, ready for its parameters; NULL with an error. */
sqlite3_stmt *kb_prepare(struct kb *kb, enum kb_statement number,
                         struct problem_list *problems);

/* Steps: 1 there is a row, 0 done, -1 failed with an error. */
int kb_step(struct kb *kb, sqlite3_stmt *statement,
            struct problem_list *problems);

/* Runs a statement without parameters and results. */
bool kb_run(struct kb *kb, enum kb_statement number,
            struct problem_list *problems);

/* Parameters, from 1; texts must stay until the statement was stepped. A text
 * whose `at` is NULL is NULL. */
void kb_bind_text(sqlite3_stmt *statement, int parameter,
                  struct thoth_text text);
void kb_bind_number(sqlite3_stmt *statement, int parameter, int64_t number);

/* Columns, from 0; texts live until the next step. NULL is an empty text whose
 * `at` is NULL. */
struct thoth_text kb_text(sqlite3_stmt *statement, int column);
struct thoth_text kb_bytes(sqlite3_stmt *statement, int column);

/* The number of a row: 1 up to 2^32 - 2; anything else is 0. */
uint32_t kb_id(sqlite3_stmt *statement, int column);

/* Brings an open database to the current schema, or up to step `most`. */
bool kb_migrate(struct kb *kb, int most, struct problem_list *problems);

/* The version of the current schema, and that of the file (-1: an error). */
int kb_schema_current(void);
int kb_schema_version(struct kb *kb, struct problem_list *problems);

#endif
