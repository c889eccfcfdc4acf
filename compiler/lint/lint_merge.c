/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Merge keys. Of several mappings that one merge key brings in, the first wins
 * where they share a key, so that what a list of alternatives has behind its
 * first entry is lost: a list cannot be merged into a mapping.
 */
#include "compiler/lint/linter.h"

#include <string.h>

/* The value that another merged mapping had for the key, if it is lost. */
static const struct ast_entry *lost(const struct ast_entry *entry)
{
    const struct ast_entry *other = entry->replaced;

    while (other && (!other->merged || ast_equal(other->value, entry->value)))
        other = other->replaced;
    return entry->merged ? other : NULL;
}

/* Where nothing but the merge is in the mapping, the alias without `<<:` gives
 * what was meant: the whole list. */
static void propose_alias(struct linter *linter, struct diagnostic *diagnostic,
                          const struct ast_node *mapping, struct span key)
{
    struct span rest = {key.line, key.column, mapping->span.end_line,
                        mapping->span.end_column};
    struct thoth_text source = place_source(&linter->places, rest);
    uint32_t length = 2;

    for (uint32_t i = 0; i < mapping->mapping.count; i++)
        if (!mapping->mapping.entries[i].merged)
            return;
    while (length < source.length && strchr(" :", source.at[length]))
        length++;
    if (length == source.length || source.at[length] != '*' ||
        place_source(&linter->places, mapping->span).at[0] != '<')
        return;
    key.end_column = key.column + length;
    diagnostic_add_edit(linter->list,
                        diagnostic_add_fix(linter->list, diagnostic, false,
                                           "take over the whole list"),
                        key, (struct thoth_text){"", 0});
}

static void report(struct linter *linter, const struct ast_node *mapping,
                   const struct ast_entry *entry, const struct ast_entry *other)
{
    struct span span = place_merge_key(&linter->places, mapping);
    struct diagnostic *diagnostic = diagnostic_report(
        linter->list, DIAG_MERGE_LOSES_KEYS, span,
        "the merge loses values of %s: its mappings share the key",
        lint_quote(linter, entry->key->source));

    diagnostic_add_place(linter->list, diagnostic, entry->value->span,
                         "this value stays");
    for (uint32_t i = 0; other && i < LINT_PLACES; i++) {
        diagnostic_add_place(linter->list, diagnostic, other->value->span,
                             "this value is lost");
        other = other->replaced;
    }
    diagnostic_add_note(linter->list, diagnostic,
                        "a merge key joins mappings into one, the first value "
                        "of a key stays; to take over a whole list write the "
                        "alias as the value, without '<<:'");
    propose_alias(linter, diagnostic, mapping, span);
}

static void lint_mapping(struct linter *linter, const struct ast_node *mapping)
{
    for (uint32_t i = 0; i < mapping->mapping.count; i++) {
        const struct ast_entry *entry = &mapping->mapping.entries[i];
        const struct ast_entry *other = lost(entry);

        if (other) {
            report(linter, mapping, entry, other);
            return;
        }
    }
}

static void walk(struct linter *linter, const struct ast_node *node)
{
    if (node->aliased)
        return;
    switch (node->kind) {
    case AST_SEQUENCE:
    case AST_TUPLE:
        for (uint32_t i = 0; i < node->sequence.count; i++)
            walk(linter, node->sequence.items[i]);
        break;
    case AST_MAPPING:
        lint_mapping(linter, node);
        for (uint32_t i = 0; i < node->mapping.count; i++)
            if (!node->mapping.entries[i].merged)
                walk(linter, node->mapping.entries[i].value);
        break;
    }
}

/* Aliases and merges are not followed: what they stand for is seen where it is
 * written. */
void lint_merges(struct linter *linter, const struct ast_node *node)
{
    if (linter->has_merges)
        walk(linter, node);
}

/* Most files have no merge key, and need no walk. */
bool lint_may_merge(struct thoth_text content)
{
    const char *at = content.at, *end = at + content.length;

    while (at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        if (end - at > 1 && at[1] == '<')
            return true;
        at++;
    }
    return false;
}
