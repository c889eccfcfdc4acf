/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A base64 decoder that collects six bits a character.
 */
#include "compiler/yaml/base64.h"

#include <stdint.h>

static int sextet(unsigned char byte)
{
    if (byte >= 'A' && byte <= 'Z')
        return byte - 'A';
    if (byte >= 'a' && byte <= 'z')
        return byte - 'a' + 26;
    if (byte >= '0' && byte <= '9')
        return byte - '0' + 52;
    return byte == '+' ? 62 : byte == '/' ? 63 : -1;
}

bool base64_decode(struct arena *arena, struct thoth_text text,
                   struct thoth_text *bytes)
{
    char *out = arena_allocate(arena, text.length / 4 * 3 + 4);
    uint32_t bits = 0;
    unsigned place = 0, pads = 0; /* place: characters of the current four */
    bool complete = false;
    size_t length = 0;

    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        int value = sextet(byte);

        if (byte > 0x7f)
            return false;
        if (complete || (value < 0 && byte != '='))
            continue;
        if (byte == '=') {
            complete = place >= 2 && place + ++pads >= 4;
            continue;
        }
        pads = 0;
        bits = bits << 6 | (uint32_t)value;
        if (place > 0)
            out[length++] = (char)(bits >> (6 - 2 * place));
        place = (place + 1) % 4;
    }
    *bytes = (struct thoth_text){out, length};
    return complete || place == 0;
}
