/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Escapes are those that both languages have, so that one function does for
 * them.
 */
#include "compiler/print/write_character.h"

#include "runtime/unicode.h"

bool character_is_visible(uint32_t code)
{
    if (code < 0x20 || (code >= 0x7f && code <= 0xa0) || code == 0xad)
        return false;
    if ((code >= 0x200b && code <= 0x200f) ||
        (code >= 0x2028 && code <= 0x202e) ||
        (code >= 0x2060 && code <= 0x206f))
        return false;
    return code != 0xfeff && (code < 0xd800 || code > 0xf8ff) &&
           code != 0xfffe && code != 0xffff && code < 0xe0000;
}

void character_write(struct text_builder *out, uint32_t code)
{
    char bytes[UNICODE_MAX_BYTES];

    if (code == '"' || code == '\\')
        text_builder_byte(out, '\\');
    if (code == '\n')
        text_builder_string(out, "\\n");
    else if (code == '\t')
        text_builder_string(out, "\\t");
    else if (code == '\r')
        text_builder_string(out, "\\r");
    else if (character_is_visible(code))
        text_builder_bytes(out, bytes, unicode_encode(code, bytes));
    else
        text_builder_format(out, code > 0xffff ? "\\U%08x" : "\\u%04x", code);
}
