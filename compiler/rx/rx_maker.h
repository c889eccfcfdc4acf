/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From syntax to the tree of later stages: what all makers of its parts share.
 * They return NULL after a report, or what can be used in spite of it; a file
 * with errors makes no tree in the end. Everything they make is counted, so
 * that definitions and templates cannot expand without bounds.
 */
#ifndef COMPILER_RX_RX_MAKER_H
#define COMPILER_RX_RX_MAKER_H

#include "compiler/rx/rx_reader.h"

/* What a parameter takes; in the order of rx_type_name. */
enum rx_type {
    RX_TYPE_TEXT,
    RX_TYPE_NUMBER,
    RX_TYPE_PACKAGE,
    RX_TYPE_SPECIFIER,
    RX_TYPE_INDEX,
    RX_TYPE_LIST,
    RX_TYPE_DATA, /* of no parameter: any value of `let` and `for` */
    RX_TYPE_COUNT
};

/* What a name stands for: a tree, how much it holds and how deep it is. */
struct rx_value {
    struct ast_node *tree;
    uint32_t size, depth;
    enum rx_type type;
};

/* A variable or parameter; the innermost one comes first. */
struct rx_binding {
    struct rx_node *name; /* where it is declared; its `used` is set */
    struct rx_value value;
    struct rx_binding *next;
};

struct rx_module;

/* A definition, or a name that a module gives. */
struct rx_entry {
    struct thoth_text name;
    struct rx_node *node;     /* RX_DEFINE */
    struct rx_module *module; /* whose definitions its body can use */
    struct span span;         /* where this file gives the name */
    struct rx_node *use;      /* RX_USE that brought it, or NULL */
    bool used;
    bool active; /* being expanded */
    bool made;   /* `value` of RX_LET and RX_INDEX is there */
    struct rx_value value;
};

/* A file, or a module of the library. */
struct rx_module {
    struct thoth_text name; /* empty: the file itself */
    struct rx_entry **entries;
    uint32_t count, room;
    bool active; /* being read */
    struct rx_module *next;
};

/* Where a condition stands, as bits of what it may say. */
enum rx_place {
    RX_PLACE_REQUEST = 1,
    RX_PLACE_MATCH = 2,
    RX_PLACE_SCORE = 4,
};

struct rx_maker {
    struct arena *arena;
    struct diagnostic_list *diagnostics;
    struct rx_limits limits;
    uint32_t nodes, depth;
    bool exhausted;              /* a limit was reached; said once */
    struct rx_module *module;    /* whose definitions can be seen */
    struct rx_binding *bindings; /* variables and parameters likewise */
    struct rx_module *modules;   /* of the library, as far as they are read */
    struct rx_node *name_space;  /* of the file, or NULL */
    /* Where the file uses what is expanded now, if that is a definition of a
     * module: its own places mean nothing to a reader of the file. */
    const struct span *use;
};

/* Nodes (rx_make.c). Scalars and collections; texts must live as long as the
 * arena. A collection grows by what is put into it. */
struct ast_node *rx_make_text(struct rx_maker *maker, struct span span,
                              struct thoth_text text);
struct ast_node *rx_make_bool(struct rx_maker *maker, struct span span,
                              bool truth);
struct ast_node *rx_make(struct rx_maker *maker, enum ast_kind kind,
                         struct span span);
void rx_put(struct rx_maker *maker, struct ast_node *mapping, const char *key,
            struct span at, struct ast_node *value);
void rx_put_entry(struct rx_maker *maker, struct ast_node *mapping,
                  struct ast_node *key, struct ast_node *value);
void rx_append(struct rx_maker *maker, struct ast_node *sequence,
               struct ast_node *item);

/* A mapping of one key, of none if the value is NULL. */
struct ast_node *rx_wrap(struct rx_maker *maker, struct span span,
                         const char *key, struct ast_node *value);

/* The value of a key, NULL if there is none. */
struct ast_node *rx_get(const struct ast_node *mapping, const char *key);

/* The mapping or list of that key, which is made if there is none. */
struct ast_node *rx_part(struct rx_maker *maker, struct ast_node *mapping,
                         const char *key, struct span at, enum ast_kind kind);

/* Counts so many nodes; false when there are too many, which is said once. */
bool rx_charge(struct rx_maker *maker, uint32_t count, struct span span);

/* The place that a node made for one at `span` has. */
struct span rx_place(const struct rx_maker *maker, struct span span);

/* Goes one level deeper; false, after a report, when that is too deep. Leave
 * again if it is true. */
bool rx_enter(struct rx_maker *maker, struct span span);
void rx_leave(struct rx_maker *maker);

