/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text for XML 1.0.
 */
#include "resolver/report/plot_svg.h"

#include <string.h>

static const char replacement[] = "\xEF\xBF\xBD";

/* How many bytes at the beginning are a character of XML; 0: none. */
static size_t character_at(const unsigned char *at, size_t length)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t code = at[0];
    size_t bytes = code < 0x80         ? 1
                   : code >> 5 == 0x06 ? 2
                   : code >> 4 == 0x0e ? 3
                   : code >> 3 == 0x1e ? 4
                                       : 0;

    if (bytes == 0 || bytes > length)
        return 0;
    if (bytes > 1)
        code &= 0x7fu >> bytes;
    for (size_t i = 1; i < bytes; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
        code = code << 6 | (at[i] & 0x3fu);
    }
    if (code < least[bytes] || code > 0x10ffff ||
        (code >= 0xd800 && code <= 0xdfff) || code == 0xfffe ||
        code == 0xffff ||
        (code < ' ' && code != '\t' && code != '\n' && code != '\r'))
        return 0;
    return bytes;
}

static const char *entity_of(char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

void xml_print_text(FILE *stream, struct thoth_text text)
{
    for (size_t i = 0; i < text.length;) {
        const unsigned char *at = (const unsigned char *)text.at + i;
        size_t bytes = character_at(at, text.length - i);
        const char *entity = entity_of(text.at[i]);

        if (entity != NULL)
            fputs(entity, stream);
        else if (bytes == 0)
            fputs(replacement, stream);
        else
            fwrite(at, 1, bytes, stream);
        i += bytes > 0 ? bytes : 1;
    }
}
