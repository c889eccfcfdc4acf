/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Build id and checksum of bundles by XXH3. The functions of xxhash are
 * compiled into this file: its streaming state may then live on the stack, and
 * nothing is allocated behind the caller's back.
 */
#define XXH_INLINE_ALL
#include "runtime/bundle_seal.h"

#include <string.h>
#include <xxhash.h>

uint64_t bundle_checksum(const void *bytes, size_t size)
{
    struct bundle_header header;
    XXH3_state_t state;

    memcpy(&header, bytes, sizeof(header));
    header.checksum = 0;
    XXH3_INITSTATE(&state);
    XXH3_64bits_reset(&state);
    XXH3_64bits_update(&state, &header, sizeof(header));
    XXH3_64bits_update(&state, (const char *)bytes + sizeof(header),
                       size - sizeof(header));
    return XXH3_64bits_digest(&state);
}

void bundle_build_id(const void *bytes, size_t size, uint8_t build_id[16])
{
    struct bundle_header header;
    XXH128_canonical_t canonical;
    size_t start;

    memcpy(&header, bytes, sizeof(header));
    start = bundle_header_size(header.section_count);
    XXH128_canonicalFromHash(
        &canonical, XXH3_128bits((const char *)bytes + start, size - start));
    memcpy(build_id, canonical.digest, sizeof(canonical.digest));
}

void bundle_seal(void *bytes, size_t size)
{
    struct bundle_header header;

    memcpy(&header, bytes, sizeof(header));
    bundle_build_id(bytes, size, header.build_id);
    memcpy(bytes, &header, sizeof(header));
    header.checksum = bundle_checksum(bytes, size);
    memcpy(bytes, &header, sizeof(header));
}
