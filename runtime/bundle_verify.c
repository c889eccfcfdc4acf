/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs the parts of the structural check over one block of scratch memory. Its
 * size is a fixed share of the file's: at most a bit for each byte of strings
 * and a byte or two for each word of the other sections.
 */
#include "runtime/bundle_verify.h"

#include "runtime/bundle_seal.h"
#include "runtime/status.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Words looked at in rows and lists, for each word of the file. Rows and lists
 * may be shared, but a file in which all share long ones is no real one. */
#define WORDS_PER_WORD 64

bool verify_fault(struct bundle_verifier *verifier, enum bundle_section section,
                  uint32_t place, const char *format, ...)
{
    char fault[160];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(fault, sizeof(fault), format, arguments);
    va_end(arguments);
    verifier->status =
        status_report(verifier->error, THOTH_E_CORRUPT,
                      "damaged bundle: %s, place %" PRIu32 ": %s",
                      bundle_section_name(section), place, fault);
    return false;
}

static bool seal_fault(struct bundle_verifier *verifier, const char *fault)
{
    verifier->status = status_report(verifier->error, THOTH_E_CORRUPT,
                                     "damaged bundle: header: %s", fault);
    return false;
}

static bool verify_seal(struct bundle_verifier *verifier)
{
    const struct bundle_header *header = verifier->bundle->header;
    size_t size = (size_t)header->size;
    uint8_t build_id[sizeof(header->build_id)];

    if (bundle_checksum(header, size) != header->checksum)
        return seal_fault(verifier, "the checksum does not fit the file");
    bundle_build_id(header, size, build_id);
    if (memcmp(build_id, header->build_id, sizeof(build_id)) != 0)
        return seal_fault(verifier, "the build id does not fit the sections");
    return true;
}

/* Bytes of a bit set, of whole words. */
static size_t bits_size(uint32_t bits)
{
    return ((size_t)bits + 63) / 64 * 8;
}

static enum thoth_status scratch_allocate(struct bundle_verifier *verifier,
                                          uint8_t **scratch)
{
    const struct thoth_bundle *bundle = verifier->bundle;
    size_t strings = bits_size(bundle->strings_size);
    size_t specs = bits_size(bundle->spec_words);
    size_t shapes = (size_t)bundle->shape_count * sizeof(uint32_t);
    size_t nodes = (size_t)bundle->shape_words * BUNDLE_NODE_SCRATCH;
    size_t size = strings + specs + shapes + nodes + bundle->list_words;
    uint8_t *at = thoth_allocate(bundle->allocator, size + 1);

    *scratch = at;
    if (at == NULL)
        return status_report_memory(verifier->error);
    memset(at, 0, size);
    verifier->string_starts = (uint64_t *)at;
    verifier->spec_starts = (uint64_t *)(at += strings);
    verifier->shape_traits = (uint32_t *)(at += specs);
    verifier->node_scratch = at += shapes;
    verifier->lists_checked = at + nodes;
    return THOTH_OK;
}

static bool verify_all(struct bundle_verifier *verifier)
{
    return verify_strings(verifier) && verify_names(verifier) &&
           verify_specs(verifier) && verify_shapes(verifier) &&
           verify_units(verifier) && verify_requires(verifier) &&
           verify_members(verifier) && verify_sources(verifier);
}

enum thoth_status bundle_verify(const struct thoth_bundle *bundle,
                                uint32_t *package_of, struct thoth_error *error)
{
    struct bundle_verifier verifier = {
        .bundle = bundle,
        .error = error,
        .status = THOTH_OK,
        .budget = bundle->header->size / sizeof(uint32_t) * WORDS_PER_WORD,
        .package_of = package_of,
    };
    uint8_t *scratch;
    enum thoth_status status;

    if (!verify_seal(&verifier))
        return verifier.status;
    status = scratch_allocate(&verifier, &scratch);
    if (status != THOTH_OK)
        return status;
    verify_all(&verifier);
    thoth_release(bundle->allocator, scratch);
    return verifier.status;
}
