/* SPDX-License-Identifier: Apache-2.0 */
/*
 * XML 1.0 has no way to write most control characters, so that texts are
 * escaped as for terminals first.
 */
#include "compiler/report/xml_text.h"

#include "compiler/base/visible_text.h"

#include <string.h>

/* U+FFFE and U+FFFF are no characters of XML (XML 1.0, production 2). */
static const char *without_noncharacter(const char *shown)
{
    if (!strcmp(shown, "\xef\xbf\xbe"))
        return "\\u{fffe}";
    return strcmp(shown, "\xef\xbf\xbf") ? shown : "\\u{ffff}";
}

void xml_text_put(FILE *stream, struct thoth_text text)
{
    const char *at = text.at, *end = text.at + text.length;
    struct visible_char character;

    while (at < end) {
        at = visible_next(at, end, &character);
        switch (character.shown[0]) {
        case '&':
            fputs("&amp;", stream);
            break;
        case '<':
            fputs("&lt;", stream);
            break;
        case '>':
            fputs("&gt;", stream);
            break;
        case '"':
            fputs("&quot;", stream);
            break;
        default:
            fputs(without_noncharacter(character.shown), stream);
        }
    }
}

void xml_text_put_lines(FILE *stream, struct thoth_text lines)
{
    const char *at = lines.at, *end = lines.at + lines.length;

    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((stop ? stop : end) - at);

        xml_text_put(stream, (struct thoth_text){at, length});
        putc('\n', stream);
        at += length + 1;
    }
}
