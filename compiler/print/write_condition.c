/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What joins conditions, and predicates whose words are no names. The others
 * are rows of a table (write_predicate.c).
 */
#include "compiler/print/write_condition.h"

#include "compiler/print/write_lexeme.h"
#include "compiler/print/write_number.h"
#include "compiler/print/write_phrase.h"

static bool is_key(const struct ast_node *key, const char *word)
{
    return key->kind == AST_STRING &&
           thoth_text_equal(key->text, thoth_text_of(word));
}

static bool write_joined(struct text_builder *out, const struct ast_node *list,
                         const char *joint, enum rx_binding own,
                         enum rx_binding binding)
{
    bool brackets = binding >= own;

    if (list->kind != AST_SEQUENCE || list->sequence.count < 2)
        return false;
    if (brackets)
        text_builder_byte(out, '(');
    for (uint32_t i = 0; i < list->sequence.count; i++) {
        if (i)
            text_builder_string(out, joint);
        if (!rx_write_condition(out, list->sequence.items[i], own))
            return false;
    }
    if (brackets)
        text_builder_byte(out, ')');
    return true;
}

static bool write_compare(struct text_builder *out, const struct ast_node *tree,
                          enum rx_binding binding)
{
    const struct ast_entry *left, *is, *right;

    if (tree->kind != AST_MAPPING || tree->mapping.count != 3)
        return false;
    left = ast_entry_find(tree, thoth_text_of("left"));
    is = ast_entry_find(tree, thoth_text_of("is"));
    right = ast_entry_find(tree, thoth_text_of("right"));
    if (!left || !is || !right || is->value->kind != AST_STRING)
        return false;
    if (binding >= RX_BINDS_NOT)
        text_builder_byte(out, '(');
    if (!rx_write_number(out, left->value, RX_PRECEDENCE_SUM))
        return false;
    text_builder_byte(out, ' ');
    text_builder_text(out, is->value->text);
    text_builder_byte(out, ' ');
    if (!rx_write_number(out, right->value, RX_PRECEDENCE_SUM))
        return false;
    if (binding >= RX_BINDS_NOT)
        text_builder_byte(out, ')');
    return true;
}

/* A record with one field may be a predicate of its own: `version SPEC`, `from
 * INDEX`, `develop`; others are a phrase. */
static bool write_package(struct text_builder *out, const struct ast_node *tree)
{
    const struct ast_entry *entry;

    if (tree->kind == AST_MAPPING && tree->mapping.count == 1) {
        entry = tree->mapping.entries;
        if (is_key(entry->key, "version") && entry->value->kind == AST_STRING) {
            text_builder_string(out, "version ");
            rx_write_version(out, entry->value->text);
            return true;
        }
        if (is_key(entry->key, "index_url") &&
            entry->value->kind == AST_STRING) {
            text_builder_string(out, "from ");
            rx_write_string(out, entry->value->text);
            return true;
        }
        if (is_key(entry->key, "develop") && entry->value->kind == AST_BOOL &&
            entry->value->truth) {
            text_builder_string(out, "develop");
            return true;
        }
    }
    return rx_write_predicate(out, thoth_text_of("package_version"), tree);
}

static bool write_required_by(struct text_builder *out,
                              const struct ast_node *tree)
{
    const struct ast_entry *packages, *others;

    if (tree->kind != AST_MAPPING)
        return false;
    packages = ast_entry_find(tree, thoth_text_of("packages"));
    others = ast_entry_find(tree, thoth_text_of("allow_other"));
    if (!packages || tree->mapping.count != 1u + (others != NULL) ||
        (others && (others->value->kind != AST_BOOL || !others->value->truth)))
        return false;
    text_builder_string(out, "required_by(");
    if (!rx_write_phrases(out, packages->value, 0, RX_PHRASE_MATCH))
        return false;
    text_builder_string(out, others ? ", others)" : ")");
    return true;
}

static bool write_entry(struct text_builder *out, const struct ast_entry *entry,
                        enum rx_binding binding)
{
    const struct ast_node *value = entry->value;

    if (is_key(entry->key, "any"))
        return write_joined(out, value, " or ", RX_BINDS_OR, binding);
    if (is_key(entry->key, "all"))
        return write_joined(out, value, " and ", RX_BINDS_AND, binding);
    if (is_key(entry->key, "not")) {
        text_builder_string(out, "not ");
        return rx_write_condition(out, value, RX_BINDS_NOT);
    }
    if (is_key(entry->key, "package_version"))
        return write_package(out, value);
    if (is_key(entry->key, "package_version_from"))
        return write_required_by(out, value);
    if (is_key(entry->key, "compare"))
        return write_compare(out, value, binding);
    return entry->key->kind == AST_STRING &&
           rx_write_predicate(out, entry->key->text, value);
}

bool rx_write_condition(struct text_builder *out, const struct ast_node *tree,
                        enum rx_binding binding)
{
    size_t mark = out->length;

    if (tree->kind == AST_STRING) {
        text_builder_string(out, binding > RX_BINDS_ALL ? "(" : "");
        text_builder_text(out, tree->text);
        text_builder_string(out, binding > RX_BINDS_ALL ? ")" : "");
        return true;
    }
    return rx_keep_if(out, mark,
                      tree->kind == AST_MAPPING && tree->mapping.count == 1 &&
                          write_entry(out, tree->mapping.entries, binding));
}
