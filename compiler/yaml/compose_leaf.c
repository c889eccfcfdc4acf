/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The composer's leaves, scalars and aliases, with what leaves and collections
 * share: anchors, tags, and the limits on nodes and depth.
 */
#include "compiler/yaml/composer.h"

bool compose_count(struct composer *composer, uint64_t more)
{
    composer->nodes += more;
    if (composer->nodes <= composer->limits->nodes)
        return true;
    diagnostic_report(composer->graph->diagnostics, DIAG_YAML_TOO_MANY_NODES,
                      event_span(composer),
                      "more than %u nodes, aliases expanded; --max-nodes "
                      "raises this limit",
                      composer->limits->nodes);
    return false;
}

bool compose_check_depth(struct composer *composer, uint32_t depth)
{
    if (depth <= composer->limits->nesting)
        return true;
    diagnostic_report(composer->graph->diagnostics, DIAG_YAML_TOO_DEEP,
                      event_span(composer),
                      "more than %u collections within each other; "
                      "--max-nesting raises this limit",
                      composer->limits->nesting);
    return false;
}

struct anchor *compose_add_anchor(struct composer *composer, const char *name,
                                  struct graph_node *node)
{
    struct thoth_text text;
    struct anchor *anchor;

    if (!name)
        return NULL;
    text = thoth_text_of(name);
    anchor = anchor_find(&composer->anchors, text);
    if (anchor) {
        struct diagnostic_list *list = composer->graph->diagnostics;
        struct diagnostic *diagnostic = diagnostic_report(
            list, DIAG_YAML_ANCHOR_REPEATED, event_span(composer),
            "anchor '&%s' is already defined", name);

        diagnostic_add_place(list, diagnostic, anchor->node->ast.span,
                             "first defined here");
        return NULL;
    }
    anchor = anchor_add(&composer->anchors, composer->graph->arena, text);
    anchor->node = node;
    anchor->size = 1;
    return anchor;
}

void compose_finish_tag(struct composer *composer, struct graph_node *node,
                        const char *tag)
{
    struct graph *graph = composer->graph;

    if (node->builder < TAG_BUILDS_MERGE)
        return;
    graph->special_keys |= node->builder != TAG_BUILDS_UNKNOWN;
    if (node->builder == TAG_BUILDS_UNKNOWN)
        node->ast.source = arena_copy_text(graph->arena, thoth_text_of(tag));
}

/* The node and the scalar's text lie in one allocation. */
bool compose_scalar(struct composer *composer)
{
    const yaml_event_t *event = composer->event;
    const char *tag = (const char *)event->data.scalar.tag;
    size_t length = event->data.scalar.length;
    struct graph_node *node;
    char *text;

    if (!compose_count(composer, 1))
        return false;
    if (length > composer->limits->scalar) {
        diagnostic_report(composer->graph->diagnostics,
                          DIAG_YAML_SCALAR_TOO_LONG, event_span(composer),
                          "a scalar of more than %u bytes; --max-scalar raises "
                          "this limit",
                          composer->limits->scalar);
        return false;
    }
    node = arena_allocate(composer->graph->arena, sizeof *node + length + 1);
    text = (char *)(node + 1);
    memcpy(text, event->data.scalar.value, length);
    text[length] = '\0';
    memset(node, 0, sizeof *node);
    node->ast.span = event_span(composer);
    node->ast.plain =
        event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && !tag;
    node->ast.text = node->ast.source = (struct thoth_text){text, length};
    if (!tag_is_absent(tag))
        node->builder = tag_builder_of(tag);
    else if (event->data.scalar.plain_implicit)
        node->builder = tag_of_plain_scalar(node->ast.source);
    else
        node->builder = TAG_BUILDS_STRING;
    compose_finish_tag(composer, node, tag);
    compose_add_anchor(composer, (const char *)event->data.scalar.anchor, node);
    compose_add_child(composer, node);
    return true;
}

bool compose_alias(struct composer *composer)
{
    const char *name = (const char *)composer->event->data.alias.anchor;
    struct graph *graph = composer->graph;
    struct anchor *anchor =
        anchor_find(&composer->anchors, thoth_text_of(name));
    struct graph_alias *alias = ARENA_NEW(graph->arena, struct graph_alias);
    struct frame *frame;

    alias->node.ast.span = event_span(composer);
    if (!anchor) {
        diagnostic_report(graph->diagnostics, DIAG_YAML_ALIAS_UNDEFINED,
                          event_span(composer), "no anchor '&%s' before this",
                          name);
        alias->node.state = GRAPH_FAILED;
        compose_add_child(composer, &alias->node);
        return true;
    }
    alias->node.form = GRAPH_ALIAS;
    alias->node.ast.aliased = true;
    alias->target = anchor->node;
    alias->recursive = anchor->open;
    alias->next = graph->aliases;
    graph->aliases = alias;
    compose_add_child(composer, &alias->node);
    if (anchor->open)
        return compose_count(composer, 1);
    frame = &composer->frames[composer->depth - 1];
    if (composer->depth + anchor->height > frame->deepest)
        frame->deepest = composer->depth + anchor->height;
    return compose_check_depth(composer, frame->deepest) &&
           compose_count(composer, anchor->size);
}
