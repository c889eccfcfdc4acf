/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each kind of value; the depth of trees is limited by their readers.
 */
#include "compiler/print/write_data.h"

#include "compiler/print/base64_encode.h"
#include "compiler/print/write_lexeme.h"

#include <math.h>

static void write_float(struct text_builder *out, double number)
{
    if (isfinite(number))
        rx_write_float(out, number);
    else if (isnan(number))
        text_builder_string(out, "!float \"nan\"");
    else
        text_builder_string(out,
                            number < 0 ? "!float \"-inf\"" : "!float \"inf\"");
}

static void write_items(struct text_builder *out, const struct ast_node *node)
{
    text_builder_byte(out, '[');
    for (uint32_t i = 0; i < node->sequence.count; i++) {
        if (i)
            text_builder_string(out, ", ");
        rx_write_data(out, node->sequence.items[i]);
    }
    text_builder_byte(out, ']');
}

static void write_entries(struct text_builder *out, const struct ast_node *node)
{
    bool is_set = node->kind == AST_SET;

    text_builder_byte(out, is_set ? '[' : '{');
    for (uint32_t i = 0; i < node->mapping.count; i++) {
        const struct ast_entry *entry = &node->mapping.entries[i];

        if (i)
            text_builder_string(out, ", ");
        rx_write_data(out, entry->key);
        if (is_set)
            continue;
        text_builder_string(out, ": ");
        rx_write_data(out, entry->value);
    }
    text_builder_byte(out, is_set ? ']' : '}');
}

void rx_write_data(struct text_builder *out, const struct ast_node *node)
{
    switch ((enum ast_kind)node->kind) {
    case AST_BOOL:
        text_builder_string(out, node->truth ? "true" : "false");
        return;
    case AST_INT:
        text_builder_text(out, node->text);
        return;
    case AST_FLOAT:
        write_float(out, node->number);
        return;
    case AST_STRING:
        rx_write_text(out, node->text);
        return;
    case AST_TIMESTAMP:
        text_builder_string(out, "!timestamp ");
        rx_write_string(out, node->text);
        return;
    case AST_BINARY:
        text_builder_string(out, "!binary \"");
        base64_encode(out, node->text);
        text_builder_byte(out, '"');
        return;
    case AST_TUPLE:
        text_builder_string(out, "!tuple ");
        write_items(out, node);
        return;
    case AST_SEQUENCE:
        write_items(out, node);
        return;
    case AST_SET:
        text_builder_string(out, "!set ");
        write_entries(out, node);
        return;
    case AST_MAPPING:
        write_entries(out, node);
        return;
    default:
        text_builder_string(out, "null");
    }
}
