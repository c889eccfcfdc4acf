/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The representation graph (YAML 1.1, chapter 3.1): nodes with their tags, as
 * composed from the parser's events and before anything is made of the tags.
 * What a node becomes may depend on where it stands, and some nodes never
 * become a value (the source of a merge), so composing and constructing are
 * two steps. Each graph node holds the syntax tree node it turns into.
 */
#ifndef COMPILER_YAML_GRAPH_H
#define COMPILER_YAML_GRAPH_H

#include "compiler/ast/ast.h"
#include "compiler/base/arena.h"
#include "compiler/base/diagnostic.h"
#include "compiler/yaml/tag.h"

#include <stdbool.h>
#include <stdint.h>

enum graph_form {
    GRAPH_SCALAR,
    GRAPH_SEQUENCE,
    GRAPH_MAPPING,
    GRAPH_ALIAS, /* is the first member of a graph_alias */
};

enum graph_state {
    GRAPH_COMPOSED,
    GRAPH_UNDER_WAY, /* only while members decide what it becomes */
    GRAPH_BUILT,     /* `ast` holds the value; members may still be pending */
    GRAPH_FAILED,    /* reported; `ast` is a null */
};

/*
 * Before construction a collection has its members in `ast` (keys and values of
 * a mapping as entries), a scalar its text in `ast.source`. Where the tag is
 * unknown `ast.source` is the tag and `ast.text` the scalar's text. A node
 * fills the 64 bytes that the arena gives to its ast_node anyway.
 */
struct graph_node {
    struct ast_node ast;
    uint8_t form;    /* enum graph_form */
    uint8_t builder; /* enum tag_builder */
    uint8_t state;   /* enum graph_state */
    bool flat;       /* a mapping whose merge keys are resolved */
};

struct graph_alias {
    struct graph_node node;
    struct graph_node *target; /* no alias itself */
    bool recursive;            /* stands inside its target */
    struct graph_alias *next;  /* of all aliases of the file */
};

struct graph {
    struct arena *arena;
    struct diagnostic_list *diagnostics;
    struct graph_node *root; /* NULL: the stream holds no document */
    struct graph_alias *aliases;
    uint32_t collections; /* as many as were composed */
    bool special_keys;    /* some scalar may be a key `<<` or `=` */
};

/* The graph node of a member or key of a composed collection. */
static inline struct graph_node *graph_node_of(struct ast_node *node)
{
    return (struct graph_node *)node;
}

/* The node itself, or what an alias stands for. */
static inline struct graph_node *graph_resolve(struct graph_node *node)
{
    return node->form == GRAPH_ALIAS ? ((struct graph_alias *)node)->target
                                     : node;
}

/* The text of a scalar as composed. */
static inline struct thoth_text graph_scalar_text(const struct graph_node *node)
{
    return node->builder == TAG_BUILDS_UNKNOWN ? node->ast.text
                                               : node->ast.source;
}

#endif
