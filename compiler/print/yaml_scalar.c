/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Plain where the reader's own patterns say that a plain scalar is this string,
 * else in double quotes, whose escapes can say anything.
 */
#include "compiler/print/yaml_scalar.h"

#include "compiler/print/base64_encode.h"
#include "compiler/print/write_character.h"
#include "compiler/yaml/tag.h"
#include "runtime/unicode.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 80 };

static bool is_all_visible(struct thoth_text text)
{
    const char *at = text.at, *end = text.at + text.length;

    while (at < end)
        if (*at >= ' ' && *at < 0x7f)
            at++;
        else if (!character_is_visible(unicode_decode(&at, end)))
            return false;
    return true;
}

static bool is_flow_mark(char byte)
{
    return byte == ',' || byte == '[' || byte == ']' || byte == '{' ||
           byte == '}' || byte == '?' || byte == '\0';
}

/* Something in it that ends or begins another token. */
static bool has_mark(struct thoth_text text, bool flow)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.at[i];

        if (byte == ':' &&
            (flow || i + 1 == text.length || text.at[i + 1] == ' '))
            return true;
        if (byte == '#' && (!i || text.at[i - 1] == ' '))
            return true;
        if (flow && is_flow_mark(byte))
            return true;
    }
    return false;
}

static bool is_plain(struct thoth_text text, bool flow)
{
    if (!text.length || strchr("-?:,[]{}#&*!|>'\"%@` <=~", *text.at) ||
        text.at[text.length - 1] == ' ' || text.at[0] == '.')
        return false;
    return tag_of_plain_scalar(text) == TAG_BUILDS_STRING &&
           is_all_visible(text) && !has_mark(text, flow);
}

void yaml_write_text(struct text_builder *out, struct thoth_text text,
                     bool flow)
{
    const char *at = text.at, *end = text.at + text.length;

    if (is_plain(text, flow)) {
        text_builder_text(out, text);
        return;
    }
    text_builder_byte(out, '"');
    while (at < end) {
        const char *from = at;

        while (at < end && *at >= ' ' && *at < 0x7f && *at != '"' &&
               *at != '\\')
            at++;
        text_builder_bytes(out, from, (size_t)(at - from));
        if (at < end)
            character_write(out, unicode_decode(&at, end));
    }
    text_builder_byte(out, '"');
}

/* YAML 1.1 wants a point, and a sign in the exponent. */
static void write_float(struct text_builder *out, double number)
{
    char digits[32], *exponent;

    if (isnan(number) || isinf(number)) {
        text_builder_string(out, isnan(number) ? ".nan"
                                 : number < 0  ? "-.inf"
                                               : ".inf");
        return;
    }
    for (int precision = 1; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, number);
        if (strtod(digits, NULL) == number)
            break;
    }
    exponent = strchr(digits, 'e');
    if (!exponent)
        exponent = digits + strlen(digits);
    text_builder_bytes(out, digits, (size_t)(exponent - digits));
    if (!memchr(digits, '.', (size_t)(exponent - digits)))
        text_builder_string(out, ".0");
    text_builder_string(out, exponent);
}

void yaml_write_scalar(struct text_builder *out, const struct ast_node *node,
                       bool flow)
{
    switch ((enum ast_kind)node->kind) {
    case AST_BOOL:
        text_builder_string(out, node->truth ? "true" : "false");
        return;
    case AST_INT:
        text_builder_text(out, node->text);
        return;
    case AST_FLOAT:
        write_float(out, node->number);
        return;
    case AST_STRING:
        yaml_write_text(out, node->text, flow);
        return;
    case AST_TIMESTAMP:
        text_builder_string(out, "!!timestamp \"");
        text_builder_text(out, node->text);
        text_builder_byte(out, '"');
        return;
    case AST_BINARY:
        text_builder_string(out, "!!binary \"");
        base64_encode(out, node->text);
        text_builder_byte(out, '"');
        return;
    default:
        text_builder_string(out, "null");
    }
}

static uint32_t columns(struct thoth_text text)
{
    uint32_t count = 0;

    for (size_t i = 0; i < text.length; i++)
        count += ((unsigned char)text.at[i] & 0xc0) != 0x80;
    return count;
}

/* May the text be broken at its blanks? */
static bool is_foldable(struct thoth_text text)
{
    bool blank = true, any = false;

    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == ' ' && blank)
            return false;
        blank = text.at[i] == ' ';
        any = any || blank;
    }
    return any && !blank && is_all_visible(text);
}

static void write_folded(struct text_builder *out, struct thoth_text text,
                         uint32_t indent)
{
    uint32_t column = WIDTH;

    text_builder_string(out, ">-");
    while (text.length) {
        const char *blank = memchr(text.at, ' ', text.length);
        struct thoth_text word = text;

        if (blank)
            word.length = (size_t)(blank - text.at);
        if (column + 1 + columns(word) > WIDTH) {
            text_builder_byte(out, '\n');
            text_builder_repeat(out, ' ', indent);
            column = indent;
        } else {
            text_builder_byte(out, ' ');
            column++;
        }
        text_builder_text(out, word);
        column += columns(word);
        text.at += word.length + (blank != NULL);
        text.length -= word.length + (blank != NULL);
    }
}

/* Lines as they are: none begins or ends in a blank, the first one is not
 * empty, and at most one line feed is at the end. */
static bool is_literal(struct thoth_text text)
{
    const char *at = text.at, *end = text.at + text.length;
    bool starts = true;
    uint32_t code = '\n', before;

    if (text.length < 2 || !memchr(text.at, '\n', text.length - 1) ||
        *text.at == '\n' || (end[-1] == '\n' && end[-2] == '\n'))
        return false;
    while (at < end) {
        before = code;
        code = unicode_decode(&at, end);
        if (code == '\n' ? before == ' ' : !character_is_visible(code))
            return false;
        if (starts && code == ' ')
            return false;
        starts = code == '\n';
    }
    return code != ' ';
}

static void write_literal(struct text_builder *out, struct thoth_text text,
                          uint32_t indent)
{
    const char *at = text.at, *end = text.at + text.length;

    text_builder_string(out, "|");
    if (end[-1] == '\n')
        end--;
    else
        text_builder_byte(out, '-');
    while (at < end) {
        const char *feed = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((feed ? feed : end) - at);

        text_builder_byte(out, '\n');
        if (length)
            text_builder_repeat(out, ' ', indent);
        text_builder_bytes(out, at, length);
        at += length + (feed != NULL);
    }
}

bool yaml_write_block(struct text_builder *out, struct thoth_text text,
                      uint32_t column, uint32_t indent)
{
    if (is_literal(text)) {
        write_literal(out, text, indent);
        return true;
    }
    if (column + columns(text) <= WIDTH || !is_foldable(text))
        return false;
    write_folded(out, text, indent);
    return true;
}
