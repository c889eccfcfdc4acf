/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The frame of a file: sections, units, their fields in the usual order. Below
 * that keys stay in the order of the tree.
 */
#include "compiler/print/print_yaml.h"

#include "compiler/print/record.h"
#include "compiler/print/write_condition.h"
#include "compiler/print/write_number.h"
#include "compiler/print/yaml_scalar.h"
#include "compiler/print/yaml_value.h"

struct printing {
    struct text_builder *out;
    struct comment_places places;
};

enum { UNIT_INDENT = 4, FIELD_INDENT = 6, VALUE_INDENT = 8 };

static bool is_expression(const struct ast_node *node)
{
    return node && (node->kind == AST_MAPPING || node->kind == AST_STRING);
}

static bool match_needs_v2(const struct ast_node *match)
{
    if (!match || match->kind != AST_SEQUENCE)
        return record_value(match, "when") != NULL;
    for (uint32_t i = 0; i < match->sequence.count; i++)
        if (record_value(match->sequence.items[i], "when"))
            return true;
    return false;
}

static bool unit_needs_v2(const struct ast_node *unit)
{
    const struct ast_node *score =
        record_value(record_value(unit, "run"), "score");

    return record_value(record_value(unit, "should_include"), "when") ||
           match_needs_v2(record_value(unit, "match")) ||
           is_expression(score) || (score && score->kind == AST_INT) ||
           record_value(unit, "tests");
}

bool print_yaml_needs_v2(const struct ast_node *root)
{
    const struct ast_node *units = record_value(root, "units");

    for (uint32_t i = 0; units && i < units->mapping.count; i++) {
        const struct ast_node *list = units->mapping.entries[i].value;

        for (uint32_t k = 0; k < list->sequence.count; k++)
            if (unit_needs_v2(list->sequence.items[k]))
                return true;
    }
    return false;
}

const struct ast_node *print_yaml_version(const struct ast_node *root)
{
    return record_value(record_value(root, "metadata"), "version");
}

static bool write_comments(struct printing *printing,
                           const struct ast_node *node, uint32_t indent)
{
    return comment_places_write(&printing->places, node, printing->out, indent);
}

static void write_field(struct text_builder *out, const char *key,
                        const struct ast_node *value, uint32_t indent)
{
    text_builder_repeat(out, ' ', indent);
    text_builder_string(out, key);
    text_builder_byte(out, ':');
    yaml_write_value(out, value, indent + 2);
}

/* A text in place of the tree of an expression. */
static void write_expression(struct text_builder *out,
                             const struct ast_entry *entry, uint32_t indent)
{
    struct text_builder text = {.arena = out->arena};
    struct ast_node string = {.kind = AST_STRING};
    const struct ast_node *value = entry->value;
    bool score = thoth_text_equal(entry->key->text, thoth_text_of("score"));

    if (value->kind == AST_MAPPING &&
        (score ? rx_write_number(&text, value, RX_PRECEDENCE_ANY)
               : rx_write_condition(&text, value, RX_BINDS_ALL))) {
        string.text = text_builder_from(&text, 0);
        value = &string;
    }
    yaml_write_value(out, value, indent);
}

/* The entries of a mapping, of which one may be an expression. */
static void write_entries(struct text_builder *out, const struct ast_node *node,
                          const char *expression, uint32_t indent, bool dash)
{
    for (uint32_t i = 0; i < node->mapping.count; i++) {
        const struct ast_entry *entry = &node->mapping.entries[i];

        text_builder_repeat(out, ' ', dash && !i ? indent - 2 : indent);
        if (dash && !i)
            text_builder_string(out, "- ");
        yaml_write_key(out, entry->key);
        if (entry->key->kind == AST_STRING &&
            thoth_text_equal(entry->key->text, thoth_text_of(expression)))
            write_expression(out, entry, indent + 2);
        else
            yaml_write_value(out, entry->value, indent + 2);
    }
}

