/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The located syntax tree that every front end produces and every later stage
 * reads. A tree belongs to one file and lives in that file's scratch arena.
 * Values are what YAML 1.1 makes of a scalar (YAML 1.1, "Scalars"; the types
 * repository), with integers of any size as canonical decimal text.
 */
#ifndef COMPILER_AST_AST_H
#define COMPILER_AST_AST_H

#include "compiler/base/span.h"
#include "runtime/text.h"

#include <stdbool.h>
#include <stdint.h>

enum ast_kind {
    AST_NULL,
    AST_BOOL,
    AST_INT,       /* `text`: canonical decimal, "-7", any size */
    AST_FLOAT,     /* `number`; may be infinite or NaN */
    AST_STRING,    /* `text`, UTF-8 */
    AST_TIMESTAMP, /* `text`: ISO 8601 form of the date or date and time */
    AST_BINARY,    /* `text`: the decoded bytes */
    AST_SEQUENCE,
    AST_MAPPING,
    AST_SET,       /* `!!set`: a mapping whose values are null */
    AST_TUPLE,     /* an item of `!!omap` or `!!pairs`, or a `!!python/tuple` */
    AST_RECURSION, /* an alias to a collection around it: `&a [*a]` */
    AST_KIND_COUNT
};

struct ast_node {
    uint8_t kind; /* enum ast_kind */
    bool truth;   /* AST_BOOL */
    bool plain;   /* a scalar written without quotes, tag or block style */
    bool aliased; /* reached through an alias: spans show the anchor's place */
    struct span span;
    union {
        double number;          /* AST_FLOAT */
        struct thoth_text text; /* the written form of the scalar is `source` */
        struct {
            struct ast_node **items;
            uint32_t count;
        } sequence; /* also AST_TUPLE */
        struct {
            struct ast_entry *entries;
            uint32_t count;
        } mapping; /* also AST_SET */
        /* AST_RECURSION: that collection. The only way to it that leads
         * upwards; who walks a tree must not follow it. */
        struct ast_node *target;
    };
    struct thoth_text source; /* scalars: the text before resolution */
};

/* An entry of a mapping. Keys are unique within a mapping, as in the reference
 * the last value of a repeated key stands at the first one's place. Entries
 * that come through a merge key stand before the mapping's own. */
struct ast_entry {
    struct ast_node *key;
    struct ast_node *value;
    struct ast_entry *replaced; /* the entry that this one hides, or NULL */
    bool merged;                /* came through a merge key `<<` */
    uint16_t field;             /* enum field_id, set by the check stage */
};

/* The name of a kind as messages say it: "a string", "a list". */
const char *ast_kind_name(enum ast_kind kind);

/* The entry of a string key in a mapping, or NULL. */
struct ast_entry *ast_entry_find(const struct ast_node *mapping,
                                 struct thoth_text key);

/* Equality as the reference compares keys and list members: true and 1 and 1.0
 * are the same, as are two NaN written `.nan`; texts, binary data and
 * timestamps compare by bytes; the order of a mapping's entries has no say. A
 * recursive alias equals only an alias to the same collection. */
bool ast_equal(const struct ast_node *left, const struct ast_node *right);

/* The same number for equal nodes. */
uint32_t ast_hash(const struct ast_node *node);

#endif
