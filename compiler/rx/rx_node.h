/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The syntax of a `.rx` file as it is written: what the grammar's actions make,
 * before names are looked up and templates expanded. A node has children in
 * their order; which ones says its kind. Nodes live in the file's arena.
 */
#ifndef COMPILER_RX_RX_NODE_H
#define COMPILER_RX_RX_NODE_H

#include "compiler/ast/ast.h"
#include "compiler/base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum rx_kind {
    RX_LIST, /* children of any kind, in data and wherever there are several */

    /* Words and literals; `text` is what they say */
    RX_NAME,
    RX_WORD,      /* a word of the language in place of a name in data */
    RX_STRING,    /* `text`, or children if values stand in it: RX_STRING and
                     RX_VALUE in turns */
    RX_INTEGER,   /* decimal digits */
    RX_FLOAT,     /* as written */
    RX_VALUE,     /* `$name.field`, without `$` */
    RX_SPECIFIER, /* a specifier set, as written */
    RX_NULL,
    RX_TRUE,
    RX_FALSE,
    RX_ANY,
    RX_OTHERS,

    /* Data */
    RX_RECORD, /* RX_ENTRY ... */
    RX_ENTRY,  /* key, value */
    RX_TAGGED, /* data; `text` is the tag's name */
    RX_MINUS,  /* a number in data */

    /* Phrases and what stands in them */
    RX_PHRASE,  /* name or RX_ANY, then modifiers */
    RX_FROM,    /* index; `negated` */
    RX_DEVELOP, /* `negated` */
    RX_VERSION, /* `version` and a text, specifier or value */
    RX_AT,      /* text */

    /* Expressions */
    RX_OR,  /* two or more */
    RX_AND, /* two or more */
    RX_NOT,
    RX_COMPARE, /* left, right; `text` is the operator */
    RX_SUM,     /* two or more */
    RX_DIFFERENCE,
    RX_PRODUCT, /* two or more */
    RX_QUOTIENT,
    RX_NEGATIVE,
    RX_CHOOSE, /* condition, then, else */
    RX_CALL,   /* arguments; `text` is the name */
    RX_APPLY,  /* a name or value, then what stands behind it */
    RX_BRACES, /* items: RX_PHRASE, RX_ENTRY, data */

    /* Clauses of a unit */
    RX_WHEN,  /* an expression or a record */
    RX_NEEDS, /* RX_NEED ... */
    RX_NEED,  /* kind, name */
    RX_OFF,
    RX_MATCH,    /* RX_RECORD, RX_GROUP, or a phrase and RX_WITH ... */
    RX_GROUP,    /* phrases */
    RX_WITH,     /* phrases */
    RX_REQUIRED, /* phrases, perhaps RX_OTHERS as the last one */
    RX_WHERE,    /* an expression */
    RX_RUN,      /* RX_RECORD or actions */
    RX_METADATA, /* data */
    RX_TEST,     /* RX_LIST of lines, perhaps a string; */

    /* Actions; `text` is the word */
    RX_ACTION,    /* its operands, then RX_ATTRIBUTE ... */
    RX_ATTRIBUTE, /* value; `text` is the name */

    /* Lines of tests */
    RX_GIVEN,       /* phrases */
    RX_REQUEST,     /* RX_RECORD */
    RX_EXPECT,      /* phrase, operand; `text` is the word of the outcome */
    RX_EXPECT_UNIT, /* name of the outcome */

    /* Items of a file */
    RX_NAMESPACE, /* name */
    RX_USE,       /* name, RX_LIST of names if there are braces */
    RX_DEFINE,    /* name, RX_LIST of parameters, body; `word` says what */
    RX_PARAMETER, /* name, type */
    RX_FOR,       /* RX_LIST of values, data, RX_LIST of items;
                     `negated`: one value, not in parentheses */
    RX_UNIT,      /* type, name, RX_LIST of clauses */
    RX_FAULTY     /* in place of something that was reported */
};

enum rx_definition { RX_LET, RX_INDEX, RX_PREDICATE, RX_FUNCTION };

struct rx_node {
    uint8_t kind;   /* enum rx_kind */
    uint8_t word;   /* enum rx_definition */
    bool negated;   /* behind `not` */
    bool open;      /* what it says depends on values: $name stands in it */
    bool used;      /* a variable or parameter that something refers to */
    uint32_t count; /* of children */
    struct span span;
    struct thoth_text text;
    struct rx_node *first, *last, *next;
    /* The tree made of it, if that is always the same, and its size. */
    struct ast_node *made;
    uint32_t made_size;
};

/* A node without children. */
struct rx_node *rx_leaf(struct arena *arena, enum rx_kind kind,
                        struct span span, struct thoth_text text);

/* A node with the children given, NULLs left out. */
struct rx_node *rx_node(struct arena *arena, enum rx_kind kind,
                        struct span span, struct rx_node *first,
                        struct rx_node *second, struct rx_node *third);

/* Adds a child, or nothing if it is NULL, and returns the parent. The parent's
 * span is not changed. */
struct rx_node *rx_add(struct rx_node *parent, struct rx_node *child);

/* The same for all children of `list`, which is of no use then. */
struct rx_node *rx_add_all(struct rx_node *parent, struct rx_node *list);

/* An operation that may have any number of operands: those of `left` and
 * `right`, or `left` with one more if it is such an operation itself. */
struct rx_node *rx_chain(struct arena *arena, enum rx_kind kind,
                         struct span span, struct rx_node *left,
                         struct rx_node *right);

/* From the start of the one to the end of the other. */
struct span rx_span(struct span from, struct span to);

#endif
