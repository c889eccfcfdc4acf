/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Strings as texts. One with values in it is put together anew in each
 * expansion, within the limits on the length of a text.
 */
#include "compiler/rx/rx_maker.h"

#include <string.h>

/* What a value reads like in a text; false if it is no scalar. */
static bool text_of_value(const struct ast_node *tree, struct thoth_text *text)
{
    switch (tree->kind) {
    case AST_STRING:
    case AST_INT:
    case AST_TIMESTAMP:
        *text = tree->text;
        return true;
    case AST_FLOAT:
    case AST_BOOL:
        *text = tree->source;
        return true;
    default:
        return false;
    }
}

/* The texts of a string's parts; false after a report. */
static bool gather_parts(struct rx_maker *maker, const struct rx_node *node,
                         struct thoth_text *texts, size_t *length)
{
    struct rx_value value;
    bool complete = true;

    *length = 0;
    for (struct rx_node *part = node->first; part; part = part->next) {
        *texts = part->text;
        if (part->kind == RX_VALUE) {
            if (!rx_value_find(maker, part, &value)) {
                complete = false;
            } else if (!text_of_value(value.tree, texts)) {
                rx_refuse_tree(maker, part, value.tree, "a text or a number");
                complete = false;
            }
        }
        *length += texts->length;
        texts++;
    }
    return complete;
}

/* A string with values in it. */
static struct ast_node *fill_string(struct rx_maker *maker,
                                    const struct rx_node *node)
{
    struct thoth_text *texts =
        ARENA_NEW_ARRAY(maker->arena, struct thoth_text, node->count);
    size_t length, at = 0;
    char *room;

    if (!gather_parts(maker, node, texts, &length))
        return NULL;
    if (length > maker->limits.scalar) {
        rx_refuse(maker, DIAG_RX_TEXT_TOO_LONG, node->span,
                  "a text of %zu bytes; the limit is %u", length,
                  maker->limits.scalar);
        return NULL;
    }
    if (!rx_charge(maker, (uint32_t)(length / 64), node->span))
        return NULL;
    room = arena_allocate(maker->arena, length + 1);
    for (uint32_t i = 0; i < node->count; i++) {
        memcpy(room + at, texts[i].at, texts[i].length);
        at += texts[i].length;
    }
    room[at] = '\0';
    return rx_make_text(maker, node->span, (struct thoth_text){room, length});
}

struct ast_node *rx_make_string(struct rx_maker *maker,
                                const struct rx_node *node,
                                const char *expected)
{
    struct rx_value value;

    if (node->kind == RX_VALUE) {
        if (!rx_value_find(maker, (struct rx_node *)node, &value))
            return NULL;
        if (value.tree->kind == AST_STRING)
            return value.tree;
        rx_refuse_tree(maker, node, value.tree, expected);
        return NULL;
    }
    if (node->kind == RX_STRING && node->open)
        return fill_string(maker, node);
    if (node->kind == RX_STRING || node->kind == RX_NAME)
        return rx_make_text(maker, node->span, node->text);
    rx_refuse_node(maker, node, expected);
    return NULL;
}