static void write_record(struct printing *printing, const char *key,
                         const struct ast_node *value, const char *expression)
{
    struct text_builder *out = printing->out;

    if (!value)
        return;
    write_comments(printing, value, FIELD_INDENT);
    if (value->kind != AST_MAPPING || !value->mapping.count) {
        write_field(out, key, value, FIELD_INDENT);
        return;
    }
    text_builder_repeat(out, ' ', FIELD_INDENT);
    text_builder_string(out, key);
    text_builder_string(out, ":\n");
    write_entries(out, value, expression, VALUE_INDENT, false);
}

static void write_matches(struct printing *printing,
                          const struct ast_node *match)
{
    struct text_builder *out = printing->out;

    if (!match || match->kind != AST_SEQUENCE || !match->sequence.count) {
        write_record(printing, "match", match, "when");
        return;
    }
    text_builder_repeat(out, ' ', FIELD_INDENT);
    text_builder_string(out, "match:\n");
    for (uint32_t i = 0; i < match->sequence.count; i++) {
        const struct ast_node *item = match->sequence.items[i];

        write_comments(printing, item, VALUE_INDENT);
        if (item->mapping.count) {
            write_entries(out, item, "when", VALUE_INDENT + 2, true);
        } else {
            text_builder_repeat(out, ' ', VALUE_INDENT);
            text_builder_string(out, "- {}\n");
        }
    }
}

static void write_unit(struct printing *printing, const struct ast_node *unit)
{
    struct text_builder *out = printing->out;
    const struct ast_node *name = record_value(unit, "name");
    const struct ast_node *type = record_value(unit, "type");

    write_comments(printing, unit, UNIT_INDENT);
    write_comments(printing, name, UNIT_INDENT);
    write_comments(printing, type, UNIT_INDENT);
    text_builder_repeat(out, ' ', UNIT_INDENT);
    text_builder_string(out, "- name: ");
    yaml_write_text(out, name->text, false);
    text_builder_byte(out, '\n');
    write_field(out, "type", type, FIELD_INDENT);
    write_record(printing, "should_include",
                 record_value(unit, "should_include"), "when");
    write_matches(printing, record_value(unit, "match"));
    write_record(printing, "run", record_value(unit, "run"), "score");
    write_record(printing, "metadata", record_value(unit, "metadata"), "");
    write_record(printing, "tests", record_value(unit, "tests"), "");
}

static void write_metadata(struct printing *printing,
                           const struct ast_node *root)
{
    const struct ast_node *metadata = record_value(root, "metadata");
    bool added = print_yaml_needs_v2(root) && !print_yaml_version(root);

    if (metadata || added)
        text_builder_string(printing->out, "metadata:\n");
    if (added)
        text_builder_string(printing->out, "  version: v2\n");
    if (metadata)
        write_entries(printing->out, metadata, "", 2, false);
}

void print_yaml(struct text_builder *out, const struct ast_node *root,
                struct yaml_comment *comments)
{
    const struct ast_node *units = record_value(root, "units");
    struct printing printing = {.out = out};
    bool any = false;

    comment_places_find(&printing.places, root, comments, out->arena);
    if (write_comments(&printing, root, 0))
        text_builder_byte(out, '\n');
    write_metadata(&printing, root);
    text_builder_string(out, units->mapping.count ? "units:\n" : "units: {}\n");
    for (uint32_t i = 0; i < units->mapping.count; i++) {
        const struct ast_entry *section = &units->mapping.entries[i];

        if (any)
            text_builder_byte(out, '\n');
        text_builder_repeat(out, ' ', 2);
        yaml_write_key(out, section->key);
        text_builder_string(out,
                            section->value->sequence.count ? "\n" : " []\n");
        for (uint32_t k = 0; k < section->value->sequence.count; k++) {
            if (k)
                text_builder_byte(out, '\n');
            write_unit(&printing, section->value->sequence.items[k]);
            any = true;
        }
    }
    if (any && comment_places_at(&printing.places, NULL))
        text_builder_byte(out, '\n');
    write_comments(&printing, NULL, 0);
}
