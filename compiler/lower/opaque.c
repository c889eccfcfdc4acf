/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Trees to JSON, without loss.
 */
#include "compiler/lower/opaque.h"

#include "compiler/base/out_of_memory.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static json_t *value_of(const struct ast_node *node);

static json_t *made(json_t *value)
{
    if (!value)
        memory_ran_out();
    return value;
}

static json_t *text_value(struct thoth_text text)
{
    return made(json_stringn(text.at, text.length));
}

static json_t *tagged(const char *tag, json_t *value)
{
    json_t *object = made(json_object());

    if (json_object_set_new(object, tag, value))
        memory_ran_out();
    return object;
}

static json_t *integer_value(const struct ast_node *node)
{
    char *end;
    long long number;

    errno = 0;
    number = strtoll(node->text.at, &end, 10);
    if (errno || end != node->text.at + node->text.length)
        return tagged("!!int", text_value(node->text));
    return made(json_integer(number));
}

static json_t *float_value(double number)
{
    if (isnan(number))
        return tagged("!!float", made(json_string("nan")));
    if (isinf(number))
        return tagged("!!float",
                      made(json_string(number < 0 ? "-inf" : "inf")));
    return made(json_real(number));
}

/* Bytes as hexadecimal digits: rare, and readable without a decoder. */
static json_t *binary_value(struct thoth_text bytes)
{
    static const char DIGITS[] = "0123456789abcdef";
    char *text = memory_allocate(bytes.length * 2);
    json_t *value;

    for (size_t i = 0; i < bytes.length; i++) {
        text[2 * i] = DIGITS[(unsigned char)bytes.at[i] >> 4];
        text[2 * i + 1] = DIGITS[bytes.at[i] & 15];
    }
    value = json_stringn(text, bytes.length * 2);
    free(text);
    return tagged("!!binary", made(value));
}

static void append(json_t *array, json_t *value)
{
    if (json_array_append_new(array, value))
        memory_ran_out();
}

static json_t *sequence_value(const struct ast_node *node)
{
    json_t *array = made(json_array());

    for (uint32_t i = 0; i < node->sequence.count; i++)
        append(array, value_of(node->sequence.items[i]));
    return array;
}

static json_t *set_value(const struct ast_node *node)
{
    json_t *array = made(json_array());

    for (uint32_t i = 0; i < node->mapping.count; i++)
        append(array, value_of(node->mapping.entries[i].key));
    return tagged("!!set", array);
}

/* Can the mapping be an object that is not mistaken for a tagged value? */
static bool is_plain_object(const struct ast_node *node)
{
    for (uint32_t i = 0; i < node->mapping.count; i++) {
        const struct ast_node *key = node->mapping.entries[i].key;

        if (key->kind != AST_STRING ||
            memchr(key->text.at, 0, key->text.length))
            return false;
        if (key->text.length >= 2 && !memcmp(key->text.at, "!!", 2))
            return false;
    }
    return true;
}

static json_t *mapping_value(const struct ast_node *node)
{
    bool plain = is_plain_object(node);
    json_t *value = made(plain ? json_object() : json_array());

    for (uint32_t i = 0; i < node->mapping.count; i++) {
        const struct ast_entry *entry = &node->mapping.entries[i];
        json_t *pair;

        if (plain) {
            if (json_object_setn_new(value, entry->key->text.at,
                                     entry->key->text.length,
                                     value_of(entry->value)))
                memory_ran_out();
            continue;
        }
        pair = made(json_array());
        append(pair, value_of(entry->key));
        append(pair, value_of(entry->value));
        append(value, pair);
    }
    return plain ? value : tagged("!!map", value);
}

/* Depth is bounded by the reader's limit on nesting. */
static json_t *value_of(const struct ast_node *node)
{
    switch ((enum ast_kind)node->kind) {
    case AST_BOOL:
        return made(json_boolean(node->truth));
    case AST_INT:
        return integer_value(node);
    case AST_FLOAT:
        return float_value(node->number);
    case AST_STRING:
        return text_value(node->text);
    case AST_TIMESTAMP:
        return tagged("!!timestamp", text_value(node->text));
    case AST_BINARY:
        return binary_value(node->text);
    case AST_SEQUENCE:
        return sequence_value(node);
    case AST_TUPLE:
        return tagged("!!tuple", sequence_value(node));
    case AST_MAPPING:
        return mapping_value(node);
    case AST_SET:
        return set_value(node);
    default:
        return made(json_null());
    }
}

char *opaque_text(const struct ast_node *node)
{
    json_t *value = value_of(node);
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

    json_decref(value);
    if (!text)
        memory_ran_out();
    return text;
}
