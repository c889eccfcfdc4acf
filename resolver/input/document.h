/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A file of a project as a tree whose every value knows its place, whether it
 * was TOML, YAML or JSON. Readers walk the tree and never see the format.
 */
#ifndef RESOLVER_INPUT_DOCUMENT_H
#define RESOLVER_INPUT_DOCUMENT_H

#include "resolver/base/problem.h"

/* Limits on what is read. */
enum {
    DOCUMENT_SIZE_LIMIT = 16 << 20, /* bytes of a file */
    DOCUMENT_DEPTH_LIMIT = 64,      /* of tables and lists in each other */
    DOCUMENT_VALUE_LIMIT = 500000,  /* values of a file */
};

enum document_kind {
    DOCUMENT_TABLE,
    DOCUMENT_LIST,
    DOCUMENT_TEXT,
    DOCUMENT_NUMBER,
    DOCUMENT_BOOLEAN,
    DOCUMENT_NULL,
    DOCUMENT_TIME, /* dates and times of TOML */
};

struct document_value {
    enum document_kind kind;
    struct thoth_text key; /* of a member of a table */
    struct place key_place;
    struct place place;
    struct thoth_text text;       /* of a text; of a number as written */
    bool truth;                   /* of a boolean */
    struct document_value *first; /* members, in the order of the file */
    struct document_value *next;
};

/* The bytes of a file, in the arena; the path as messages show it. False with
 * an error; `required` false: an absent file is no error, *found says so. */
bool document_load(const char *path, bool required, struct arena *arena,
                   struct thoth_text *bytes, bool *found,
                   struct problem_list *problems);

/* Parse a whole file of the format. NULL with errors; duplicate keys, aliases
 * and what goes beyond the limits are errors. */
struct document_value *document_parse_toml(struct arena *arena,
                                           struct thoth_text path,
                                           struct thoth_text bytes,
                                           struct problem_list *problems);
struct document_value *document_parse_yaml(struct arena *arena,
                                           struct thoth_text path,
                                           struct thoth_text bytes,
                                           struct problem_list *problems);
struct document_value *document_parse_json(struct arena *arena,
                                           struct thoth_text path,
                                           struct thoth_text bytes,
                                           struct problem_list *problems);

/* What a kind is called in messages: "a table". */
const char *document_kind_name(enum document_kind kind);

/* The member of a table, or NULL; also for a NULL table. */
struct document_value *document_member(const struct document_value *table,
                                       const char *key);

/* The member of a kind; NULL if it is absent or null, or, with an error, if it
 * is of another kind. */
struct document_value *document_expect(const struct document_value *table,
                                       const char *key, enum document_kind kind,
                                       struct problem_list *problems);

/* The text of such a member, or an empty one. */
struct thoth_text document_text(const struct document_value *table,
                                const char *key, struct problem_list *problems);

/* Its truth, `otherwise` if it is absent. */
bool document_truth(const struct document_value *table, const char *key,
                    bool otherwise, struct problem_list *problems);

/* Reports that a value is of a wrong kind: "'version' must be a text". */
void document_wrong(const struct document_value *value, const char *wanted,
                    struct problem_list *problems);

/* Reports a key that is none of `keys`, which end in NULL; with the one that
 * was probably meant. */
void document_unknown_key(const struct document_value *member,
                          const char *const *keys,
                          struct problem_list *problems);

/* Is the key one of `keys`? */
bool document_is_key(struct thoth_text key, const char *const *keys);

#endif
