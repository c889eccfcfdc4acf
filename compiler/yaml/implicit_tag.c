/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Implicit tags: the type of a plain scalar by its text. The patterns are those
 * of PyYAML 6's resolver, which follows the YAML 1.1 type repository with a few
 * differences: `y` and `n` are strings, a float needs a point and a sign in
 * its exponent, and `.5` may not have a sign.
 */
#include "compiler/yaml/tag.h"
#include "compiler/yaml/timestamp.h"

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_word(struct thoth_text text, const char *const *words)
{
    for (; *words; words++)
        if (thoth_text_equal(text, thoth_text_of(*words)))
            return true;
    return false;
}

static char upper(char lower)
{
    return (char)(lower - 'a' + 'A');
}

/* Whether the text is the word in lower case, capitalised or in upper case. */
static bool is_spelling(struct thoth_text text, const char *word)
{
    const bool capital = text.at[0] == upper(word[0]);
    const bool capitals = capital && text.at[1] == upper(word[1]);

    if (!capital && text.at[0] != word[0])
        return false;
    for (size_t i = 1; i < text.length; i++)
        if (text.at[i] != (capitals ? upper(word[i]) : word[i]))
            return false;
    return true;
}

/* Most scalars that get here are keys such as `name` and `type`. */
static enum tag_builder word_tag(struct thoth_text text)
{
    static const struct {
        char word[6];
        unsigned char length;
        enum tag_builder builder;
    } WORDS[] = {
        {"no", 2, TAG_BUILDS_BOOL},    {"on", 2, TAG_BUILDS_BOOL},
        {"yes", 3, TAG_BUILDS_BOOL},   {"off", 3, TAG_BUILDS_BOOL},
        {"true", 4, TAG_BUILDS_BOOL},  {"null", 4, TAG_BUILDS_NULL},
        {"false", 5, TAG_BUILDS_BOOL},
    };

    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
        if (WORDS[i].length == text.length && is_spelling(text, WORDS[i].word))
            return WORDS[i].builder;
    return TAG_BUILDS_STRING;
}

static const char *skip_digits(const char *at, const char *end)
{
    while (at < end && (is_digit(*at) || *at == '_'))
        at++;
    return at;
}

/* Skips (:[0-5]?[0-9])*. */
static const char *skip_sexagesimal(const char *at, const char *end)
{
    while (end - at >= 2 && *at == ':' && is_digit(at[1]))
        at += end - at >= 3 && at[1] <= '5' && is_digit(at[2]) ? 3 : 2;
    return at;
}

static bool is_exponent_or_end(const char *at, const char *end)
{
    if (at == end)
        return true;
    if (end - at < 3 || (*at != 'e' && *at != 'E') ||
        (at[1] != '-' && at[1] != '+'))
        return false;
    for (at += 2; at < end; at++)
        if (!is_digit(*at))
            return false;
    return true;
}

/* What follows a sign, or stands alone, and begins with a point. */
static bool is_point_float(const char *at, const char *end, bool has_sign)
{
    static const char *const INFINITIES[] = {".inf", ".Inf", ".INF", NULL};
    static const char *const NANS[] = {".nan", ".NaN", ".NAN", NULL};
    struct thoth_text text = {at, (size_t)(end - at)};

    if (is_word(text, INFINITIES))
        return true;
    if (has_sign)
        return false;
    if (is_word(text, NANS))
        return true;
    return text.length >= 2 && is_digit(at[1]) &&
           is_exponent_or_end(skip_digits(at + 1, end), end);
}

static bool is_float(const char *at, const char *end, bool has_sign)
{
    const char *after;

    if (*at == '.')
        return is_point_float(at, end, has_sign);
    if (!is_digit(*at))
        return false;
    at = skip_digits(at, end);
    if (at < end && *at == '.')
        return is_exponent_or_end(skip_digits(at + 1, end), end);
    after = skip_sexagesimal(at, end);
    return after > at && after < end && *after == '.' &&
           skip_digits(after + 1, end) == end;
}

/* One or more of the digits of a base, or underscores. */
static bool is_based(const char *at, const char *end, const char *digits)
{
    if (at == end)
        return false;
    for (; at < end; at++)
        if (*at == '\0' || !strchr(digits, *at))
            return false;
    return true;
}

static bool is_int(const char *at, const char *end)
{
    if (!is_digit(*at))
        return false;
    if (*at == '0') {
        if (++at == end)
            return true;
        if (*at == 'b')
            return is_based(at + 1, end, "01_");
        if (*at == 'x')
            return is_based(at + 1, end, "0123456789abcdefABCDEF_");
        return is_based(at, end, "01234567_");
    }
    return skip_sexagesimal(skip_digits(at, end), end) == end;
}

static enum tag_builder number_tag(struct thoth_text text)
{
    const char *at = text.at, *end = text.at + text.length;
    struct timestamp when;
    bool has_sign = *at == '-' || *at == '+';

    if (has_sign)
        at++;
    if (at == end)
        return TAG_BUILDS_STRING;
    if (is_float(at, end, has_sign))
        return TAG_BUILDS_FLOAT;
    if (is_int(at, end))
        return TAG_BUILDS_INT;
    if (!has_sign && timestamp_scan(text, &when) && !when.loose)
        return TAG_BUILDS_TIMESTAMP;
    return TAG_BUILDS_STRING;
}

/* Which patterns a scalar can have at all, by its first byte. */
enum start { STARTS_STRING, STARTS_WORD, STARTS_NUMBER, STARTS_SYMBOL };

static const unsigned char STARTS[256] = {
    ['y'] = STARTS_WORD,   ['Y'] = STARTS_WORD,   ['n'] = STARTS_WORD,
    ['N'] = STARTS_WORD,   ['t'] = STARTS_WORD,   ['T'] = STARTS_WORD,
    ['f'] = STARTS_WORD,   ['F'] = STARTS_WORD,   ['o'] = STARTS_WORD,
    ['O'] = STARTS_WORD,   ['0'] = STARTS_NUMBER, ['1'] = STARTS_NUMBER,
    ['2'] = STARTS_NUMBER, ['3'] = STARTS_NUMBER, ['4'] = STARTS_NUMBER,
    ['5'] = STARTS_NUMBER, ['6'] = STARTS_NUMBER, ['7'] = STARTS_NUMBER,
    ['8'] = STARTS_NUMBER, ['9'] = STARTS_NUMBER, ['-'] = STARTS_NUMBER,
    ['+'] = STARTS_NUMBER, ['.'] = STARTS_NUMBER, ['~'] = STARTS_SYMBOL,
    ['='] = STARTS_SYMBOL, ['<'] = STARTS_SYMBOL,
};

static enum tag_builder symbol_tag(struct thoth_text text)
{
    if (text.length == 2 && memcmp(text.at, "<<", 2) == 0)
        return TAG_BUILDS_MERGE;
    if (text.length != 1 || *text.at == '<')
        return TAG_BUILDS_STRING;
    return *text.at == '~' ? TAG_BUILDS_NULL : TAG_BUILDS_VALUE;
}

enum tag_builder tag_of_plain_scalar(struct thoth_text text)
{
    enum start start;

    if (text.length == 0)
        return TAG_BUILDS_NULL;
    start = STARTS[(unsigned char)text.at[0]];
    if (start == STARTS_STRING)
        return TAG_BUILDS_STRING;
    if (text.length > 1 && text.at[text.length - 1] == '\n')
        text.length--;
    if (start == STARTS_WORD)
        return word_tag(text);
    return start == STARTS_NUMBER ? number_tag(text) : symbol_tag(text);
}
