/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The public face of PEP 440 and PEP 503.
 */
#include "runtime/version.h"

#include "runtime/unicode.h"

#include <string.h>

enum thoth_status thoth_version_parse(struct thoth_text text,
                                      const struct thoth_allocator *allocator,
                                      struct thoth_version **result)
{
    struct thoth_version *version = thoth_allocate(allocator, sizeof(*version));

    *result = NULL;
    if (version == NULL)
        return THOTH_E_MEMORY;
    version->allocator = allocator;
    if (pep440_version_parse(text, allocator, &version->parsed) != PEP440_OK) {
        thoth_release(allocator, version);
        return THOTH_E_MEMORY;
    }
    *result = version;
    return THOTH_OK;
}

void thoth_version_release(struct thoth_version *version)
{
    if (version == NULL)
        return;
    pep440_version_free(version->parsed, version->allocator);
    thoth_release(version->allocator, version);
}

bool thoth_version_is_legacy(const struct thoth_version *version)
{
    return version->parsed->is_legacy;
}

bool thoth_version_is_prerelease(const struct thoth_version *version)
{
    return version->parsed->is_prerelease;
}

struct thoth_text thoth_version_text(const struct thoth_version *version)
{
    return version->parsed->normal;
}

int thoth_version_compare(const struct thoth_version *left,
                          const struct thoth_version *right)
{
    return pep440_compare(left->parsed, right->parsed);
}

enum thoth_status thoth_specifier_parse(struct thoth_text text,
                                        const struct thoth_allocator *allocator,
                                        struct thoth_specifier **result)
{
    struct thoth_specifier *specifier =
        thoth_allocate(allocator, sizeof(*specifier));
    int status;

    *result = NULL;
    if (specifier == NULL)
        return THOTH_E_MEMORY;
    specifier->allocator = allocator;
    status = pep440_specifier_parse(text, allocator, &specifier->parsed);
    if (status != PEP440_OK) {
        thoth_release(allocator, specifier);
        return status == PEP440_E_INVALID ? THOTH_E_SPECIFIER : THOTH_E_MEMORY;
    }
    *result = specifier;
    return THOTH_OK;
}

void thoth_specifier_release(struct thoth_specifier *specifier)
{
    if (specifier == NULL)
        return;
    pep440_specifier_free(specifier->parsed, specifier->allocator);
    thoth_release(specifier->allocator, specifier);
}

bool thoth_specifier_contains(const struct thoth_specifier *specifier,
                              const struct thoth_version *version,
                              bool prereleases)
{
    return pep440_contains(specifier->parsed, version->parsed,
                           prereleases ? PEP440_PRERELEASES_ALLOWED
                                       : PEP440_PRERELEASES_BY_SET);
}

/* Puts what fits of `count` bytes at an offset of the normal form. */
static void put_bytes(char *normal, size_t size, size_t at, const char *bytes,
                      size_t count)
{
    if (at < size)
        memcpy(normal + at, bytes, count < size - at ? count : size - at);
}

size_t thoth_name_normalise(struct thoth_text name, char *normal, size_t size)
{
    struct unicode_lower_walk walk = unicode_lower_begin(name);
    size_t length = 0, count;
    bool dash = false;
    uint32_t code;

    while ((code = unicode_lower_next(&walk)) != UNICODE_END) {
        char bytes[UNICODE_MAX_BYTES];
        bool separator = code == '-' || code == '_' || code == '.';

        if (separator && dash)
            continue;
        dash = separator;
        count = unicode_encode(separator ? '-' : code, bytes);
        put_bytes(normal, size, length, bytes, count);
        length += count;
    }
    return length;
}
