/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The header of a bundle and the ranges of its sections. Versions are looked at
 * before anything that a version may change, so that a file of another format
 * is refused by name and not as damaged.
 */
#include "runtime/bundle_layout.h"

#include "runtime/bundle_seal.h"
#include "runtime/status.h"

#include <inttypes.h>
#include <string.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "bundles are used as they lie in the file: little-endian");
_Static_assert(sizeof(struct bundle_header) % BUNDLE_ALIGNMENT == 0 &&
                   sizeof(struct bundle_package) == 8 &&
                   sizeof(struct bundle_shape) == 24 &&
                   sizeof(struct bundle_when) == 8 &&
                   sizeof(struct bundle_pattern) == 24 &&
                   sizeof(struct bundle_unit) == 16 &&
                   sizeof(struct bundle_instance) == 16 &&
                   sizeof(struct bundle_require) == 8 &&
                   sizeof(struct bundle_folder) == 8 &&
                   sizeof(struct bundle_checkpoint) == 16,
               "records are as grammar/bundle_sections.def says");

/* The record sizes of the sections, and their names. */
static const struct section_fact {
    const char *name;
    uint32_t record;
} section_facts[BUNDLE_SECTION_COUNT] = {
#define BUNDLE_SECTION(id, name, record, purpose) {name, record},
#include "grammar/bundle_sections.def"
#undef BUNDLE_SECTION
};

const char *bundle_section_name(enum bundle_section section)
{
    return section_facts[section].name;
}

bool bundle_has_magic(const void *bytes, size_t size)
{
    return size >= 8 && memcmp(bytes, BUNDLE_MAGIC, 8) == 0;
}

static enum thoth_status version_check(const struct bundle_header *header,
                                       struct thoth_error *error)
{
    if (header->format < BUNDLE_READS_FROM)
        return status_report(error, THOTH_E_TOO_OLD,
                             "the bundle has format %" PRIu32
                             ", but this version of libthoth "
                             "reads formats %d to %d: compile the rules again",
                             header->format, BUNDLE_READS_FROM, BUNDLE_FORMAT);
    if (header->format > BUNDLE_FORMAT &&
        header->minimum_reader > BUNDLE_FORMAT)
        return status_report(
            error, THOTH_E_TOO_NEW,
            "the bundle has format %" PRIu32 " and needs a libthoth that reads "
            "format %" PRIu32 ", this one reads formats %d to %d: use a newer "
            "libthoth, or compile the rules with the thothc of this one",
            header->format, header->minimum_reader, BUNDLE_READS_FROM,
            BUNDLE_FORMAT);
    if (header->features != 0)
        return status_report(
            error, THOTH_E_TOO_NEW,
            "the bundle uses features 0x%" PRIx32 " that this version of "
            "libthoth (format %d) does not know: use a newer libthoth",
            header->features, BUNDLE_FORMAT);
    return THOTH_OK;
}

static enum thoth_status header_check(const struct bundle_header *header,
                                      size_t size, struct thoth_error *error)
{
    enum thoth_status status = version_check(header, error);

    if (status != THOTH_OK)
        return status;
    if (header->size != size)
        return status_report(error, THOTH_E_CORRUPT,
                             "damaged bundle: header: %" PRIu64
                             " bytes expected, there are %zu",
                             header->size, size);
    if (size > UINT32_MAX)
        return status_report(error, THOTH_E_CORRUPT,
                             "damaged bundle: header: %zu bytes are too many",
                             size);
    if (header->minimum_reader < 1 || header->minimum_reader > header->format)
        return status_report(error, THOTH_E_CORRUPT,
                             "damaged bundle: header: format %" PRIu32
                             " for readers of format %" PRIu32,
                             header->format, header->minimum_reader);
    if (header->section_count < BUNDLE_SECTION_COUNT ||
        (header->format == BUNDLE_FORMAT &&
         header->section_count != BUNDLE_SECTION_COUNT) ||
        (size - bundle_header_size(0)) / sizeof(struct bundle_range) <
            header->section_count)
        return status_report(error, THOTH_E_CORRUPT,
                             "damaged bundle: header: %" PRIu32 " sections",
                             header->section_count);
    return THOTH_OK;
}

