/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sets of characters and escapes. Python's \d, \s and \w are not PCRE2's, with
 * or without Unicode properties, so they are spelled out, as items of a set:
 * \w is letters and numbers of all kinds and the underscore, \s is what
 * str.isspace takes.
 */
#include "runtime/location_translate.h"

#include "runtime/unicode.h"

#include <string.h>

/* The items of a category, by its letter, for all texts and for ASCII. The
 * upper-case ones are the complements. */
static const struct {
    char letter;
    const char *unicode, *ascii;
} categories[] = {
    {'d', "\\p{Nd}", "0-9"},
    {'D', "\\P{Nd}", "\\x{0}-\\x{2f}\\x{3a}-\\x{10ffff}"},
    {'s',
     "\\x{9}-\\x{d}\\x{1c}-\\x{20}\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}"
     "\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}",
     "\\x{9}-\\x{d}\\x{20}"},
    {'S',
     "\\x{0}-\\x{8}\\x{e}-\\x{1b}\\x{21}-\\x{84}\\x{86}-\\x{9f}"
     "\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}"
     "\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}"
     "\\x{3001}-\\x{10ffff}",
     "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{10ffff}"},
    {'w', "\\p{L}\\p{N}_", "0-9A-Z_a-z"},
    {'W',
     "\\p{C}\\p{M}\\p{S}\\p{Z}\\p{Pd}\\p{Pe}\\p{Pf}\\p{Pi}\\p{Po}\\p{Ps}"
     "\\x{203f}\\x{2040}\\x{2054}\\x{fe33}\\x{fe34}\\x{fe4d}-\\x{fe4f}"
     "\\x{ff3f}",
     "\\x{0}-\\x{2f}\\x{3a}-\\x{40}\\x{5b}-\\x{5e}\\x{60}"
     "\\x{7b}-\\x{10ffff}"},
};

static const char *category(const struct location_translator *translator,
                            char letter)
{
    for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
        if (categories[i].letter == letter)
            return translator->flags & LOCATION_ASCII ? categories[i].ascii
                                                      : categories[i].unicode;
    return NULL;
}

