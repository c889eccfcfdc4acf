/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Node by node. Entries of mappings that were printed and read again mostly
 * come in the same order, so the next one is tried before all are searched.
 */
#include "compiler/ast/ast_identical.h"

#include <math.h>

static bool floats_identical(double left, double right)
{
    if (isnan(left) || isnan(right))
        return isnan(left) && isnan(right);
    return left == right && signbit(left) == signbit(right);
}

static bool sequences_identical(const struct ast_node *left,
                                const struct ast_node *right)
{
    if (left->sequence.count != right->sequence.count)
        return false;
    for (uint32_t i = 0; i < left->sequence.count; i++)
        if (!ast_identical(left->sequence.items[i], right->sequence.items[i]))
            return false;
    return true;
}

static const struct ast_entry *find(const struct ast_node *mapping,
                                    const struct ast_node *key, uint32_t first)
{
    uint32_t count = mapping->mapping.count;

    for (uint32_t i = 0; i < count; i++) {
        const struct ast_entry *entry =
            &mapping->mapping.entries[(first + i) % count];

        if (ast_identical(entry->key, key))
            return entry;
    }
    return NULL;
}

static bool mappings_identical(const struct ast_node *left,
                               const struct ast_node *right)
{
    if (left->mapping.count != right->mapping.count)
        return false;
    for (uint32_t i = 0; i < left->mapping.count; i++) {
        const struct ast_entry *entry = &left->mapping.entries[i];
        const struct ast_entry *other = find(right, entry->key, i);

        if (!other || (left->kind == AST_MAPPING &&
                       !ast_identical(entry->value, other->value)))
            return false;
    }
    return true;
}

bool ast_identical(const struct ast_node *left, const struct ast_node *right)
{
    if (left->kind != right->kind)
        return false;
    switch ((enum ast_kind)left->kind) {
    case AST_NULL:
        return true;
    case AST_BOOL:
        return left->truth == right->truth;
    case AST_FLOAT:
        return floats_identical(left->number, right->number);
    case AST_INT:
    case AST_STRING:
    case AST_TIMESTAMP:
    case AST_BINARY:
        return thoth_text_equal(left->text, right->text);
    case AST_SEQUENCE:
    case AST_TUPLE:
        return sequences_identical(left, right);
    case AST_MAPPING:
    case AST_SET:
        return mappings_identical(left, right);
    default:
        return false;
    }
}
