/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes the sort keys that pep440_key.h describes. Small numbers, which is
 * nearly all of them, take one byte, so an ordinary key is some seven bytes
 * long and a comparison is one memcmp. Numbers beyond 64 bits keep their
 * decimal digits behind a length and so lose nothing.
 */
#include "runtime/pep440_key.h"

#include "runtime/unicode.h"

enum {
    SAFE_DIGITS = 19, /* any number of this many digits fits 64 bits */
    LENGTH_BYTES = 8
};

struct thoth_text pep440_significant(struct thoth_text digits)
{
    while (digits.length > 0 && *digits.at == '0') {
        ++digits.at;
        --digits.length;
    }
    return digits;
}

bool pep440_is_number(struct thoth_text text)
{
    for (size_t i = 0; i < text.length; ++i)
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
    return text.length > 0;
}

bool pep440_number_value(struct thoth_text digits, uint64_t *value)
{
    uint64_t sum = 0;

    digits = pep440_significant(digits);
    for (size_t i = 0; i < digits.length; ++i) {
        unsigned int digit = (unsigned int)(digits.at[i] - '0');

        if (sum > (UINT64_MAX - digit) / 10) {
            *value = UINT64_MAX;
            return false;
        }
        sum = sum * 10 + digit;
    }
    *value = sum;
    return true;
}

/* The low `count` bytes of a value, the highest first. */
static char *put_bytes(char *out, uint64_t value, unsigned int count)
{
    while (count-- > 0)
        *out++ = (char)(unsigned char)(value >> 8 * count & 0xff);
    return out;
}

static char *put_byte(char *out, unsigned int byte)
{
    *out = (char)(unsigned char)byte;
    return out + 1;
}

static char *put_number(char *out, struct thoth_text digits)
{
    uint64_t value;
    unsigned int count = 1;

    digits = pep440_significant(digits);
    if (digits.length > SAFE_DIGITS) {
        out = put_byte(out, KEY_NUMBER_DIGITS);
        out = put_bytes(out, digits.length, LENGTH_BYTES);
        memcpy(out, digits.at, digits.length);
        return out + digits.length;
    }
    pep440_number_value(digits, &value);
    if (value < KEY_NUMBER_SMALL)
        return put_byte(out, KEY_NUMBER + (unsigned int)value);
    while (count < LENGTH_BYTES && value >> 8 * count != 0)
        ++count;
    out = put_byte(out, KEY_NUMBER_BYTES + count);
    return put_bytes(out, value, count);
}

char *pep440_key_put_base(char *out, const struct pep440_parts *parts)
{
    const char *at = parts->release.at;
    const char *end = at + parts->release.length;
    char *significant;

    out = put_number(out, parts->epoch);
    significant = out;
    while (at < end) {
        const char *from = at;
        struct thoth_text number;

        while (at < end && *at != '.')
            ++at;
        number =
            pep440_significant((struct thoth_text){from, (size_t)(at - from)});
        out = put_number(out, number);
        if (number.length > 0)
            significant = out;
        ++at; /* the dot, or just past the end */
    }
    return significant;
}

/*
 * A development release that is neither pre- nor post-release sorts below the
 * pre-releases (PEP 440, "Summary of permitted suffixes and relative
 * ordering"); any other absent pre-release sorts above them.
 */
char *pep440_key_put_suffix(char *out, const struct pep440_parts *parts)
{
    if (parts->pre != PEP440_PRE_NONE) {
        out = put_byte(out, KEY_PRE + (unsigned int)parts->pre);
        out = put_number(out, parts->pre_number);
    } else if (parts->has_dev && !parts->has_post) {
        out = put_byte(out, KEY_DEV_ONLY);
    } else {
        out = put_byte(out, KEY_PRE_NONE);
    }
    if (parts->has_post) {
        out = put_byte(out, KEY_POST);
        out = put_number(out, parts->post_number);
    } else {
        out = put_byte(out, KEY_POST_NONE);
    }
    if (parts->has_dev)
        return put_number(out, parts->dev_number);
    return put_byte(out, KEY_DEV_NONE);
}

bool pep440_next_local(struct thoth_text *rest, struct thoth_text *part)
{
    size_t length = 0;

    if (rest->length == 0)
        return false;
    while (length < rest->length && rest->at[length] != '.' &&
           rest->at[length] != '-' && rest->at[length] != '_')
        ++length;
    *part = (struct thoth_text){rest->at, length};
    if (length < rest->length)
        ++length;
    rest->at += length;
    rest->length -= length;
    return true;
}

char *pep440_key_put_local(char *out, const struct pep440_parts *parts)
{
    struct thoth_text rest = parts->local, part;

    if (!parts->has_local)
        return out;
    while (pep440_next_local(&rest, &part)) {
        struct unicode_lower_walk walk;
        uint32_t code;

        if (pep440_is_number(part)) {
            out = put_number(out, part);
            continue;
        }
        out = put_byte(out, KEY_LOCAL_TEXT);
        walk = unicode_lower_begin(part);
        while ((code = unicode_lower_next(&walk)) != UNICODE_END)
            out += unicode_encode(code, out);
        out = put_byte(out, 0);
    }
    return out;
}

struct pep440_key_lengths pep440_key_write(char *key,
                                           const struct pep440_parts *parts)
{
    struct pep440_key_lengths lengths;
    char *end = pep440_key_put_base(key, parts);

    lengths.base = (size_t)(end - key);
    end = pep440_key_put_suffix(end, parts);
    lengths.public_part = (size_t)(end - key);
    end = pep440_key_put_local(end, parts);
    lengths.full = (size_t)(end - key);
    return lengths;
}
