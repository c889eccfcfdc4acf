/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Data: strings, numbers, records, lists, and the values that only tags name.
 * What holds no value is made once and shared by all expansions.
 */
#include "compiler/rx/rx_maker.h"

#include "compiler/yaml/base64.h"
#include "compiler/yaml/numeral.h"
#include "compiler/yaml/timestamp.h"

#include <math.h>
#include <stdlib.h>
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

/* Tags */

static struct ast_node *make_timestamp(struct rx_maker *maker,
                                       const struct rx_node *node)
{
    struct ast_node *tree = rx_make(maker, AST_TIMESTAMP, node->span);
    struct timestamp when;

    if (!timestamp_scan(node->first->text, &when) || !timestamp_valid(&when)) {
        rx_refuse(
            maker, DIAG_RX_TYPE, node->first->span,
            "expected a date such as \"2021-12-31\", perhaps with a time");
        return NULL;
    }
    tree->source = node->first->text;
    tree->text = timestamp_format(maker->arena, &when);
    return tree;
}

static struct ast_node *make_binary(struct rx_maker *maker,
                                    const struct rx_node *node)
{
    struct ast_node *tree = rx_make(maker, AST_BINARY, node->span);

    tree->source = node->first->text;
    if (base64_decode(maker->arena, node->first->text, &tree->text))
        return tree;
    rx_refuse(maker, DIAG_RX_TYPE, node->first->span, "expected base64");
    return NULL;
}

static struct ast_node *make_odd_float(struct rx_maker *maker,
                                       const struct rx_node *node)
{
    static const struct {
        const char *name;
        double number;
    } NUMBERS[] = {{"nan", NAN}, {"inf", INFINITY}, {"-inf", -INFINITY}};
    struct ast_node *tree = rx_make(maker, AST_FLOAT, node->span);

    tree->source = node->first->text;
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++)
        if (thoth_text_equal(node->first->text,
                             thoth_text_of(NUMBERS[i].name))) {
            tree->number = NUMBERS[i].number;
            return tree;
        }
    rx_refuse(maker, DIAG_RX_TYPE, node->first->span,
              "expected \"nan\", \"inf\" or \"-inf\"");
    return NULL;
}

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

static struct ast_node *make_list(struct rx_maker *maker,
                                  const struct rx_node *node,
                                  enum ast_kind kind)
{
    struct ast_node *list = rx_make(maker, kind, node->span);

    if (!rx_enter(maker, node->span))
        return NULL;
    for (struct rx_node *item = node->first; item; item = item->next)
        rx_append(maker, list, rx_make_data(maker, item));
    rx_leave(maker);
    return list;
}

/* A set is a mapping whose values are null. */
static struct ast_node *make_set(struct rx_maker *maker,
                                 const struct rx_node *node)
{
    struct ast_node *set = rx_make(maker, AST_SET, node->span);

    if (!rx_enter(maker, node->span))
        return NULL;
    for (struct rx_node *item = node->first->first; item; item = item->next) {
        struct ast_node *key = rx_make_data(maker, item);

        if (key && !is_hashable(key))
            refuse_key(maker, item);
        rx_put_entry(maker, set, key, rx_make(maker, AST_NULL, item->span));
    }
    rx_leave(maker);
    check_keys(maker, set);
    return set;
}

static struct ast_node *make_tagged(struct rx_maker *maker,
                                    struct rx_node *node)
{
    static const struct {
        const char *tag;
        enum rx_kind kind;
        struct ast_node *(*make)(struct rx_maker *maker,
                                 const struct rx_node *node);
    } TAGS[] = {
        {"timestamp", RX_STRING, make_timestamp},
        {"binary", RX_STRING, make_binary},
        {"float", RX_STRING, make_odd_float},
        {"set", RX_LIST, make_set},
        {"tuple", RX_LIST, NULL},
    };

    for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++) {
        if (!thoth_text_equal(node->text, thoth_text_of(TAGS[i].tag)))
            continue;
        if (node->first->kind != TAGS[i].kind ||
            (TAGS[i].kind == RX_STRING && node->first->open)) {
            rx_refuse_node(maker, node->first,
                           TAGS[i].kind == RX_LIST ? "a list behind the tag"
                                                   : "a string behind the tag");
            return NULL;
        }
        return TAGS[i].make ? TAGS[i].make(maker, node)
                            : make_list(maker, node->first, AST_TUPLE);
    }
    diagnostic_add_note(maker->diagnostics,
                        rx_refuse(maker, DIAG_RX_NAME_UNKNOWN, node->span,
                                  "the tag '!%.*s' is not known",
                                  (int)node->text.length, node->text.at),
                        "there are !timestamp, !binary, !float, !set and "
                        "!tuple");
    return NULL;
}

/* Values */

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
        return make_list(maker, node, AST_SEQUENCE);
    case RX_RECORD:
        return rx_make_record(maker, node);
    case RX_TAGGED:
        return make_tagged(maker, node);
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