static int hexadecimal(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

static bool octal_digit(const struct location_translator *translator)
{
    return location_digit(translator) && *translator->at < '8';
}

static bool take_hexadecimal(struct location_translator *translator,
                             unsigned digits, uint32_t *code)
{
    *code = 0;
    for (; digits; digits--) {
        int digit = translator->at < translator->end
                        ? hexadecimal(*translator->at)
                        : -1;

        if (digit < 0)
            return location_fail(translator, "incomplete escape");
        *code = *code << 4 | (uint32_t)digit;
        translator->at++;
    }
    if (*code >= UNICODE_LIMIT || (*code >= 0xd800 && *code < 0xe000))
        return location_fail(translator, "no such character");
    return true;
}

/* Up to `digits` octal digits. */
static uint32_t take_octal(struct location_translator *translator,
                           unsigned digits)
{
    uint32_t code = 0;

    for (; digits && octal_digit(translator); digits--)
        code = code * 8 + (uint32_t)(*translator->at++ - '0');
    return code;
}

/* An escape that means one character, whatever stands around it. */
static bool take_character(struct location_translator *translator,
                           uint32_t *code)
{
    static const char names[] = "afnrtvxuU", meanings[] = "\a\f\n\r\t\v";
    const char *name;

    *code = unicode_decode(&translator->at, translator->end);
    if (*code >= UNICODE_LIMIT)
        return location_fail(translator, "not UTF-8");
    if (*code >= 0x80 ||
        !((*code >= 'a' && *code <= 'z') || (*code >= 'A' && *code <= 'Z')))
        return true;
    name = strchr(names, (int)*code);
    if (name == NULL)
        return location_fail(translator, "bad escape");
    switch (*name) {
    case 'x':
        return take_hexadecimal(translator, 2, code);
    case 'u':
        return take_hexadecimal(translator, 4, code);
    case 'U':
        return take_hexadecimal(translator, 8, code);
    default:
        *code = (unsigned char)meanings[name - names];
        return true;
    }
}

/* A reference to a group, or a character by three octal digits. */
static bool take_reference(struct location_translator *translator,
                           struct location_width *width)
{
    const char *start = translator->at;
    uint32_t group = (uint32_t)(*translator->at++ - '0');

    if (location_digit(translator)) {
        bool octal = *start < '8' && octal_digit(translator);

        group = group * 10 + (uint32_t)(*translator->at++ - '0');
        if (octal && octal_digit(translator)) {
            translator->at = start;
            group = take_octal(translator, 3);
            if (group > 0xff)
                return location_fail(translator, "octal escape too great");
            return location_write_literal(translator, group);
        }
    }
    if (!location_check_reference(translator, group))
        return false;
    *width = translator->groups[group - 1].width;
    return location_write_number(translator, "\\g{%lu}", group);
}

/* \b and \B by the characters around; neither holds in an empty text. */
static bool write_boundary(struct location_translator *translator, bool inside)
{
    const char *word = category(translator, 'w');
    const char *const boundary[] = {"(?:(?<=[", word,       "])(?![",
                                    word,       "])|(?<![", word,
                                    "])(?=[",   word,       "]))"};
    const char *const within[] = {
        "(?:(?<=[", word,     "])(?=[", word, "])|(?!\\A\\z)(?<![",
        word,       "])(?![", word,     "]))"};

    for (unsigned i = 0; i < 9; i++)
        if (!location_write_string(translator,
                                   inside ? within[i] : boundary[i]))
            return false;
    return true;
}

bool location_escape(struct location_translator *translator,
                     enum location_item *item, struct location_width *width)
{
    const char *items;
    uint32_t code;

    if (translator->at == translator->end)
        return location_fail(translator, "nothing escaped");
    if (memchr("AZbB", *translator->at, 4)) {
        *item = LOCATION_POSITION;
        *width = (struct location_width){0, 0};
        switch (*translator->at++) {
        case 'A':
            return location_write(translator, "\\A", 2);
        case 'Z':
            return location_write(translator, "\\z", 2);
        default:
            return write_boundary(translator, translator->at[-1] == 'B');
        }
    }
    items = category(translator, *translator->at);
    if (items != NULL) {
        translator->at++;
        return location_write(translator, "[", 1) &&
               location_write_string(translator, items) &&
               location_write(translator, "]", 1);
    }
    if (*translator->at == '0')
        return location_write_literal(translator, take_octal(translator, 3));
    if (location_digit(translator))
        return take_reference(translator, width);
    return take_character(translator, &code) &&
           location_write_literal(translator, code);
}

/* A character of a set, or, with NULL-terminated items, a category. */
static bool take_member(struct location_translator *translator, uint32_t *code,
                        const char **items)
{
    *items = NULL;
    if (!location_take(translator, '\\')) {
        *code = unicode_decode(&translator->at, translator->end);
        return *code < UNICODE_LIMIT || location_fail(translator, "not UTF-8");
    }
    if (translator->at == translator->end)
        return location_fail(translator, "nothing escaped");
    *items = category(translator, *translator->at);
    if (*items != NULL) {
        translator->at++;
        return true;
    }
    if (location_take(translator, 'b')) {
        *code = '\b';
        return true;
    }
    if (!location_digit(translator))
        return take_character(translator, code);
    if (!octal_digit(translator))
        return location_fail(translator, "bad escape");
    *code = take_octal(translator, 3);
    return *code <= 0xff || location_fail(translator, "octal escape too great");
}

static bool write_member(struct location_translator *translator, uint32_t code,
                         const char *items)
{
    return items != NULL ? location_write_string(translator, items)
                         : location_write_literal(translator, code);
}

/* One member, or a range of them. */
static bool take_range(struct location_translator *translator)
{
    uint32_t low, high;
    const char *low_items, *high_items;

    if (!take_member(translator, &low, &low_items) ||
        !write_member(translator, low, low_items))
        return false;
    if (!location_take(translator, '-'))
        return true;
    if (translator->at == translator->end)
        return location_fail(translator, "unterminated set");
    if (*translator->at == ']')
        return location_write_literal(translator, '-');
    if (!take_member(translator, &high, &high_items))
        return false;
    if (low_items != NULL || high_items != NULL || high < low)
        return location_fail(translator, "bad range");
    return location_write(translator, "-", 1) &&
           location_write_literal(translator, high);
}

bool location_class(struct location_translator *translator)
{
    bool first = true;

    if (!location_write(translator, "[", 1))
        return false;
    if (location_take(translator, '^') && !location_write(translator, "^", 1))
        return false;
    for (;; first = false) {
        if (translator->at == translator->end)
            return location_fail(translator, "unterminated set");
        if (!first && location_take(translator, ']'))
            return location_write(translator, "]", 1);
        if (!take_range(translator))
            return false;
    }
}
