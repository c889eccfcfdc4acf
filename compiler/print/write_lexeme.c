/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names, texts and specifiers: bare where the scanner reads them so, else in
 * quotes.
 */
#include "compiler/print/write_lexeme.h"

#include "compiler/print/write_character.h"
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
        character_write(out, unicode_decode(&at, end));
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
