/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The anchors of one file: names to nodes, with what an alias to each of them
 * costs. A hash table, since a hostile file may have very many.
 */
#ifndef COMPILER_YAML_ANCHOR_H
#define COMPILER_YAML_ANCHOR_H

#include "compiler/yaml/graph.h"

struct anchor {
    struct anchor *next; /* of the same bucket */
    struct thoth_text name;
    uint32_t hash;
    struct graph_node *node;
    bool open;       /* the node is a collection not yet complete */
    uint32_t height; /* levels of collections in the node, itself included */
    uint64_t size;   /* nodes in it, aliases expanded; while `open`, the number
                        of nodes that came before it */
};

/* All zero bytes are an empty table. */
struct anchor_table {
    struct anchor **buckets;
    uint32_t bucket_count; /* zero or a power of two */
    uint32_t count;
};

/* NULL when there is none of this name. */
struct anchor *anchor_find(const struct anchor_table *table,
                           struct thoth_text name);

/* Adds an anchor whose name is new; the name is copied. The rest of the anchor
 * is zero and for the caller to fill. */
struct anchor *anchor_add(struct anchor_table *table, struct arena *arena,
                          struct thoth_text name);

#endif
