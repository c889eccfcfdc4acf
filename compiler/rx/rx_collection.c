/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Records, lists and sets. Keys are told apart by value, as YAML does: `1` and
 * `01` are one key.
 */
#include "compiler/rx/rx_maker.h"

#include <stdlib.h>

static void refuse_key(struct rx_maker *maker, const struct rx_node *node)
{
    rx_refuse(maker, DIAG_RX_TYPE, node->span,
              "a list or a record cannot be a key");
}

static bool is_hashable(const struct ast_node *key)
{
    switch (key->kind) {
    case AST_SEQUENCE:
    case AST_MAPPING:
    case AST_SET:
        return false;
    case AST_TUPLE:
        for (uint32_t i = 0; i < key->sequence.count; i++)
            if (!is_hashable(key->sequence.items[i]))
                return false;
        return true;
    default:
        return true;
    }
}

/* Keys that are equal by value, told apart by hash first. */
struct hashed_key {
    uint32_t hash, number;
};

static int compare_hashes(const void *left, const void *right)
{
    const struct hashed_key *l = left, *r = right;

    if (l->hash != r->hash)
        return l->hash < r->hash ? -1 : 1;
    return (l->number > r->number) - (l->number < r->number);
}

static void check_keys(struct rx_maker *maker, const struct ast_node *mapping)
{
    const struct ast_entry *entries = mapping->mapping.entries;
    uint32_t count = mapping->mapping.count;
    struct hashed_key *keys;

    if (count < 2)
        return;
    keys = ARENA_NEW_ARRAY(maker->arena, struct hashed_key, count);
    for (uint32_t i = 0; i < count; i++)
        keys[i] = (struct hashed_key){ast_hash(entries[i].key), i};
    qsort(keys, count, sizeof *keys, compare_hashes);
    for (uint32_t i = 1; i < count; i++) {
        const struct ast_node *first = entries[keys[i - 1].number].key;
        const struct ast_node *second = entries[keys[i].number].key;

        if (keys[i].hash == keys[i - 1].hash && ast_equal(first, second))
            diagnostic_add_place(maker->diagnostics,
                                 rx_refuse(maker, DIAG_RX_NAME_REPEATED,
                                           second->span,
                                           "a key of the record is repeated"),
                                 first->span, "first given here");
    }
}

struct ast_node *rx_make_record(struct rx_maker *maker, struct rx_node *node)
{
    struct ast_node *mapping = rx_make(maker, AST_MAPPING, node->span);

    if (!rx_enter(maker, node->span))
        return NULL;
    for (struct rx_node *entry = node->first; entry; entry = entry->next) {
        struct ast_node *key, *value;

        if (entry->kind != RX_ENTRY) {
            rx_refuse_node(maker, entry, "a key, ':' and a value");
            continue;
        }
        key = rx_make_data(maker, entry->first);
        value = rx_make_data(maker, entry->last);
        if (key && !is_hashable(key))
            refuse_key(maker, entry->first);
        rx_put_entry(maker, mapping, key, value);
    }
    rx_leave(maker);
    check_keys(maker, mapping);
    return mapping;
}

struct ast_node *rx_make_list(struct rx_maker *maker,
                              const struct rx_node *node, enum ast_kind kind)
{
    struct ast_node *list = rx_make(maker, kind, node->span);

    if (!rx_enter(maker, node->span))
        return NULL;
    for (struct rx_node *item = node->first; item; item = item->next)
        rx_append(maker, list, rx_make_data(maker, item));
    rx_leave(maker);
    return list;
}

struct ast_node *rx_make_set(struct rx_maker *maker,
                             const struct rx_node *tagged)
{
    struct ast_node *set = rx_make(maker, AST_SET, tagged->span);

    if (!rx_enter(maker, tagged->span))
        return NULL;
    for (struct rx_node *item = tagged->first->first; item; item = item->next) {
        struct ast_node *key = rx_make_data(maker, item);

        if (key && !is_hashable(key))
            refuse_key(maker, item);
        rx_put_entry(maker, set, key, rx_make(maker, AST_NULL, item->span));
    }
    rx_leave(maker);
    check_keys(maker, set);
    return set;
}