static enum thoth_status range_fault(unsigned section, const char *fault,
                                     struct thoth_error *error)
{
    return status_report(error, THOTH_E_CORRUPT, "damaged bundle: %s: %s",
                         section_facts[section].name, fault);
}

static enum thoth_status ranges_check(const struct bundle_header *header,
                                      struct thoth_error *error)
{
    uint64_t end = bundle_header_size(header->section_count);

    for (unsigned i = 0; i < BUNDLE_SECTION_COUNT; i++) {
        struct bundle_range range = header->sections[i];

        if (range.offset < end)
            return range_fault(i, "section overlaps what is before it", error);
        if (range.offset % BUNDLE_ALIGNMENT != 0)
            return range_fault(i, "section is not aligned", error);
        if (range.offset > header->size ||
            range.size > header->size - range.offset)
            return range_fault(i, "section exceeds the file", error);
        if (range.size % section_facts[i].record != 0)
            return range_fault(i, "section ends within a record", error);
        end = range.offset + range.size;
    }
    if (header->sections[BUNDLE_PACKAGES].size < 2 * sizeof(uint64_t))
        return range_fault(BUNDLE_PACKAGES, "first or last record is missing",
                           error);
    if (header->sections[BUNDLE_BOUNDS].size == 0)
        return range_fault(BUNDLE_BOUNDS, "last record is missing", error);
    return THOTH_OK;
}

/* The start of a section and how many records it has. */
static const void *section_at(const struct thoth_bundle *bundle,
                              enum bundle_section section, uint32_t *count)
{
    const struct bundle_range *range = &bundle->header->sections[section];

    *count = (uint32_t)(range->size / section_facts[section].record);
    return bundle->bytes + range->offset;
}

#define SECTION(id, pointer, number)                                           \
    ((bundle)->pointer = section_at(bundle, BUNDLE_##id, &(bundle)->number))

static void point_to_sections(struct thoth_bundle *bundle)
{
    SECTION(STRINGS, strings, strings_size);
    SECTION(PACKAGES, packages, package_count);
    SECTION(MEMBERS, members, member_count);
    SECTION(INDEXES, indexes, index_count);
    SECTION(NUMBERS, numbers, number_count);
    SECTION(BOUNDS, bounds, bound_count);
    SECTION(BOUND_KEYS, bound_keys, bound_keys_size);
    SECTION(SPECS, specs, spec_words);
    SECTION(LISTS, lists, list_words);
    SECTION(SHAPES, shapes, shape_count);
    SECTION(SHAPE_CODE, shape_code, shape_words);
    SECTION(ROWS, rows, row_words);
    SECTION(WHENS, whens, when_count);
    SECTION(PATTERNS, patterns, pattern_count);
    SECTION(UNITS, units, unit_count);
    SECTION(INSTANCES, instances, instance_count);
    SECTION(REQUIRES, requires, require_count);
    SECTION(FOLDERS, folders, folder_count);
    SECTION(FILE_NAMES, file_names, file_name_count);
    SECTION(SOURCES, sources, sources_size);
    SECTION(CHECKPOINTS, checkpoints, checkpoint_count);
    bundle->package_count--; /* the sentinel */
    bundle->bound_count--;   /* the end */
}

enum thoth_status bundle_layout(struct thoth_bundle *bundle, const void *bytes,
                                size_t size, struct thoth_error *error)
{
    enum thoth_status status;

    if (!bundle_has_magic(bytes, size))
        return status_report(error, THOTH_E_NOT_BUNDLE,
                             "not a bundle: it does not start with \"%s\"",
                             BUNDLE_MAGIC);
    if (size < sizeof(struct bundle_header))
        return status_report(error, THOTH_E_CORRUPT,
                             "damaged bundle: the file ends in its header");
    bundle->bytes = bytes;
    bundle->header = bytes;
    status = header_check(bundle->header, size, error);
    if (status == THOTH_OK)
        status = ranges_check(bundle->header, error);
    if (status == THOTH_OK)
        point_to_sections(bundle);
    return status;
}
