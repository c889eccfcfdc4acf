/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Integers of any size as decimal text. A decimal one only loses its leading
 * zeros. Other bases go through a magnitude in limbs of nine decimal digits,
 * so that printing is trivial and reading takes several digits in one step.
 */
#include "compiler/yaml/numeral.h"

#include <stdint.h>
#include <stdio.h>

enum { LIMB_BASE = 1000000000, LIMB_DIGITS = 9 };

/* The largest part of a sexagesimal number after the first, in digits. */
enum { PART_MOST_DIGITS = 18 };

struct magnitude {
    uint32_t *limbs; /* lowest first; no leading zero limb */
    size_t count;
};

/* No digit, or place of a sexagesimal number, adds more than two decimal
 * digits; a part adds a further two limbs at its place. */
static void magnitude_start(struct magnitude *magnitude, struct arena *arena,
                            size_t digits)
{
    magnitude->limbs =
        ARENA_NEW_ARRAY(arena, uint32_t, digits * 2 / LIMB_DIGITS + 6);
    magnitude->count = 0;
}

/* magnitude = magnitude * factor + summand, with summand below 10^18 */
static void magnitude_step(struct magnitude *magnitude, uint32_t factor,
                           uint64_t summand)
{
    for (size_t i = 0; i < magnitude->count; i++) {
        summand += (uint64_t)magnitude->limbs[i] * factor;
        magnitude->limbs[i] = (uint32_t)(summand % LIMB_BASE);
        summand /= LIMB_BASE;
    }
    for (; summand; summand /= LIMB_BASE)
        magnitude->limbs[magnitude->count++] = (uint32_t)(summand % LIMB_BASE);
}

static struct thoth_text magnitude_text(struct arena *arena,
                                        const struct magnitude *magnitude,
                                        bool negative)
{
    char *text = arena_allocate(arena, magnitude->count * LIMB_DIGITS + 3);
    size_t length = 0, limb = magnitude->count;

    if (limb == 0)
        return thoth_text_of("0");
    if (negative)
        text[length++] = '-';
    length += (size_t)sprintf(text + length, "%u", magnitude->limbs[--limb]);
    while (limb > 0)
        length +=
            (size_t)sprintf(text + length, "%09u", magnitude->limbs[--limb]);
    return (struct thoth_text){text, length};
}

static unsigned digit_value(char byte)
{
    if (byte >= '0' && byte <= '9')
        return (unsigned)(byte - '0');
    if (byte >= 'a' && byte <= 'f')
        return (unsigned)(byte - 'a' + 10);
    if (byte >= 'A' && byte <= 'F')
        return (unsigned)(byte - 'A' + 10);
    return UINT32_MAX;
}

/* Appends checked digits of a base to the magnitude. */
static void magnitude_digits(struct magnitude *magnitude,
                             struct thoth_text digits, unsigned base)
{
    uint32_t factor = 1, number = 0;

    for (size_t i = 0; i < digits.length; i++) {
        number = number * base + digit_value(digits.at[i]);
        factor *= base;
        if (factor > LIMB_BASE / base || i + 1 == digits.length) {
            magnitude_step(magnitude, factor, number);
            factor = 1;
            number = 0;
        }
    }
}

static void drop_first(struct thoth_text *text, size_t count)
{
    text->at += count;
    text->length -= count;
}

/* Takes a sign off the text's front; a minus flips `negative`. */
static void take_sign(struct thoth_text *text, bool *negative)
{
    if (text->length == 0 || (*text->at != '-' && *text->at != '+'))
        return;
    *negative ^= *text->at == '-';
    drop_first(text, 1);
}

static enum numeral_result check_digits(struct thoth_text text, unsigned base)
{
    if (text.length == 0)
        return NUMERAL_INVALID;
    for (size_t i = 0; i < text.length; i++)
        if (digit_value(text.at[i]) >= base)
            return NUMERAL_INVALID;
    return text.length > NUMERAL_MOST_DIGITS ? NUMERAL_TOO_LONG : NUMERAL_VALID;
}

