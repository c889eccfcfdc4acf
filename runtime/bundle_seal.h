/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The seal of a bundle: a build id over all sections, which says which rules
 * these are, and a checksum over the whole file, which finds damage. Writer and
 * loader both use these functions.
 */
#ifndef RUNTIME_BUNDLE_SEAL_H
#define RUNTIME_BUNDLE_SEAL_H

#include "runtime/bundle_format.h"

#include <stddef.h>
#include <stdint.h>

/* Bytes of a header with this many sections. */
static inline size_t bundle_header_size(uint32_t section_count)
{
    return offsetof(struct bundle_header, sections) +
           (size_t)section_count * sizeof(struct bundle_range);
}

/* XXH3 with 64 bits of a bundle of `size` bytes, at least those of a header;
 * the field `checksum` counts as zero. */
uint64_t bundle_checksum(const void *bytes, size_t size);

/* XXH3 with 128 bits, in canonical byte order, of everything behind the
 * header, whose `section_count` must fit into `size`. */
void bundle_build_id(const void *bytes, size_t size, uint8_t build_id[16]);

/* Fills in build id and checksum of a bundle that is complete otherwise. */
void bundle_seal(void *bytes, size_t size);

#endif
