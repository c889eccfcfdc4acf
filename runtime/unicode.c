/* SPDX-License-Identifier: Apache-2.0 */
/*
 * UTF-8 in and out, white space and decimal digits. The decoder is lenient
 * on purpose: a version text is data of unknown origin, and a byte that fits
 * nowhere must not stop anything, only stay different from every character.
 */
#include "runtime/unicode.h"

/* First code points of the runs of ten decimal digits, Unicode 14. */
static const uint32_t decimal_zeros[] = {
    0x00030, 0x00660, 0x006f0, 0x007c0, 0x00966, 0x009e6, 0x00a66, 0x00ae6,
    0x00b66, 0x00be6, 0x00c66, 0x00ce6, 0x00d66, 0x00de6, 0x00e50, 0x00ed0,
    0x00f20, 0x01040, 0x01090, 0x017e0, 0x01810, 0x01946, 0x019d0, 0x01a80,
    0x01a90, 0x01b50, 0x01bb0, 0x01c40, 0x01c50, 0x0a620, 0x0a8d0, 0x0a900,
    0x0a9d0, 0x0a9f0, 0x0aa50, 0x0abf0, 0x0ff10, 0x104a0, 0x10d30, 0x11066,
    0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0,
    0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0,
    0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0,
    0x1e950, 0x1fbf0};

/* Length that the lead byte promises, 0 for a byte that leads nothing. */
static size_t promised_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead < 0xe0)
        return 2;
    if (lead >= 0xe0 && lead < 0xf0)
        return 3;
    return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

uint32_t unicode_decode(const char **at, const char *end)
{
    static const uint32_t lowest[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *byte = (const unsigned char *)*at;
    size_t length = promised_length(*byte);
    uint32_t code = *byte;

    if (length > 1) {
        code &= 0x7fu >> length;
        if (length > (size_t)(end - *at))
            length = 0;
    }
    for (size_t i = 1; i < length; ++i) {
        if ((byte[i] & 0xc0) != 0x80) {
            length = 0;
            break;
        }
        code = code << 6 | (byte[i] & 0x3fu);
    }
    if (length == 0 || code < lowest[length] || code >= UNICODE_LIMIT) {
        *at += 1;
        return UNICODE_LIMIT + (uint32_t)*byte;
    }
    *at += length;
    return code;
}

/* Steps over ASCII, which most texts are, eight bytes at a time. */
static const char *skip_ascii(const char *at, const char *end)
{
    uint64_t bytes;

    for (; end - at >= (ptrdiff_t)sizeof bytes; at += sizeof bytes) {
        memcpy(&bytes, at, sizeof bytes);
        if (bytes & 0x8080808080808080u)
            break;
    }
    return at;
}

bool unicode_is_valid(struct thoth_text text)
{
    const char *at = text.at, *end = text.at + text.length;

    while ((at = skip_ascii(at, end)) < end) {
        uint32_t code = unicode_decode(&at, end);

        if (code >= UNICODE_LIMIT || (code >= 0xd800 && code < 0xe000))
            return false;
    }
    return true;
}

size_t unicode_encode(uint32_t code, char *out)
{
    if (code < 0x80 || code >= UNICODE_LIMIT) {
        out[0] = (char)(unsigned char)(code & 0xff);
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xc0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3f));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xe0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3f));
        out[2] = (char)(0x80 | (code & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3f));
    out[2] = (char)(0x80 | (code >> 6 & 0x3f));
    out[3] = (char)(0x80 | (code & 0x3f));
    return 4;
}

static bool is_wide_space(uint32_t code)
{
    return code == 0x85 || code == 0xa0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200a) || code == 0x2028 ||
           code == 0x2029 || code == 0x202f || code == 0x205f || code == 0x3000;
}

size_t unicode_space_at(const char *at, const char *end)
{
    const char *next = at;
    unsigned char byte;

    if (at == end)
        return 0;
    byte = (unsigned char)*at;
    if (byte < 0x80)
        return (byte >= 0x09 && byte <= 0x0d) || (byte >= 0x1c && byte <= 0x20);
    if (byte < 0xc2 || byte > 0xe3)
        return 0;
    return is_wide_space(unicode_decode(&next, end)) ? (size_t)(next - at) : 0;
}

struct thoth_text unicode_trim(struct thoth_text text)
{
    const char *at = text.at, *end;
    size_t space;

    if (text.length == 0)
        return text;
    end = at + text.length;
    while ((space = unicode_space_at(at, end)) != 0)
        at += space;
    while (end > at) {
        size_t width = 1;

        if (end[-1] > ' ' && (unsigned char)end[-1] < 0x80)
            break; /* the common case: printable ASCII */

        /* A space never ends in the middle of another character. */
        while (width <= 3 && width <= (size_t)(end - at) &&
               unicode_space_at(end - width, end) != width)
            ++width;
        if (width > 3 || width > (size_t)(end - at))
            break;
        end -= width;
    }
    return (struct thoth_text){at, (size_t)(end - at)};
}

bool unicode_is_decimal(uint32_t code)
{
    size_t low = 0, high = sizeof(decimal_zeros) / sizeof(decimal_zeros[0]);

    if (code < 0x80)
        return code >= '0' && code <= '9';
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (code < decimal_zeros[middle])
            high = middle;
        else if (code >= decimal_zeros[middle] + 10)
            low = middle + 1;
        else
            return true;
    }
    return false;
}
