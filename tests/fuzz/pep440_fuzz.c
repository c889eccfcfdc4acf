/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fuzz target: a version, a line break, a specifier set. Both ways to ask for
 * membership must agree, and every text is some version.
 */
#include "runtime/pep440_interval.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void compare(const struct pep440_specifier *specifier,
                    const struct pep440_version *version)
{
    struct pep440_intervals *intervals;
    bool contains =
        pep440_contains(specifier, version, PEP440_PRERELEASES_ALLOWED);

    if (pep440_intervals(specifier, NULL, &intervals))
        abort();
    if (intervals->regular && !version->is_legacy &&
        pep440_intervals_hold(intervals, version->public_key) != contains)
        abort();
    pep440_intervals_free(intervals, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const uint8_t *end = size ? memchr(bytes, '\n', size) : NULL;
    size_t first = end ? (size_t)(end - bytes) : size;
    struct thoth_text text = {(const char *)bytes, first};
    struct thoth_text set = {(const char *)bytes + first, size - first};
    struct pep440_specifier *specifier;
    struct pep440_version *version;

    if (pep440_version_parse(text, NULL, &version))
        abort();
    if (pep440_is_valid(text) == version->is_legacy)
        abort();
    if (set.length && !pep440_specifier_parse(set, NULL, &specifier)) {
        if (!pep440_specifier_valid(set))
            abort();
        compare(specifier, version);
        pep440_specifier_free(specifier, NULL);
    }
    pep440_version_free(version, NULL);
    return 0;
}
