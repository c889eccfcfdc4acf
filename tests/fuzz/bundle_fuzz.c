/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fuzz target: any bytes as a bundle, sealed anew so that damage gets past the
 * checksum. What the loader accepts must be safe to use in every way.
 */
#include "runtime/bundle_seal.h"
#include "runtime/thoth.h"
#include "tests/runtime/bundle_exercise.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct bundle_header header;
    struct thoth_bundle *bundle;
    uint8_t *copy = malloc(size ? size : 1);

    if (!copy)
        abort();
    if (size)
        memcpy(copy, bytes, size);
    if (size >= sizeof header) {
        memcpy(&header, copy, sizeof header);
        header.size = size;
        header.section_count = BUNDLE_SECTION_COUNT;
        memcpy(copy, &header, sizeof header);
        bundle_seal(copy, size);
    }
    if (!thoth_bundle_open_memory(copy, size, NULL, &bundle, NULL)) {
        bundle_exercise(bundle, 1);
        thoth_bundle_release(bundle);
    }
    free(copy);
    return 0;
}
