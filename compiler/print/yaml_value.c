/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Blocks within blocks. Sets, tuples and collections that are keys are written
 * in brackets, where tags are plain to see.
 */
#include "compiler/print/yaml_value.h"

#include "compiler/print/yaml_scalar.h"

#include <stdbool.h>
#include <string.h>

enum { INDENTATION = 2, LONGEST_KEY = 128 };

static bool is_scalar(const struct ast_node *node)
{
    return node->kind < AST_SEQUENCE;
}

/* The longest keys that libyaml finds without `?` are of 1,024 characters. */
static bool is_simple_key(const struct ast_node *key)
{
    return is_scalar(key) &&
           ((key->kind != AST_STRING && key->kind != AST_INT &&
             key->kind != AST_BINARY) ||
            key->text.length <= LONGEST_KEY);
}

static void write_flow(struct text_builder *out, const struct ast_node *node);

static void write_flow_items(struct text_builder *out,
                             const struct ast_node *node)
{
    text_builder_byte(out, '[');
    for (uint32_t i = 0; i < node->sequence.count; i++) {
        if (i)
            text_builder_string(out, ", ");
        write_flow(out, node->sequence.items[i]);
    }
    text_builder_byte(out, ']');
}

static void write_flow_entries(struct text_builder *out,
                               const struct ast_node *node)
{
    text_builder_byte(out, '{');
    for (uint32_t i = 0; i < node->mapping.count; i++) {
        const struct ast_entry *entry = &node->mapping.entries[i];

        if (i)
            text_builder_string(out, ", ");
        if (!is_simple_key(entry->key))
            text_builder_string(out, "? ");
        write_flow(out, entry->key);
        text_builder_string(out, " : ");
        if (node->kind == AST_MAPPING)
            write_flow(out, entry->value);
        else
            text_builder_string(out, "null");
    }
    text_builder_byte(out, '}');
}

static void write_flow(struct text_builder *out, const struct ast_node *node)
{
    if (node->kind == AST_SET)
        text_builder_string(out, "!!set ");
    if (node->kind == AST_TUPLE)
        text_builder_string(out, "!!python/tuple ");
    if (node->kind == AST_SEQUENCE || node->kind == AST_TUPLE)
        write_flow_items(out, node);
    else if (node->kind == AST_MAPPING || node->kind == AST_SET)
        write_flow_entries(out, node);
    else
        yaml_write_scalar(out, node, true);
}

uint32_t yaml_column(const struct text_builder *out)
{
    uint32_t column = 0;

    for (size_t i = out->length; i > 0 && out->bytes[i - 1] != '\n'; i--)
        column += ((unsigned char)out->bytes[i - 1] & 0xc0) != 0x80;
    return column;
}

void yaml_write_key(struct text_builder *out, const struct ast_node *key)
{
    if (is_simple_key(key)) {
        size_t mark = out->length;

        yaml_write_scalar(out, key, true);
        /* In brackets a colon behind quotes needs no blank; plain ones do. */
        if (out->bytes[out->length - 1] == ':' && out->length > mark)
            text_builder_byte(out, ' ');
        text_builder_byte(out, ':');
        return;
    }
    text_builder_string(out, "? ");
    write_flow(out, key);
    text_builder_byte(out, '\n');
}

/* Only numbers and the like, which read well side by side? */
static bool is_row(const struct ast_node *node)
{
    for (uint32_t i = 0; i < node->sequence.count; i++)
        if (node->sequence.items[i]->kind > AST_FLOAT)
            return false;
    return node->sequence.count <= 16;
}

static bool is_block(const struct ast_node *node)
{
    if (node->kind == AST_MAPPING)
        return node->mapping.count > 0;
    return node->kind == AST_SEQUENCE && node->sequence.count > 0 &&
           !is_row(node);
}

/* Entries or items, the first one on the line at hand. */
static void write_block(struct text_builder *out, const struct ast_node *node,
                        uint32_t indent)
{
    uint32_t count =
        node->kind == AST_MAPPING ? node->mapping.count : node->sequence.count;

    for (uint32_t i = 0; i < count; i++) {
        if (i)
            text_builder_repeat(out, ' ', indent);
        if (node->kind == AST_SEQUENCE) {
            const struct ast_node *item = node->sequence.items[i];

            text_builder_byte(out, '-');
            if (is_block(item)) {
                text_builder_byte(out, ' ');
                write_block(out, item, indent + INDENTATION);
            } else {
                yaml_write_value(out, item, indent + INDENTATION);
            }
            continue;
        }
        yaml_write_key(out, node->mapping.entries[i].key);
        if (!is_simple_key(node->mapping.entries[i].key)) {
            text_builder_repeat(out, ' ', indent);
            text_builder_byte(out, ':');
        }
        yaml_write_value(out, node->mapping.entries[i].value,
                         indent + INDENTATION);
    }
}

void yaml_write_value(struct text_builder *out, const struct ast_node *node,
                      uint32_t indent)
{
    if (is_block(node)) {
        text_builder_byte(out, '\n');
        text_builder_repeat(out, ' ', indent);
        write_block(out, node, indent);
        return;
    }
    text_builder_byte(out, ' ');
    if (node->kind != AST_STRING ||
        !yaml_write_block(out, node->text, yaml_column(out), indent)) {
        if (is_scalar(node))
            yaml_write_scalar(out, node, false);
        else
            write_flow(out, node);
    }
    text_builder_byte(out, '\n');
}
