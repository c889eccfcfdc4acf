/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bare or in quotes. What a terminal or an editor would not show as itself is
 * escaped: controls, byte order marks, line separators, marks of direction.
 */
#include "compiler/print/write_lexeme.h"

#include "compiler/rx/rx_tokens.h"
#include "runtime/unicode.h"

#include <stdio.h>
#include <stdlib.h>

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           byte == '_';
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

bool rx_is_name(struct thoth_text text)
{
    bool starts = false; /* a part of the name begins here */

    if (!text.length || !is_letter(*text.at))
        return false;
    for (size_t i = 1; i < text.length; i++) {
        char byte = text.at[i];
        bool joint = byte == '.' || byte == '-';

        if (joint ? starts : !is_letter(byte) && !is_digit(byte))
            return false;
        starts = joint;
    }
    return !starts;
}

static bool is_visible(uint32_t code)
{
    if (code < 0x20 || (code >= 0x7f && code <= 0xa0) || code == 0xad)
        return false;
    if ((code >= 0x200b && code <= 0x200f) ||
        (code >= 0x2028 && code <= 0x202e))
        return false;
    if ((code >= 0x2060 && code <= 0x206f) || code == 0xfeff)
        return false;
    return code < 0xe0000 || code > 0xe0fff;
}

static void write_code(struct text_builder *out, uint32_t code)
{
    char bytes[UNICODE_MAX_BYTES];

    if (code == '"' || code == '\\')
        text_builder_byte(out, '\\');
    if (code == '\n')
        text_builder_string(out, "\\n");
    else if (code == '\t')
        text_builder_string(out, "\\t");
    else if (code == '\r')
        text_builder_string(out, "\\r");
    else if (is_visible(code))
        text_builder_bytes(out, bytes, unicode_encode(code, bytes));
    else
        text_builder_format(out, code > 0xffff ? "\\U%08x" : "\\u%04x", code);
}

void rx_write_string(struct text_builder *out, struct thoth_text text)
{
    const char *at = text.at, *end = text.at + text.length;

    text_builder_byte(out, '"');
    while (at < end) {
        const char *from = at;

        while (at < end && *at >= ' ' && *at < 0x7f && *at != '"' &&
               *at != '\\' && *at != '$')
            at++;
        text_builder_bytes(out, from, (size_t)(at - from));
        if (at == end)
            break;
        if (*at == '$' && end - at > 1 && at[1] == '{')
            text_builder_byte(out, '$');
        write_code(out, unicode_decode(&at, end));
    }
    text_builder_byte(out, '"');
}

void rx_write_name(struct text_builder *out, struct thoth_text text)
{
    if (rx_is_name(text) && !rx_word_find(text))
        text_builder_text(out, text);
    else
        rx_write_string(out, text);
}

void rx_write_text(struct text_builder *out, struct thoth_text text)
{
    static const char *const VALUES[] = {"null", "true", "false"};
    bool bare = rx_is_name(text);

    for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++)
        bare = bare && !thoth_text_equal(text, thoth_text_of(VALUES[i]));
    if (bare)
        text_builder_text(out, text);
    else
        rx_write_string(out, text);
}

static const char *skip_operator(const char *at, const char *end)
{
    static const char *const OPERATORS[] = {
        "===", "==", "!=", "<=", ">=", "~=", "<", ">"};

    for (size_t i = 0; i < sizeof OPERATORS / sizeof *OPERATORS; i++) {
        size_t length = strlen(OPERATORS[i]);

        if ((size_t)(end - at) > length && !memcmp(at, OPERATORS[i], length))
            return at + length;
    }
    return NULL;
}

static bool is_version_byte(char byte)
{
    return is_digit(byte) || is_letter(byte) || (byte && strchr(".*+!-", byte));
}

bool rx_is_plain_specifier(struct thoth_text text)
{
    const char *at = text.at, *end = text.at + text.length;

    if (!text.length)
        return false;
    do {
        at = skip_operator(at, end);
        if (!at || !is_digit(*at))
            return false;
        while (at < end && is_version_byte(*at))
            at++;
    } while (at < end && *at++ == ',');
    return at == end && end[-1] != ',';
}

void rx_write_version(struct text_builder *out, struct thoth_text text)
{
    if (rx_is_plain_specifier(text))
        text_builder_text(out, text);
    else
        rx_write_string(out, text);
}

void rx_write_specifier(struct text_builder *out, struct thoth_text text)
{
    if (!rx_is_plain_specifier(text))
        text_builder_string(out, "version ");
    rx_write_version(out, text);
}

void rx_write_float(struct text_builder *out, double number)
{
    char digits[32];

    for (int precision = 1; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, number);
        if (strtod(digits, NULL) == number)
            break;
    }
    text_builder_string(out, digits);
    if (!strpbrk(digits, ".e"))
        text_builder_string(out, ".0");
}
