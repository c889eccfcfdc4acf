/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Data: numbers, values, and what has files of its own. What holds no value is
 * made once and shared by all expansions.
 */
#include "compiler/rx/rx_maker.h"

#include "compiler/yaml/numeral.h"

#include <math.h>

static struct ast_node *make_integer(struct rx_maker *maker,
                                     const struct rx_node *node, bool negative)
{
    struct ast_node *tree = rx_make(maker, AST_INT, node->span);
    struct thoth_text text = node->text;

    if (negative)
        text = arena_format(maker->arena, "-%.*s", (int)text.length, text.at);
    tree->source = text;
    /* Leading zeros are no sign of octal digits here. */
    tree->text = node->text;
    while (tree->text.length > 1 && *tree->text.at == '0') {
        tree->text.at++;
        tree->text.length--;
    }
    if (tree->text.length > NUMERAL_MOST_DIGITS)
        rx_refuse(maker, DIAG_RX_TEXT_TOO_LONG, node->span,
                  "an integer of %zu digits; the limit is %d",
                  tree->text.length, NUMERAL_MOST_DIGITS);
    if (negative && *tree->text.at != '0')
        tree->text = arena_format(maker->arena, "-%.*s", (int)tree->text.length,
                                  tree->text.at);
    return tree;
}

static struct ast_node *make_float(struct rx_maker *maker,
                                   const struct rx_node *node, bool negative)
{
    struct ast_node *tree = rx_make(maker, AST_FLOAT, node->span);

    tree->source = node->text;
    if (negative)
        tree->source = arena_format(maker->arena, "-%.*s",
                                    (int)node->text.length, node->text.at);
    numeral_to_float(maker->arena, node->text, &tree->number);
    if (isinf(tree->number))
        rx_refuse(maker, DIAG_RX_TYPE, node->span,
                  "a number beyond all bounds");
    if (negative)
        tree->number = -tree->number;
    return tree;
}

void rx_measure(struct rx_value *value)
{
    const struct ast_node *tree = value->tree;
    struct rx_value part;
    uint32_t count = 0;

    value->size = 1;
    value->depth = 0;
    if (tree->kind == AST_SEQUENCE || tree->kind == AST_TUPLE)
        count = tree->sequence.count;
    else if (tree->kind == AST_MAPPING || tree->kind == AST_SET)
        count = tree->mapping.count;
    for (uint32_t i = 0; i < count; i++) {
        part.tree = tree->kind == AST_SEQUENCE || tree->kind == AST_TUPLE
                        ? tree->sequence.items[i]
                        : tree->mapping.entries[i].value;
        rx_measure(&part);
        value->size += part.size;
        if (value->depth <= part.depth)
            value->depth = part.depth + 1;
    }
}

static struct ast_node *take_value(struct rx_maker *maker, struct rx_node *node)
{
    struct rx_value value;

    if (!rx_value_find(maker, node, &value) ||
        !rx_charge(maker, value.size, node->span))
        return NULL;
    if (value.depth + maker->depth > maker->limits.nesting) {
        maker->depth = maker->limits.nesting;
        rx_enter(maker, node->span);
        return NULL;
    }
    return value.tree;
}

static struct ast_node *make(struct rx_maker *maker, struct rx_node *node)
{
    switch ((enum rx_kind)node->kind) {
    case RX_NAME:
    case RX_WORD:
    case RX_SPECIFIER:
        return rx_make_text(maker, node->span, node->text);
    case RX_STRING:
        return rx_make_string(maker, node, "a string");
    case RX_VALUE:
        return take_value(maker, node);
    case RX_INTEGER:
        return make_integer(maker, node, false);
    case RX_FLOAT:
        return make_float(maker, node, false);
    case RX_MINUS:
        return node->first->kind == RX_INTEGER
                   ? make_integer(maker, node->first, true)
                   : make_float(maker, node->first, true);
    case RX_NULL:
        return rx_make(maker, AST_NULL, node->span);
    case RX_TRUE:
    case RX_FALSE:
        return rx_make_bool(maker, node->span, node->kind == RX_TRUE);
    case RX_LIST:
        return rx_make_list(maker, node, AST_SEQUENCE);
    case RX_RECORD:
        return rx_make_record(maker, node);
    case RX_TAGGED:
        return rx_make_tagged(maker, node);
    default:
        rx_refuse_node(maker, node, "a value");
        return NULL;
    }
}

struct ast_node *rx_make_data(struct rx_maker *maker, struct rx_node *node)
{
    struct rx_value value = {.tree = node->made, .size = node->made_size};

    if (value.tree)
        return rx_charge(maker, value.size, node->span) ? value.tree : NULL;
    value.tree = make(maker, node);
    if (node->open || !value.tree || maker->exhausted || maker->use)
        return value.tree;
    rx_measure(&value);
    node->made = value.tree;
    node->made_size = value.size;
    return value.tree;
}
