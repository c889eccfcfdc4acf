/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Small mappings, which nearly all are, compare each key with those before it;
 * larger ones use an open hash table of entry numbers.
 */
#include "compiler/yaml/unique_keys.h"

enum { SMALL_MAPPING = 12, NO_ENTRY = UINT32_MAX };

struct key_table {
    const struct ast_entry *entries;
    uint32_t *slots; /* entry numbers or NO_ENTRY; NULL in small mappings */
    uint32_t slot_count;
};

static void table_start(struct key_table *table, struct arena *arena,
                        const struct ast_node *mapping)
{
    uint32_t count = mapping->mapping.count;

    *table = (struct key_table){.entries = mapping->mapping.entries};
    if (count <= SMALL_MAPPING)
        return;
    table->slot_count = 32;
    while (table->slot_count / 2 < count)
        table->slot_count *= 2;
    table->slots = ARENA_NEW_ARRAY(arena, uint32_t, table->slot_count);
    memset(table->slots, 0xff, table->slot_count * sizeof *table->slots);
}

static bool same_key(const struct ast_node *left, const struct ast_node *right)
{
    if (left->kind == AST_STRING && right->kind == AST_STRING)
        return thoth_text_equal(left->text, right->text);
    return ast_equal(left, right);
}

/* The earlier entry with this key; else NO_ENTRY, and `number`, which is one
 * more than all before, now stands for it. */
static uint32_t table_enter(struct key_table *table, const struct ast_node *key,
                            uint32_t number)
{
    uint32_t slot;

    if (!table->slots) {
        for (uint32_t i = 0; i < number; i++)
            if (same_key(table->entries[i].key, key))
                return i;
        return NO_ENTRY;
    }
    slot = ast_hash(key) & (table->slot_count - 1);
    while (table->slots[slot] != NO_ENTRY) {
        if (same_key(table->entries[table->slots[slot]].key, key))
            return table->slots[slot];
        slot = (slot + 1) & (table->slot_count - 1);
    }
    table->slots[slot] = number;
    return NO_ENTRY;
}

/* The last line with something of a value; a block scalar ends at the start of
 * the line behind it. */
static uint32_t last_line(const struct ast_node *value)
{
    const struct span *span = &value->span;

    return span->end_column == 1 && span->end_line > span->line
               ? span->end_line - 1
               : span->end_line;
}

/* Is there another entry whose key stands on one of these lines? */
static bool has_key_on(const struct ast_node *mapping,
                       const struct ast_node *key, uint32_t first,
                       uint32_t last)
{
    for (uint32_t i = 0; i < mapping->mapping.count; i++) {
        const struct ast_node *other = mapping->mapping.entries[i].key;

        if (other != key && other->span.line >= first &&
            other->span.line <= last)
            return true;
    }
    return false;
}

/* What to take out for an entry of a block mapping: its lines, but for what may
 * stand before the first entry of a mapping, such as a dash. Then the next
 * entry must follow at once. All zero when it cannot be told. */
static struct span removed_span(const struct ast_node *mapping,
                                const struct ast_entry *entry)
{
    const struct span *key = &entry->key->span;
    uint32_t last = last_line(entry->value);
    uint32_t column = key->line == mapping->span.line ? key->column : 1;
    struct span span = {key->line, column, last + 1, column};

    if (key->column != mapping->span.column ||
        has_key_on(mapping, entry->key, key->line, last) ||
        (column > 1 && !has_key_on(mapping, entry->key, last + 1, last + 1)))
        span.line = 0;
    return span;
}

static void offer_removal(struct graph *graph, struct diagnostic *diagnostic,
                          const struct ast_node *mapping,
                          const struct ast_entry *entry)
{
    struct diagnostic_list *list = graph->diagnostics;
    struct span span = removed_span(mapping, entry);

    /* What an alias may need is better left where it is. */
    if (span.line && !graph->aliases)
        diagnostic_add_edit(
            list,
            diagnostic_add_fix(list, diagnostic, true,
                               "remove the value that does not count"),
            span, (struct thoth_text){"", 0});
}

static struct diagnostic *report_repeated(struct graph *graph,
                                          const struct ast_node *key,
                                          const struct ast_node *first)
{
    struct thoth_text text = key->source;
    struct diagnostic *diagnostic = diagnostic_report(
        graph->diagnostics, DIAG_YAML_KEY_REPEATED, key->span,
        "key '%.*s' is repeated; the last value counts",
        text.length < 200 ? (int)text.length : 200, text.length ? text.at : "");

    diagnostic_add_place(graph->diagnostics, diagnostic, first->span,
                         "first defined here");
    return diagnostic;
}

/* A later entry with the key of an earlier one takes its place. The key stays
 * the first one's, but of two strings the later one has the better place to
 * show in messages. */
static void replace(struct graph *graph, const struct ast_node *mapping,
                    struct ast_entry *earlier, const struct ast_entry *later)
{
    struct ast_entry *hidden = ARENA_NEW(graph->arena, struct ast_entry);

    if (!earlier->merged && !later->merged)
        offer_removal(graph, report_repeated(graph, later->key, earlier->key),
                      mapping, earlier);
    *hidden = *earlier;
    *earlier = *later;
    if (hidden->key->kind != AST_STRING || later->key->kind != AST_STRING)
        earlier->key = hidden->key;
    earlier->replaced = hidden;
}

void unique_keys(struct graph *graph, struct ast_node *mapping)
{
    struct ast_entry *entries = mapping->mapping.entries;
    struct key_table table;
    uint32_t kept = 0;

    table_start(&table, graph->arena, mapping);
    for (uint32_t i = 0; i < mapping->mapping.count; i++) {
        uint32_t earlier = table_enter(&table, entries[i].key, kept);

        if (earlier != NO_ENTRY)
            replace(graph, mapping, &entries[earlier], &entries[i]);
        else if (kept++ != i)
            entries[kept - 1] = entries[i];
    }
    mapping->mapping.count = kept;
}
