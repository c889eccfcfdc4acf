/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Three bytes become four letters; the last group is padded.
 */
#include "compiler/print/base64_encode.h"

static const char LETTERS[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void encode_group(struct text_builder *out, const unsigned char *bytes,
                         size_t count)
{
    unsigned group = (unsigned)bytes[0] << 16;
    char letters[4] = {0, 0, '=', '='};

    if (count > 1)
        group |= (unsigned)bytes[1] << 8;
    if (count > 2)
        group |= bytes[2];
    for (size_t i = 0; i <= count; i++)
        letters[i] = LETTERS[group >> (18 - 6 * i) & 63];
    text_builder_bytes(out, letters, sizeof letters);
}

void base64_encode(struct text_builder *out, struct thoth_text bytes)
{
    const unsigned char *at = (const unsigned char *)bytes.at;

    for (size_t left = bytes.length; left > 0;) {
        size_t count = left < 3 ? left : 3;

        encode_group(out, at, count);
        at += count;
        left -= count;
    }
}
