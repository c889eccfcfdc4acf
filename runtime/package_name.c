/* SPDX-License-Identifier: Apache-2.0 */
/*
 * PEP 503 over the lower-case walk of a text. Asking whether a name is normal
 * already is the frequent case (every name of every rule), so that reads bytes
 * and looks at code points only when there are some beyond ASCII.
 */
#include "runtime/package_name.h"

#include "runtime/unicode.h"

static bool is_separator(char c)
{
    return c == '-' || c == '_' || c == '.';
}

/* Has a name with characters beyond ASCII only lower-case ones? */
static bool is_lower(struct thoth_text name)
{
    const char *at = name.at, *end = at + name.length;

    while (at < end) {
        uint32_t code = unicode_decode(&at, end);

        if (unicode_lower(code) != code)
            return false;
    }
    return true;
}

bool thoth_package_name_is_normal(struct thoth_text name)
{
    bool ascii = true;

    for (size_t i = 0; i < name.length; ++i) {
        char c = name.at[i];

        if ((c >= 'A' && c <= 'Z') || c == '_' || c == '.')
            return false;
        if (c == '-' && i > 0 && name.at[i - 1] == '-')
            return false;
        ascii = ascii && (unsigned char)c < 0x80;
    }
    return ascii || is_lower(name);
}

/* Copies a name, a run of separators as one dash; returns the length. */
static size_t join_separators(struct thoth_text name, char *out)
{
    size_t length = 0;

    for (size_t i = 0; i < name.length; ++i) {
        if (!is_separator(name.at[i]))
            out[length++] = name.at[i];
        else if (length == 0 || out[length - 1] != '-')
            out[length++] = '-';
    }
    return length;
}

/* The dashes come first: a full stop would hide the end of a Greek word. */
size_t thoth_package_name_normalise(struct thoth_text name, char *buffer)
{
    char *dashed = buffer + name.length + name.length / 2;
    struct unicode_lower_walk walk = unicode_lower_begin(
        (struct thoth_text){dashed, join_separators(name, dashed)});
    char *out = buffer;
    uint32_t code;

    while ((code = unicode_lower_next(&walk)) != UNICODE_END)
        out += unicode_encode(code, out);
    return (size_t)(out - buffer);
}