/* Reports (rx_make.c). */
struct diagnostic *rx_refuse(struct rx_maker *maker, enum diagnostic_code code,
                             struct span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* "expected WHAT, found ...", of a node. */
void rx_refuse_node(struct rx_maker *maker, const struct rx_node *node,
                    const char *expected);

/* The same of a value that stands for the node. */
void rx_refuse_tree(struct rx_maker *maker, const struct rx_node *node,
                    const struct ast_node *tree, const char *expected);

/* Data (rx_data.c). */
struct ast_node *rx_make_data(struct rx_maker *maker, struct rx_node *node);

/* How much a tree holds, and how deep it is. */
void rx_measure(struct rx_value *value);

/* A string or value as a text (rx_text.c). `expected` says what for. */
struct ast_node *rx_make_string(struct rx_maker *maker,
                                const struct rx_node *node,
                                const char *expected);

/* Records, lists (as a sequence or tuple), and the set that a tagged list
 * stands for, a mapping whose values are null (rx_collection.c). */
struct ast_node *rx_make_record(struct rx_maker *maker, struct rx_node *node);
struct ast_node *rx_make_list(struct rx_maker *maker,
                              const struct rx_node *node, enum ast_kind kind);
struct ast_node *rx_make_set(struct rx_maker *maker,
                             const struct rx_node *tagged);

/* A tag and what stands behind it (rx_tag.c). */
struct ast_node *rx_make_tagged(struct rx_maker *maker, struct rx_node *node);

/* Names (rx_scope.c). */

/* What a value stands for; false after a report. */
bool rx_value_find(struct rx_maker *maker, struct rx_node *node,
                   struct rx_value *value);

/* The definition of a name if there is one of that kind; it counts as used. */
struct rx_entry *rx_entry_find(struct rx_maker *maker, struct thoth_text name,
                               enum rx_definition what);

/* Reports that there is none: "WHAT NAME is not known", and what was meant. */
void rx_report_unknown(struct rx_maker *maker, const struct rx_node *name,
                       const char *what, unsigned kinds);

/* The URL of an index: a name defined by `index`, a text or a value. */
struct ast_node *rx_make_index(struct rx_maker *maker, struct rx_node *node);

/* Definitions (rx_module.c). */

/* Makes the names of a file known: those it defines and those it uses. */
void rx_module_fill(struct rx_maker *maker, struct rx_module *module,
                    struct rx_node *items);

/* Reports what the file defines or brings in and does not use. */
void rx_module_report_unused(struct rx_maker *maker,
                             const struct rx_module *module,
                             struct rx_node *items);

const char *rx_type_name(enum rx_type type);

/* Reports a variable or parameter that nothing refers to. */
void rx_report_unused(struct rx_maker *maker, const struct rx_node *name,
                      const char *what);

/* Phrases (rx_phrase.c). */

/* What a phrase says, under the keys of a package version: name, version,
 * index_url, develop, location. With `locked` the version is a
 * `locked_version`. */
struct ast_node *rx_make_package(struct rx_maker *maker, struct rx_node *phrase,
                                 bool locked);

/* The same of the nodes from `first` on, which belong to `whole`. */
struct ast_node *rx_make_package_of(struct rx_maker *maker,
                                    const struct rx_node *whole,
                                    struct rx_node *first, bool locked);

/* A specifier set, `version TEXT`, or a value or text that is one. */
struct ast_node *rx_make_specifier(struct rx_maker *maker,
                                   struct rx_node *node);

/* Expressions (rx_condition.c, rx_number.c, rx_call.c). */
struct ast_node *rx_make_condition(struct rx_maker *maker, struct rx_node *node,
                                   enum rx_place place);
struct ast_node *rx_make_number(struct rx_maker *maker, struct rx_node *node);

/* A use of a named predicate or function: makes its body with its parameters
 * bound to `arguments`, the children of `call` from `first` on. */
struct ast_node *rx_make_call(struct rx_maker *maker, struct rx_entry *entry,
                              const struct rx_node *call, struct rx_node *first,
                              enum rx_place place);

/* Clauses (rx_when.c, rx_match.c, rx_run.c, rx_test_block.c). */
void rx_make_when(struct rx_maker *maker, struct rx_node *clause,
                  struct ast_node *include);
struct ast_node *rx_make_match(struct rx_maker *maker, struct rx_node *clause,
                               struct thoth_text type);
struct ast_node *rx_make_run(struct rx_maker *maker, struct rx_node *clause);
struct ast_node *rx_make_test(struct rx_maker *maker, struct rx_node *clause);

/* Units and files (rx_unit.c, rx_file.c). */
void rx_make_unit(struct rx_maker *maker, struct rx_node *node,
                  struct ast_node *units);
void rx_make_items(struct rx_maker *maker, struct rx_node *items,
                   struct ast_node *root);

#endif
