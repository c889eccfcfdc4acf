/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Floats. The texts that Python's float() accepts are a subset of strtod's, so
 * they are checked first. Sexagesimal floats add up from the right as PyYAML
 * does it, each place multiplied by the power of 60 that Python's exact
 * integer rounds to.
 */
#include "compiler/yaml/numeral.h"

#include <math.h>
#include <stdlib.h>

/* 60^173 is the largest power of 60 that a double can hold; Python raises an
 * OverflowError for the next. */
enum { SEXAGESIMAL_PLACES = 174 };

static const char *skip_digits(const char *at, const char *end)
{
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    return at;
}

/* digits[.digits] | .digits, then an exponent or nothing */
static bool is_decimal_float(const char *at, const char *end)
{
    const char *whole = skip_digits(at, end), *fraction = whole;

    if (whole < end && *whole == '.')
        fraction = skip_digits(whole + 1, end);
    if (whole == at && fraction <= whole + 1)
        return false;
    if (fraction == end)
        return true;
    if (*fraction != 'e')
        return false;
    at = fraction + 1;
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    return at < end && skip_digits(at, end) == end;
}

/* Python's float(text) of a text in lower case. */
static bool read_float(struct arena *arena, struct thoth_text text,
                       double *number)
{
    const char *start;

    text = numeral_digits(arena, text);
    text = (struct thoth_text){arena_copy(arena, text.at, text.length),
                               text.length};
    start = text.at;
    if (text.length > 0 && (*start == '-' || *start == '+'))
        start++;
    if (!is_decimal_float(start, text.at + text.length) &&
        strcmp(start, "inf") != 0 && strcmp(start, "infinity") != 0 &&
        strcmp(start, "nan") != 0)
        return false;
    if (strlen(text.at) != text.length)
        return false;
    *number = strtod(text.at, NULL);
    return true;
}

/* 15^n for growing n as the sum of two doubles, which is enough for `high` to
 * be correctly rounded up to the last place; 60^n is this times 4^n. */
struct power_of_15 {
    double high, low;
};

/* Dekker's product: the upper half of `high` and its rest, times 15, are both
 * exact, and so is what `product` misses of their sum. */
static void next_power(struct power_of_15 *power)
{
    const double product = power->high * 15, shift = power->high * 0x8000001p0;
    const double upper = shift - (shift - power->high);
    const double missed = (upper * 15 - product) + (power->high - upper) * 15;

    power->low = power->low * 15 + missed;
    power->high = product + power->low;
    power->low -= power->high - product;
}

static bool read_sexagesimal(struct arena *arena, struct thoth_text text,
                             double *number)
{
    struct power_of_15 power = {1, 0};
    double places[SEXAGESIMAL_PLACES];
    struct thoth_text part;
    unsigned count = 0;

    while (numeral_next_part(&text, &part))
        if (count == SEXAGESIMAL_PLACES ||
            !read_float(arena, part, &places[count++]))
            return false;
    *number = 0;
    for (unsigned i = 0; i < count; i++) {
        *number += places[count - 1 - i] * ldexp(power.high, 2 * (int)i);
        next_power(&power);
    }
    return true;
}

enum numeral_result numeral_to_float(struct arena *arena,
                                     struct thoth_text source, double *number)
{
    struct thoth_text text = numeral_strip(arena, source, true);
    bool negative = text.length > 0 && *text.at == '-', valid = true;

    if (text.length > 0 && (*text.at == '-' || *text.at == '+')) {
        text.at++;
        text.length--;
    }
    if (thoth_text_equal(text, thoth_text_of(".inf")))
        *number = HUGE_VAL;
    else if (thoth_text_equal(text, thoth_text_of(".nan")))
        *number = NAN;
    else if (memchr(text.at, ':', text.length))
        valid = read_sexagesimal(arena, text, number);
    else
        valid = read_float(arena, text, number);
    if (!valid)
        return NUMERAL_INVALID;
    if (negative)
        *number = -*number;
    return NUMERAL_VALID;
}
