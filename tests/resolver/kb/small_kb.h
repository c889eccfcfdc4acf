/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A knowledge base of a few records in a folder of its own.
 */
#ifndef TESTS_RESOLVER_KB_SMALL_KB_H
#define TESTS_RESOLVER_KB_SMALL_KB_H

#include "resolver/kb/kb.h"

struct small_kb {
    struct arena arena;
    struct problem_list problems;
    char folder[64];
    char path[96];    /* of the knowledge base */
    char records[96]; /* of the file imported last */
};

void small_kb_start(struct small_kb *small);

/* Imports lines; what came of it. */
bool small_kb_import(struct small_kb *small, const char *lines);

/* Closed by the caller; NULL with problems. */
struct kb *small_kb_open(struct small_kb *small);

/* Does the first problem's message have this in it? */
bool small_kb_complains(const struct small_kb *small, const char *part);

/* Removes the files. */
void small_kb_end(struct small_kb *small);

/* A record of a version; `rest` is further members, with a comma in front. */
#define SMALL_VERSION(name, version, requires, rest)                           \
    "{\"name\":\"" name "\",\"version\":\"" version                            \
    "\",\"index_url\":\"https://pypi.org/"                                     \
    "simple\",\"requires_dist\":[" requires "]" rest "}\n"

#endif
