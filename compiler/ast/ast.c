/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What can be asked of a syntax tree: names of kinds, look-up of keys, and the
 * reference's notion of equality. Python compares numbers across types by
 * their exact value, so a number is compared by its decimal text whenever it
 * is whole, and no integer is too big.
 */
#include "compiler/ast/ast.h"

#include "runtime/text.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const KIND_NAMES[AST_KIND_COUNT] = {
    [AST_NULL] = "null",          [AST_BOOL] = "a boolean",
    [AST_INT] = "an integer",     [AST_FLOAT] = "a float",
    [AST_STRING] = "a string",    [AST_TIMESTAMP] = "a timestamp",
    [AST_BINARY] = "binary data", [AST_SEQUENCE] = "a list",
    [AST_MAPPING] = "a mapping",  [AST_SET] = "a set",
    [AST_TUPLE] = "a tuple",      [AST_RECURSION] = "a recursive alias",
};

const char *ast_kind_name(enum ast_kind kind)
{
    return KIND_NAMES[kind];
}

struct ast_entry *ast_entry_find(const struct ast_node *mapping,
                                 struct thoth_text key)
{
    for (uint32_t i = 0; i < mapping->mapping.count; i++) {
        struct ast_entry *entry = &mapping->mapping.entries[i];

        if (entry->key->kind == AST_STRING &&
            thoth_text_equal(entry->key->text, key))
            return entry;
    }
    return NULL;
}

/* Room for the decimal text of any whole double, with sign and NUL. */
struct whole_number {
    char digits[DBL_MAX_10_EXP + 3];
};

static bool is_whole(double number)
{
    const double all_whole = 0x1p53; /* no larger double has a fraction */

    if (!isfinite(number))
        return false;
    return number >= all_whole || number <= -all_whole ||
           (double)(int64_t)number == number;
}

/* The decimal text of a node that is a whole number; a NULL address else. */
static struct thoth_text whole_text(const struct ast_node *node,
                                    struct whole_number *room)
{
    switch (node->kind) {
    case AST_BOOL:
        return thoth_text_of(node->truth ? "1" : "0");
    case AST_INT:
        return node->text;
    case AST_FLOAT:
        if (!is_whole(node->number))
            break;
        snprintf(room->digits, sizeof room->digits, "%.0f",
                 node->number + 0.0); /* -0.0 becomes 0.0 */
        return thoth_text_of(room->digits);
    default:
        break;
    }
    return (struct thoth_text){NULL, 0};
}

static bool numbers_equal(const struct ast_node *left,
                          const struct ast_node *right)
{
    struct whole_number left_room, right_room;
    struct thoth_text left_text, right_text;

    if (left->kind == AST_FLOAT && right->kind == AST_FLOAT)
        return left->number == right->number ||
               (isnan(left->number) && isnan(right->number));
    left_text = whole_text(left, &left_room);
    right_text = whole_text(right, &right_room);
    return left_text.at && right_text.at &&
           thoth_text_equal(left_text, right_text);
}

static bool is_number(const struct ast_node *node)
{
    return node->kind == AST_BOOL || node->kind == AST_INT ||
           node->kind == AST_FLOAT;
}

static bool sequences_equal(const struct ast_node *left,
                            const struct ast_node *right)
{
    if (left->sequence.count != right->sequence.count)
        return false;
    for (uint32_t i = 0; i < left->sequence.count; i++)
        if (!ast_equal(left->sequence.items[i], right->sequence.items[i]))
            return false;
    return true;
}

static const struct ast_entry *find_equal_key(const struct ast_node *mapping,
                                              const struct ast_node *key)
{
    for (uint32_t i = 0; i < mapping->mapping.count; i++)
        if (ast_equal(mapping->mapping.entries[i].key, key))
            return &mapping->mapping.entries[i];
    return NULL;
}

static bool mappings_equal(const struct ast_node *left,
                           const struct ast_node *right)
{
    if (left->mapping.count != right->mapping.count)
        return false;
    for (uint32_t i = 0; i < left->mapping.count; i++) {
        const struct ast_entry *entry = &left->mapping.entries[i];
        const struct ast_entry *other = find_equal_key(right, entry->key);

        if (!other || (left->kind == AST_MAPPING &&
                       !ast_equal(entry->value, other->value)))
            return false;
    }
    return true;
}

bool ast_equal(const struct ast_node *left, const struct ast_node *right)
{
    if (left == right)
        return true;
    if (is_number(left) && is_number(right))
        return numbers_equal(left, right);
    if (left->kind != right->kind)
        return false;
    switch (left->kind) {
    case AST_NULL:
        return true;
    case AST_STRING:
    case AST_TIMESTAMP:
    case AST_BINARY:
        return thoth_text_equal(left->text, right->text);
    case AST_SEQUENCE:
    case AST_TUPLE:
        return sequences_equal(left, right);
    case AST_MAPPING:
    case AST_SET:
        return mappings_equal(left, right);
    default:
        return left->target == right->target;
    }
}

/* FNV-1a, which needs no more than to spread the keys of one mapping. */
static uint32_t hash_bytes(uint32_t hash, struct thoth_text text)
{
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 16777619u;
    return hash;
}

uint32_t ast_hash(const struct ast_node *node)
{
    const uint32_t basis = 2166136261u;
    struct whole_number room;
    struct thoth_text whole = whole_text(node, &room);
    uint32_t hash = basis;

    if (whole.at)
        return hash_bytes(basis, whole);
    switch (node->kind) {
    case AST_FLOAT:
        if (!isnan(node->number))
            hash = hash_bytes(basis,
                              (struct thoth_text){(const char *)&node->number,
                                                  sizeof node->number});
        return hash;
    case AST_STRING:
    case AST_TIMESTAMP:
    case AST_BINARY:
        return hash_bytes(basis + node->kind, node->text);
    case AST_SEQUENCE:
    case AST_TUPLE:
        for (uint32_t i = 0; i < node->sequence.count; i++)
            hash = hash * 31 + ast_hash(node->sequence.items[i]);
        return hash;
    case AST_MAPPING:
    case AST_SET:
        return hash + node->mapping.count;
    default:
        return hash - node->kind;
    }
}
