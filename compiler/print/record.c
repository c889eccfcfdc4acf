/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Records have few keys, so that all are compared.
 */
#include "compiler/print/record.h"

static bool is_among(const struct ast_node *key, const char *const *keys)
{
    if (key->kind != AST_STRING)
        return false;
    for (; *keys; keys++)
        if (thoth_text_equal(key->text, thoth_text_of(*keys)))
            return true;
    return false;
}

bool record_has_only(const struct ast_node *record, const char *const *keys)
{
    if (!record || record->kind != AST_MAPPING)
        return false;
    for (uint32_t i = 0; i < record->mapping.count; i++)
        if (!is_among(record->mapping.entries[i].key, keys))
            return false;
    return true;
}

bool record_is_filled_list(const struct ast_node *node)
{
    return node && node->kind == AST_SEQUENCE && node->sequence.count > 0;
}

bool record_is_true(const struct ast_node *node)
{
    return node && node->kind == AST_BOOL && node->truth;
}

bool record_is_text(const struct ast_node *node)
{
    return node && node->kind == AST_STRING;
}
