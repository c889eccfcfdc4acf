/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An import under way. Texts that many records share get their numbers from
 * tables in memory, which begin with what the file has already.
 */
#ifndef RESOLVER_KB_IMPORTER_H
#define RESOLVER_KB_IMPORTER_H

#include "resolver/base/text_table.h"
#include "resolver/kb/store.h"

#include <jansson.h>

/* A table of texts and the statement that stores a new one. */
struct interned {
    struct text_table table;
    enum kb_statement add;
    uint32_t last; /* the highest number so far */
};

struct importer {
    struct kb *kb;
    struct arena arena;   /* keys of the tables */
    struct arena scratch; /* of one record */
    struct interned packages, indexes, pythons, lists, requirements;
    struct problem_list *problems;
    struct place place; /* of the record */
    struct kb_imported *imported;
};

/* Reads what is there already; the tables are released by the second. */
bool importer_start(struct importer *importer);
void importer_release(struct importer *importer);

/* What is wrong with the record; false. */
bool importer_fail(struct importer *importer, const char *advice,
                   const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A member of an object. False with an error if it is of another type; a null
 * or absent one is a text whose `at` is NULL unless it is `required`. Control
 * characters are an error. */
bool importer_text(struct importer *importer, const json_t *object,
                   const char *key, bool required, struct thoth_text *text);

/* A list of texts, or an absent one, which is NULL. */
bool importer_list(struct importer *importer, const json_t *object,
                   const char *key, const json_t **list);

/* The number of a package's, an index's or another text, stored if it is new;
 * 0 with an error. */
uint32_t importer_intern(struct importer *importer, struct interned *interned,
                         struct thoth_text text);

/* The same for a package's name, in normal form. */
uint32_t importer_package(struct importer *importer, struct thoth_text name);

/* The number of a requirement, read if it is new. */
uint32_t importer_requirement(struct importer *importer,
                              struct thoth_text text);

/* Runs a statement whose parameters are bound. */
bool importer_store(struct importer *importer, sqlite3_stmt *statement);

/* One record each. */
bool import_version(struct importer *importer, const json_t *record);
bool import_advisory(struct importer *importer, const json_t *record);
bool import_image(struct importer *importer, const json_t *record);

#endif
