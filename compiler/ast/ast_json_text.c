/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any tree as JSON text. Written by hand, since jansson knows neither integers
 * of any size nor keys with NUL.
 */
#include "compiler/ast/ast_json.h"
#include "compiler/base/out_of_memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct json_text {
    char *bytes;
    size_t length, capacity;
};

static void append(struct json_text *json, const char *bytes, size_t length)
{
    while (json->capacity - json->length < length) {
        size_t capacity = json->capacity ? json->capacity : 256;
        if (capacity > SIZE_MAX / 2)
            memory_ran_out();
        json->capacity = capacity * 2;
        json->bytes = memory_grow(json->bytes, json->capacity, 1);
    }
    if (length > 0)
        memcpy(json->bytes + json->length, bytes, length);
    json->length += length;
}

static void append_string(struct json_text *json, const char *string)
{
    append(json, string, strlen(string));
}

static void append_escape(struct json_text *json, unsigned char c)
{
    char escape[sizeof("\\u0000")];

    if (c == '"' || c == '\\')
        snprintf(escape, sizeof(escape), "\\%c", c);
    else if (c == '\n')
        snprintf(escape, sizeof(escape), "\\n");
    else
        snprintf(escape, sizeof(escape), "\\u%04x", c);
    append_string(json, escape);
}

/* `bytes`: what is no ASCII stands for the character of that number. */
static void append_quoted(struct json_text *json, struct thoth_text text,
                          bool bytes)
{
    append(json, "\"", 1);
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c < 0x20 || c == '"' || c == '\\' || c == 0x7f ||
            (bytes && c >= 0x80))
            append_escape(json, c);
        else
            append(json, &text.at[i], 1);
    }
    append(json, "\"", 1);
}

/* The shortest decimal text that reads back as the same number, with a point or
 * an exponent, so that it stays a float. */
static void append_float(struct json_text *json, double number)
{
    char digits[32];
    int precision = 15;

    if (!isfinite(number)) {
        append_string(json, "null");
        return;
    }
    do
        snprintf(digits, sizeof(digits), "%.*g", precision, number);
    while (strtod(digits, NULL) != number && ++precision <= 17);
    append_string(json, digits);
    if (strpbrk(digits, ".e") == NULL)
        append_string(json, ".0");
}

static void append_node(struct json_text *json, const struct ast_node *node);

static void append_sequence(struct json_text *json, const struct ast_node *node)
{
    append(json, "[", 1);
    for (uint32_t i = 0; i < node->sequence.count; i++) {
        if (i > 0)
            append(json, ",", 1);
        append_node(json, node->sequence.items[i]);
    }
    append(json, "]", 1);
}

static void append_set(struct json_text *json, const struct ast_node *node)
{
    append(json, "[", 1);
    for (uint32_t i = 0; i < node->mapping.count; i++) {
        if (i > 0)
            append(json, ",", 1);
        append_node(json, node->mapping.entries[i].key);
    }
    append(json, "]", 1);
}

/* A key as text: what its value would be written as, in quotes. */
static void append_key(struct json_text *json, const struct ast_node *key)
{
    struct json_text text = {NULL, 0, 0};

    if (key->kind == AST_STRING || key->kind == AST_TIMESTAMP ||
        key->kind == AST_BINARY) {
        append_node(json, key);
        return;
    }
    append_node(&text, key);
    append_quoted(json, (struct thoth_text){text.bytes, text.length}, false);
    free(text.bytes);
}

static void append_mapping(struct json_text *json, const struct ast_node *node)
{
    append(json, "{", 1);
    for (uint32_t i = 0; i < node->mapping.count; i++) {
        if (i > 0)
            append(json, ",", 1);
        append_key(json, node->mapping.entries[i].key);
        append(json, ":", 1);
        append_node(json, node->mapping.entries[i].value);
    }
    append(json, "}", 1);
}

static void append_node(struct json_text *json, const struct ast_node *node)
{
    switch ((enum ast_kind)node->kind) {
    case AST_BOOL:
        append_string(json, node->truth ? "true" : "false");
        break;
    case AST_INT:
        append(json, node->text.at, node->text.length);
        break;
    case AST_FLOAT:
        append_float(json, node->number);
        break;
    case AST_STRING:
    case AST_TIMESTAMP:
    case AST_BINARY:
        append_quoted(json, node->text, node->kind == AST_BINARY);
        break;
    case AST_SEQUENCE:
    case AST_TUPLE:
        append_sequence(json, node);
        break;
    case AST_MAPPING:
        append_mapping(json, node);
        break;
    case AST_SET:
        append_set(json, node);
        break;
    case AST_NULL:
    case AST_RECURSION:
    case AST_KIND_COUNT:
        append_string(json, "null");
        break;
    }
}

char *ast_to_json_text(const struct ast_node *root)
{
    struct json_text json = {NULL, 0, 0};

    append_node(&json, root);
    append(&json, "", 1);
    return json.bytes;
}
