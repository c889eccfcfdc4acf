/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The knowledge base: what is known of Python packages, in one SQLite file.
 * Readers never write; one import is one transaction, so that readers see all
 * of it or nothing. A handle belongs to one thread at a time; any number of
 * handles and processes may have the file open. Functions report to a list of
 * problems and unwind when memory is short (compiler/base/out_of_memory.h).
 */
#ifndef RESOLVER_KB_KB_H
#define RESOLVER_KB_KB_H

#include "resolver/base/problem.h"

enum kb_mode {
    KB_READ,  /* the file must be there and of the current schema */
    KB_WRITE, /* it is made, or brought to the current schema */
};

struct kb;

/* NULL when it cannot be opened, with an error in the list. The path is copied.
 * Closed by kb_close, which takes NULL. */
struct kb *kb_open(const char *path, enum kb_mode mode,
                   struct problem_list *problems);
void kb_close(struct kb *kb);

/* Where the knowledge base is if nobody says: $THOTH_KB, or thoth/kb.sqlite
 * below $XDG_DATA_HOME or ~/.local/share. In the arena; NULL without a home. */
char *kb_default_path(struct arena *arena);

struct kb_imported {
    uint64_t versions, requirements, advisories, images;
    uint64_t unreadable; /* distinct requirements that nobody can read */
};

/* Imports a file of records, one JSON object a line, compressed by Zstandard or
 * not. What is there already is replaced. False when any line is wrong; then
 * nothing has changed. */
bool kb_import(struct kb *kb, const char *path, struct kb_imported *imported,
               struct problem_list *problems);

struct kb_counts {
    uint64_t packages, versions, indexes;
    uint64_t requirements; /* distinct texts */
    uint64_t unreadable;   /* of these */
    uint64_t members;      /* requirements of all versions */
    uint64_t hashes, advisories, images;
    uint64_t schema;
};

bool kb_count(struct kb *kb, struct kb_counts *counts,
              struct problem_list *problems);

/* Reads everything and checks it: pages, references, numbers in lists, and
 * that requirements are read as when they were imported. */
bool kb_verify(struct kb *kb, struct problem_list *problems);

/* The hashes known of a version's files, "sha256:..." each, in ascending order;
 * none is no error. Texts and list are in the arena. */
bool kb_hashes(struct kb *kb, struct arena *arena, struct thoth_text name,
               struct thoth_text version, struct thoth_text index,
               struct thoth_text **hashes, size_t *count,
               struct problem_list *problems);

/* The requires_python of a version, or "". In the arena. */
bool kb_requires_python(struct kb *kb, struct arena *arena,
                        struct thoth_text name, struct thoth_text version,
                        struct thoth_text index, struct thoth_text *specifier,
                        struct problem_list *problems);

/* The requirements of a version as published. In the arena. */
bool kb_requirements_of(struct kb *kb, struct arena *arena,
                        struct thoth_text name, struct thoth_text version,
                        struct thoth_text index, struct thoth_text **texts,
                        size_t *count, struct problem_list *problems);

/* Adds what is known of the context's base image to the context. */
bool kb_describe_image(struct kb *kb, struct thoth_context *context,
                       struct problem_list *problems);

/* The names most like `name` among packages that have versions: "did you mean".
 * Empty when none is near. In the arena. */
bool kb_near_name(struct kb *kb, struct arena *arena, struct thoth_text name,
                  struct thoth_text *near, struct problem_list *problems);

#endif
