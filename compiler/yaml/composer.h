/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The state of composing one document, shared by the parts of the composer:
 * collections and events in compose.c, leaves in compose_leaf.c. Open
 * collections are frames on a stack; members wait on one stack of children
 * until their collection is closed and its array can be made in the right size.
 */
#ifndef COMPILER_YAML_COMPOSER_H
#define COMPILER_YAML_COMPOSER_H

#include "compiler/yaml/anchor.h"
#include "compiler/yaml/graph.h"
#include "compiler/yaml/syntax_error.h"
#include "compiler/yaml/yaml_read.h"

#include <yaml.h>

struct frame {
    struct graph_node *node;
    struct anchor *anchor; /* of this collection, or NULL */
    uint32_t first_child;
    uint32_t deepest; /* levels of collections in it, counted from the root */
    bool flow;
};

struct composer {
    struct graph *graph;
    const struct yaml_limits *limits;
    const yaml_event_t *event;
    struct frame *frames;
    uint32_t depth, frame_room;
    struct graph_node **children;
    uint32_t child_count, child_room;
    uint64_t nodes; /* so far, aliases expanded */
    struct anchor_table anchors;
    bool has_document;
};

static inline struct span event_span(const struct composer *composer)
{
    return syntax_span(composer->event->start_mark, composer->event->end_mark);
}

/* Counts nodes; false, after a report, when there are too many. */
bool compose_count(struct composer *composer, uint64_t more);

/* False, after a report, when collections would be nested to `depth`. */
bool compose_check_depth(struct composer *composer, uint32_t depth);

/* A complete node becomes a member of the innermost collection. */
void compose_add_child(struct composer *composer, struct graph_node *node);

/* Enters the anchor `name` of the current event, NULL for none; NULL when there
 * is none. A repeated one is reported, and the first one stays. */
struct anchor *compose_add_anchor(struct composer *composer, const char *name,
                                  struct graph_node *node);

/* Notes what is unusual about the builder that a tag gave to a node. */
void compose_finish_tag(struct composer *composer, struct graph_node *node,
                        const char *tag);

/* The current event is a scalar or an alias. False, after a report, when the
 * file is not to be read on. */
bool compose_scalar(struct composer *composer);
bool compose_alias(struct composer *composer);

#endif
