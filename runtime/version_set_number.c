/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Decimal numbers of any length, up and down by one.
 */
#include "runtime/version_set_suffix.h"

struct thoth_text version_number_next(struct version_arena *arena,
                                      struct thoth_text digits)
{
    char *out;
    size_t i;

    digits = pep440_significant(digits);
    out = version_arena_take(arena, digits.length + 1, 1);
    if (out == NULL)
        return thoth_text_of("1");
    out[0] = '0';
    if (digits.length > 0)
        memcpy(out + 1, digits.at, digits.length);
    for (i = digits.length; out[i] == '9'; --i)
        out[i] = '0';
    ++out[i];
    return pep440_significant((struct thoth_text){out, digits.length + 1});
}

struct thoth_text version_number_previous(struct version_arena *arena,
                                          struct thoth_text digits)
{
    char *out;
    size_t i;

    digits = pep440_significant(digits);
    if (digits.length == 0)
        return digits;
    out = version_arena_take(arena, digits.length, 1);
    if (out == NULL)
        return (struct thoth_text){"", 0};
    memcpy(out, digits.at, digits.length);
    for (i = digits.length - 1; out[i] == '0'; --i)
        out[i] = '9';
    --out[i];
    return pep440_significant((struct thoth_text){out, digits.length});
}