/* Python's int(text): white space, a sign, digits. */
static enum numeral_result read_decimal(struct arena *arena,
                                        struct thoth_text text, bool negative,
                                        struct thoth_text *decimal)
{
    enum numeral_result result;

    text = numeral_digits(arena, text);
    take_sign(&text, &negative);
    result = check_digits(text, 10);
    if (result != NUMERAL_VALID)
        return result;
    while (text.length > 1 && *text.at == '0')
        drop_first(&text, 1);
    if (negative && *text.at != '0')
        text = arena_format(arena, "-%.*s", (int)text.length, text.at);
    *decimal = text;
    return NUMERAL_VALID;
}

/* Python's int(text, base) for bases 2, 8 and 16, which also takes the prefix
 * of the base. */
static enum numeral_result read_based(struct arena *arena,
                                      struct thoth_text text, unsigned base,
                                      bool negative, struct thoth_text *decimal)
{
    const char prefix = base == 2 ? 'b' : base == 8 ? 'o' : 'x';
    struct magnitude magnitude;
    enum numeral_result result;

    text = numeral_digits(arena, text);
    take_sign(&text, &negative);
    if (text.length >= 2 && *text.at == '0' && (text.at[1] | 0x20) == prefix)
        drop_first(&text, 2);
    result = check_digits(text, base);
    if (result != NUMERAL_VALID)
        return result;
    magnitude_start(&magnitude, arena, text.length);
    magnitude_digits(&magnitude, text, base);
    *decimal = magnitude_text(arena, &magnitude, negative);
    return NUMERAL_VALID;
}

/* Adds one part of a sexagesimal number: the first has any length. */
static enum numeral_result add_part(struct arena *arena,
                                    struct magnitude *magnitude,
                                    struct thoth_text part, bool first)
{
    enum numeral_result result;
    uint64_t number = 0;

    part = numeral_digits(arena, part);
    result = check_digits(part, 10);
    if (result != NUMERAL_VALID)
        return result;
    if (!first && part.length > PART_MOST_DIGITS)
        return NUMERAL_TOO_LONG;
    if (first) {
        magnitude_digits(magnitude, part, 10);
        return NUMERAL_VALID;
    }
    for (size_t i = 0; i < part.length; i++)
        number = number * 10 + digit_value(part.at[i]);
    magnitude_step(magnitude, 60, number);
    return NUMERAL_VALID;
}

static enum numeral_result read_sexagesimal(struct arena *arena,
                                            struct thoth_text text,
                                            bool negative,
                                            struct thoth_text *decimal)
{
    struct magnitude magnitude;
    struct thoth_text part;
    bool first = true;

    if (text.length > NUMERAL_MOST_DIGITS)
        return NUMERAL_TOO_LONG;
    magnitude_start(&magnitude, arena, text.length);
    for (; numeral_next_part(&text, &part); first = false) {
        enum numeral_result result = add_part(arena, &magnitude, part, first);

        if (result != NUMERAL_VALID)
            return result;
    }
    *decimal = magnitude_text(arena, &magnitude, negative);
    return NUMERAL_VALID;
}

static bool starts_with(struct thoth_text text, char first, char second)
{
    return text.length >= 2 && text.at[0] == first && text.at[1] == second;
}

enum numeral_result numeral_to_integer(struct arena *arena,
                                       struct thoth_text source,
                                       struct thoth_text *decimal)
{
    struct thoth_text text = source;
    bool negative = false;

    if (memchr(text.at, '_', text.length))
        text = numeral_strip(arena, text, false);
    take_sign(&text, &negative);
    if (text.length == 0)
        return NUMERAL_INVALID;
    if (starts_with(text, '0', 'b') || starts_with(text, '0', 'x')) {
        unsigned base = text.at[1] == 'b' ? 2 : 16;

        drop_first(&text, 2);
        return read_based(arena, text, base, negative, decimal);
    }
    if (*text.at == '0')
        return read_based(arena, text, 8, negative, decimal);
    if (memchr(text.at, ':', text.length))
        return read_sexagesimal(arena, text, negative, decimal);
    return read_decimal(arena, text, negative, decimal);
}
