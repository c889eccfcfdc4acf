/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A URL as urlsplit sees it: white space and control characters at the front
 * and every tab and line break inside count for nothing. So the text is never
 * looked at directly but read through a cursor that passes over them.
 */
#include "compiler/check/link.h"

#include "runtime/unicode.h"

#include <arpa/inet.h>
#include <string.h>

enum {
    END_OF_LINK = -1,
    ADDRESS_LIMIT = INET6_ADDRSTRLEN,
};

struct cursor {
    const char *at, *end;
};

/* The next byte that counts, or END_OF_LINK. */
static int next(struct cursor *cursor)
{
    while (cursor->at < cursor->end) {
        unsigned char c = (unsigned char)*cursor->at++;
        if (c != '\t' && c != '\r' && c != '\n')
            return c;
    }
    return END_OF_LINK;
}

static bool is_page_name(struct thoth_text link)
{
    for (size_t i = 0; i < link.length; i++) {
        char c = link.at[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_' &&
            c != '-')
            return false;
    }
    return link.length > 0;
}

static bool is_letter(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* RFC 3986, section 3.1. */
static bool skip_scheme(struct cursor *cursor)
{
    int c = next(cursor);

    if (!is_letter(c))
        return false;
    while (is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' ||
           c == '.')
        c = next(cursor);
    return c == ':';
}

static bool is_hexadecimal(int c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
           (c >= 'A' && c <= 'F');
}

static bool ends_authority(int c)
{
    return c == END_OF_LINK || c == '/' || c == '?' || c == '#';
}

/* "v", hexadecimal digits, "." and at least one more character; the "v" has
 * been read. */
static bool is_future_address(struct cursor *cursor)
{
    int c = next(cursor);

    if (!is_hexadecimal(c))
        return false;
    while (is_hexadecimal(c))
        c = next(cursor);
    if (c != '.')
        return false;
    c = next(cursor);
    return c != ']' && !ends_authority(c);
}

/* The zone of a scoped address (RFC 4007), of which `%` has been read. */
static bool is_zone(struct cursor *cursor)
{
    bool empty = true;
    int c = next(cursor);

    for (; c != ']' && !ends_authority(c); c = next(cursor)) {
        if (c == '%')
            return false;
        empty = false;
    }
    return !empty;
}

/* What follows the first `[` up to a `]` or the authority's end. */
static bool is_address(struct cursor cursor)
{
    char text[ADDRESS_LIMIT];
    struct in6_addr address;
    size_t length = 0;
    int c = next(&cursor);

    if (c == 'v')
        return is_future_address(&cursor);
    for (; c != ']' && c != '%' && !ends_authority(c); c = next(&cursor)) {
        if (length + 1 == ADDRESS_LIMIT || c == '\0')
            return false;
        text[length++] = (char)c;
    }
    text[length] = '\0';
    if (c == '%' && !is_zone(&cursor))
        return false;
    return inet_pton(AF_INET6, text, &address) == 1;
}

/* The code points whose compatibility form (NFKC) has one of `/?#@:`; a host
 * with one of them may turn into another host. */
static bool is_deceptive(uint32_t code)
{
    static const uint16_t DECEPTIVE[] = {
        0x2047, 0x2048, 0x2049, 0x2100, 0x2101, 0x2105, 0x2106,
        0x2a74, 0xfe13, 0xfe16, 0xfe55, 0xfe56, 0xfe5f, 0xfe6b,
        0xff03, 0xff0f, 0xff1a, 0xff1f, 0xff20,
    };

    for (size_t i = 0; i < sizeof(DECEPTIVE) / sizeof(DECEPTIVE[0]); i++)
        if (code == DECEPTIVE[i])
            return true;
    return false;
}

static bool has_deceptive(const char *at, const char *end)
{
    while (at < end)
        if ((unsigned char)*at < 0x80)
            at++;
        else if (is_deceptive(unicode_decode(&at, end)))
            return true;
    return false;
}

static enum link_problem check_authority(struct cursor cursor)
{
    const char *start = cursor.at, *end = cursor.at;
    struct cursor bracket = {NULL, NULL};
    bool empty = true, closed = false;
    int c;

    while (!ends_authority(c = next(&cursor))) {
        empty = false;
        end = cursor.at;
        if (c == '[' && bracket.at == NULL)
            bracket = cursor;
        closed = closed || c == ']';
    }
    if (empty)
        return LINK_NO_AUTHORITY;
    if ((bracket.at != NULL) != closed)
        return LINK_BAD_HOST;
    if (bracket.at != NULL && !is_address(bracket))
        return LINK_BAD_HOST;
    return has_deceptive(start, end) ? LINK_BAD_HOST : LINK_OK;
}

enum link_problem link_check(struct thoth_text link)
{
    struct cursor cursor = {link.at, link.at + link.length};

    if (is_page_name(link))
        return LINK_OK;
    while (cursor.at < cursor.end && (unsigned char)*cursor.at <= ' ')
        cursor.at++;
    if (!skip_scheme(&cursor))
        return LINK_NO_SCHEME;
    if (next(&cursor) != '/' || next(&cursor) != '/')
        return LINK_NO_AUTHORITY;
    return check_authority(cursor);
}
