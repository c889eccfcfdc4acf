/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checks the strings of a bundle, UTF-8 each and one behind the other, and the
 * tables that are searched by bytes: package names, index URLs, version keys.
 */
#include "runtime/bundle_verify.h"

#include "runtime/text.h"

#include <string.h>

#define HIGH_BITS 0x8080808080808080u

static bool is_ascii(const uint8_t *at, size_t length)
{
    const uint8_t *end = at + length;
    uint64_t high = 0, word;

    if (length < 8) {
        for (; at < end; at++)
            high |= *at;
        return (high & 0x80) == 0;
    }
    for (; end - at >= 8; at += 8) {
        memcpy(&word, at, 8);
        high |= word;
    }
    memcpy(&word, end - 8, 8); /* the rest, and some of it again */
    return ((high | word) & HIGH_BITS) == 0;
}

/* Bytes of the character at `at`, 0 when it is none: overlong, a surrogate,
 * beyond U+10FFFF or cut off (Unicode, table 3-7). */
static size_t character_length(const uint8_t *at, size_t left)
{
    uint8_t lead = at[0], low = 0x80, high = 0xbf;
    size_t length;

    if (lead < 0x80)
        return 1;
    if (lead < 0xc2 || lead > 0xf4)
        return 0;
    length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (left < length)
        return 0;
    if (lead == 0xe0)
        low = 0xa0;
    else if (lead == 0xed)
        high = 0x9f;
    else if (lead == 0xf0)
        low = 0x90;
    else if (lead == 0xf4)
        high = 0x8f;
    if (at[1] < low || at[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    return length;
}

static bool is_utf8(const uint8_t *at, size_t length)
{
    while (length > 0) {
        size_t used = character_length(at, length);

        if (used == 0)
            return false;
        at += used;
        length -= used;
    }
    return true;
}

bool verify_strings(struct bundle_verifier *verifier)
{
    const uint8_t *start = verifier->bundle->strings;
    const uint8_t *end = start + verifier->bundle->strings_size;

    for (const uint8_t *at = start; at < end;) {
        uint32_t string = (uint32_t)(at - start), length;

        if (!bundle_leb128_within(&at, end, &length) ||
            length > (size_t)(end - at))
            return verify_fault(verifier, BUNDLE_STRINGS, string,
                                "the string exceeds its section");
        if (!is_ascii(at, length) && !is_utf8(at, length))
            return verify_fault(verifier, BUNDLE_STRINGS, string,
                                "the string is not UTF-8");
        verify_set_bit(verifier->string_starts, string);
        at += length;
    }
    return true;
}

/* Does a string come behind the one before, in the order of bytes? */
static bool ascends(const struct thoth_bundle *bundle, uint32_t before,
                    uint32_t string)
{
    return thoth_text_order(bundle_text(bundle, before),
                            bundle_text(bundle, string)) < 0;
}

static bool verify_packages(struct bundle_verifier *verifier)
{
    const struct thoth_bundle *bundle = verifier->bundle;
    const struct bundle_package *packages = bundle->packages;
    uint32_t last = bundle->package_count;

    if (packages[0].name != BUNDLE_NONE)
        return verify_fault(verifier, BUNDLE_PACKAGES, 0,
                            "the first group has a name");
    if (packages[last].name != BUNDLE_NONE)
        return verify_fault(verifier, BUNDLE_PACKAGES, last,
                            "the last record has a name");
    for (uint32_t i = 1; i < last; i++) {
        if (!verify_is_string(verifier, packages[i].name))
            return verify_fault(verifier, BUNDLE_PACKAGES, i,
                                "the name is no string");
        if (i > 1 && !ascends(bundle, packages[i - 1].name, packages[i].name))
            return verify_fault(verifier, BUNDLE_PACKAGES, i,
                                "the name is out of order");
    }
    return true;
}

static bool verify_indexes(struct bundle_verifier *verifier)
{
    const struct thoth_bundle *bundle = verifier->bundle;
    const uint32_t *indexes = bundle->indexes;

    for (uint32_t i = 0; i < bundle->index_count; i++) {
        if (!verify_is_string(verifier, indexes[i]))
            return verify_fault(verifier, BUNDLE_INDEXES, i,
                                "the URL is no string");
        if (i > 0 && !ascends(bundle, indexes[i - 1], indexes[i]))
            return verify_fault(verifier, BUNDLE_INDEXES, i,
                                "the URL is out of order");
    }
    return true;
}

static bool verify_bounds(struct bundle_verifier *verifier)
{
    const struct thoth_bundle *bundle = verifier->bundle;
    const uint32_t *bounds = bundle->bounds;
    struct thoth_text before = {"", 0};

    if (bounds[0] != 0 ||
        bounds[bundle->bound_count] != bundle->bound_keys_size)
        return verify_fault(verifier, BUNDLE_BOUNDS, bundle->bound_count,
                            "the keys do not fill their section");
    for (uint32_t i = 0; i < bundle->bound_count; i++) {
        struct thoth_text key = {(const char *)bundle->bound_keys + bounds[i],
                                 0};

        if (bounds[i + 1] < bounds[i] ||
            bounds[i + 1] > bundle->bound_keys_size)
            return verify_fault(verifier, BUNDLE_BOUNDS, i,
                                "the key exceeds its section");
        key.length = bounds[i + 1] - bounds[i];
        if (thoth_text_order(before, key) >= 0)
            return verify_fault(verifier, BUNDLE_BOUNDS, i,
                                "the key is out of order");
        before = key;
    }
    return true;
}

bool verify_names(struct bundle_verifier *verifier)
{
    return verify_packages(verifier) && verify_indexes(verifier) &&
           verify_bounds(verifier);
}
