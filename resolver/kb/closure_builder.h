/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A closure being made. Packages get numbers when they are first named and
 * are loaded in that order, so that the list of packages is the queue as well.
 * Everything is decided once for each distinct row of the knowledge base: a
 * marker for each requirement, a list of requirements for all versions that
 * share it.
 */
#ifndef RESOLVER_KB_CLOSURE_BUILDER_H
#define RESOLVER_KB_CLOSURE_BUILDER_H

#include "resolver/base/text_table.h"
#include "resolver/kb/closure.h"
#include "resolver/kb/store.h"
#include "resolver/requirement/requirement.h"

/* Indexes that a knowledge base may have. */
enum { CLOSURE_INDEX_LIMIT = 10000 };

/* A closure and what it owns; `closure` comes first. */
struct closure_store {
    struct closure closure;
    struct arena arena;
    struct text_table names; /* packages by name */
};

struct wished_constraint {
    struct thoth_specifier *specifier;
    struct wished_constraint *next;
};

/* What is known of a package before its versions are loaded. */
struct package_wishes {
    const struct thoth_text *extras;
    size_t extra_count;
    uint32_t index; /* the only one, or CLOSURE_NONE */
    struct wished_constraint *constraints;
};

/* A row of the table `requirement`, seen from the environment. */
struct known_requirement {
    enum { KNOWN_NEVER, KNOWN_ALWAYS, KNOWN_BY_EXTRA, KNOWN_UNREADABLE } state;
    const struct marker *marker; /* of KNOWN_BY_EXTRA */
    uint32_t package_row;
    struct thoth_text specifier;
    bool direct_url;
    uint32_t number; /* in the closure, or CLOSURE_NONE as yet */
};

/* A row of requirement_list without regard to extras. */
struct known_list {
    struct closure_range edges;
    bool unreadable;
};

struct closure_builder {
    struct kb *kb;
    struct problem_list *problems;
    const struct closure_request *request;
    struct closure_store *store;
    struct thoth_allocator allocator; /* takes from the store's arena */
    struct arena scratch;
    struct marker_values values;
    struct thoth_version *python; /* of the environment, or NULL */

    struct closure_package *packages;
    struct package_wishes *wishes; /* by package */
    uint32_t package_room;
    struct closure_version *versions;
    struct thoth_version **parsed; /* by version */
    uint32_t version_room;
    struct closure_requirement *requirements;
    uint32_t requirement_room;
    uint32_t *edges;
    uint32_t edge_room;
    struct closure_range *ranges;
    uint32_t range_room;
    struct closure_advisory *advisories;
    uint32_t advisory_room;

    struct text_table meanings; /* requirements by package and specifier */
    struct text_table requirement_rows; /* into `known` by row */
    struct known_requirement *known;
    uint32_t known_count, known_room;
    struct text_table list_rows; /* into `lists` by row */
    struct known_list *lists;
    uint32_t list_count, list_room;
    struct text_table python_rows; /* 1: the environment's Python fits */
    uint32_t *index_of_row; /* CLOSURE_INDEX_LIMIT, by row of source_index */
};

/* The array with room for one element more than `count`. */
void *closure_grow(void *array, uint32_t count, uint32_t *room, size_t size);

/* The number of a package, new if need be; of a requirement likewise. */
uint32_t closure_package_number(struct closure_builder *builder,
                                struct thoth_text name);
uint32_t closure_requirement_number(struct closure_builder *builder,
                                    uint32_t package,
                                    struct thoth_text specifier,
                                    bool direct_url);

/* A row's number as a key of a table. */
struct thoth_text closure_row_key(const uint32_t *row);

/* Loads the versions of a package and finds what they require. */
bool closure_load_package(struct closure_builder *builder, uint32_t package);

/* The requirements of a version by the row of its list; false after an error.
 * *unreadable when one of them cannot be read. */
bool closure_load_edges(struct closure_builder *builder, uint32_t package,
                        uint32_t list_row, struct closure_range *edges,
                        bool *unreadable);

/* Gives each loaded version of the package its advisories. */
bool closure_load_advisories(struct closure_builder *builder, uint32_t package,
                             uint32_t package_row);

/* Finds the versions that fit each requirement; all packages are loaded. */
void closure_make_ranges(struct closure_builder *builder);

#endif
