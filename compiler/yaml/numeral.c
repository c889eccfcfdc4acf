/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What integers and floats have in common before they are read.
 */
#include "compiler/yaml/numeral.h"

#include "runtime/unicode.h"

struct thoth_text numeral_strip(struct arena *arena, struct thoth_text source,
                                bool lower)
{
    char *copy = arena_allocate(arena, source.length + 1);
    size_t length = 0;

    for (size_t i = 0; i < source.length; i++) {
        char byte = source.at[i];

        if (lower && byte >= 'A' && byte <= 'Z')
            byte = (char)(byte - 'A' + 'a');
        if (byte != '_')
            copy[length++] = byte;
    }
    copy[length] = '\0';
    return (struct thoth_text){copy, length};
}

/* The value of a decimal digit: Unicode has them in runs of ten. */
static char ascii_digit(uint32_t code)
{
    uint32_t first = code;

    while (unicode_is_decimal(first - 1))
        first--;
    return (char)('0' + (code - first) % 10);
}

struct thoth_text numeral_digits(struct arena *arena, struct thoth_text text)
{
    const char *at, *end;
    char *copy;
    size_t length = 0;
    bool ascii = true;

    text = unicode_trim(text);
    for (size_t i = 0; i < text.length; i++)
        ascii &= (unsigned char)text.at[i] < 0x80;
    if (ascii)
        return text;
    copy = arena_allocate(arena, text.length + 1);
    at = text.at;
    end = text.at + text.length;
    while (at < end) {
        uint32_t code = unicode_decode(&at, end);

        if (code > 0x7f && unicode_is_decimal(code))
            copy[length++] = ascii_digit(code);
        else
            length += unicode_encode(code, copy + length);
    }
    return (struct thoth_text){copy, length};
}

bool numeral_next_part(struct thoth_text *rest, struct thoth_text *part)
{
    const char *colon;

    if (!rest->at)
        return false;
    colon = memchr(rest->at, ':', rest->length);
    *part = *rest;
    if (!colon) {
        *rest = (struct thoth_text){NULL, 0};
        return true;
    }
    part->length = (size_t)(colon - rest->at);
    rest->at = colon + 1;
    rest->length -= part->length + 1;
    return true;
}
