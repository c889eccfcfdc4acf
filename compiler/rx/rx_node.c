/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Making nodes. Parents come last, so that what a node depends on is known when
 * it is made.
 */
#include "compiler/rx/rx_node.h"

struct rx_node *rx_leaf(struct arena *arena, enum rx_kind kind,
                        struct span span, struct thoth_text text)
{
    struct rx_node *node = ARENA_NEW(arena, struct rx_node);

    node->kind = (uint8_t)kind;
    node->open = kind == RX_VALUE;
    node->span = span;
    node->text = text;
    return node;
}

struct rx_node *rx_add(struct rx_node *parent, struct rx_node *child)
{
    if (!child)
        return parent;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    parent->count++;
    parent->open |= child->open;
    return parent;
}

struct rx_node *rx_add_all(struct rx_node *parent, struct rx_node *list)
{
    struct rx_node *next;

    for (struct rx_node *child = list->first; child; child = next) {
        next = child->next;
        child->next = NULL;
        rx_add(parent, child);
    }
    return parent;
}

struct rx_node *rx_node(struct arena *arena, enum rx_kind kind,
                        struct span span, struct rx_node *first,
                        struct rx_node *second, struct rx_node *third)
{
    struct rx_node *node =
        rx_leaf(arena, kind, span, (struct thoth_text){"", 0});

    return rx_add(rx_add(rx_add(node, first), second), third);
}

struct span rx_span(struct span from, struct span to)
{
    from.end_line = to.end_line;
    from.end_column = to.end_column;
    return from;
}

struct rx_node *rx_chain(struct arena *arena, enum rx_kind kind,
                         struct span span, struct rx_node *left,
                         struct rx_node *right)
{
    if (left->kind != kind)
        return rx_node(arena, kind, span, left, right, NULL);
    left->span = span;
    return rx_add(left, right);
}
