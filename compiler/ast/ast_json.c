/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Trees to JSON, recursively: the reader limits the depth of trees, and an
 * AST_RECURSION stops where a tree would not end.
 */
#include "compiler/ast/ast_json.h"

#include "compiler/base/out_of_memory.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static json_t *need(json_t *value)
{
    if (value == NULL)
        memory_ran_out();
    return value;
}

/* Of an integer beyond 64 bits, NULL. The text has a NUL only at its end. */
static json_t *convert_integer(struct thoth_text text)
{
    char digits[sizeof("-9223372036854775808")];
    long long value;

    if (text.length >= sizeof(digits))
        return NULL;
    memcpy(digits, text.at, text.length);
    digits[text.length] = '\0';
    errno = 0;
    value = strtoll(digits, NULL, 10);
    return errno == 0 ? need(json_integer(value)) : NULL;
}

/* Of text that is no UTF-8, NULL; memory running short cannot be told from it,
 * so that is found out by another allocation. */
static json_t *convert_string(struct thoth_text text)
{
    json_t *value = json_stringn(text.at, text.length);

    if (value == NULL)
        json_decref(need(json_stringn_nocheck("", 0)));
    return value;
}

static json_t *convert(const struct ast_node *node,
                       const struct ast_node **odd);

static json_t *convert_sequence(const struct ast_node *node,
                                const struct ast_node **odd)
{
    json_t *array = need(json_array());

    for (uint32_t i = 0; i < node->sequence.count; i++) {
        json_t *item = convert(node->sequence.items[i], odd);
        if (item == NULL) {
            json_decref(array);
            return NULL;
        }
        if (json_array_append_new(array, item) != 0)
            memory_ran_out();
    }
    return array;
}

static bool is_json_key(const struct ast_node *key)
{
    json_t *text;

    if (key->kind != AST_STRING ||
        memchr(key->text.at, '\0', key->text.length) != NULL)
        return false;
    text = convert_string(key->text);
    json_decref(text);
    return text != NULL;
}

static json_t *convert_mapping(const struct ast_node *node,
                               const struct ast_node **odd)
{
    json_t *object = need(json_object());

    for (uint32_t i = 0; i < node->mapping.count; i++) {
        const struct ast_entry *entry = &node->mapping.entries[i];
        json_t *value = NULL;
        char *key;

        if (is_json_key(entry->key))
            value = convert(entry->value, odd);
        else
            *odd = entry->key;
        if (value == NULL) {
            json_decref(object);
            return NULL;
        }
        key = memory_allocate(entry->key->text.length + 1);
        memcpy(key, entry->key->text.at, entry->key->text.length);
        key[entry->key->text.length] = '\0';
        if (json_object_set_new_nocheck(object, key, value) != 0)
            memory_ran_out();
        free(key);
    }
    return object;
}

static json_t *convert(const struct ast_node *node, const struct ast_node **odd)
{
    json_t *value = NULL;

    switch ((enum ast_kind)node->kind) {
    case AST_NULL:
        return need(json_null());
    case AST_BOOL:
        return need(json_boolean(node->truth));
    case AST_SEQUENCE:
        return convert_sequence(node, odd);
    case AST_MAPPING:
        return convert_mapping(node, odd);
    case AST_INT:
        value = convert_integer(node->text);
        break;
    case AST_FLOAT:
        if (isfinite(node->number))
            value = need(json_real(node->number));
        break;
    case AST_STRING:
        value = convert_string(node->text);
        break;
    default:
        break;
    }
    if (value == NULL)
        *odd = node;
    return value;
}

json_t *ast_to_json(const struct ast_node *root, const struct ast_node **odd)
{
    *odd = NULL;
    return convert(root, odd);
}
