/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An open bundle: typed pointers into its sections, and the readers that the
 * engines share. Everything here relies on bundle_verify, or on the trust in a
 * native bundle: no reader checks a bound. Immutable once open, so that any
 * number of threads may read it.
 */
#ifndef RUNTIME_BUNDLE_H
#define RUNTIME_BUNDLE_H

#include "runtime/allocator.h"
#include "runtime/bundle_format.h"
#include "runtime/native_abi.h"
#include "runtime/thoth.h"

struct thoth_bundle {
    const struct thoth_allocator *allocator;
    const uint8_t *bytes; /* the portable form */
    const struct bundle_header *header;
    const struct native_module *native;    /* NULL: no native code */
    void *library;                         /* of dlopen, or NULL */
    struct native_module *placed;          /* made of offsets, or NULL */
    const struct native_module *compiled;  /* by `compiler`, or NULL */
    const struct thoth_compiler *compiler; /* releases `compiled` */
    void *memory;                          /* holds `bytes`, or NULL */

    /* Sections, counts in records. `package_count` and `bound_count` leave the
     * closing record out: packages[package_count] is the sentinel. */
    const uint8_t *strings;
    uint32_t strings_size;
    const struct bundle_package *packages;
    uint32_t package_count; /* the nameless group included */
    const uint32_t *members;
    uint32_t member_count;
    const uint32_t *indexes;
    uint32_t index_count;
    const double *numbers;
    uint32_t number_count;
    const uint32_t *bounds;
    uint32_t bound_count;
    const uint8_t *bound_keys;
    uint32_t bound_keys_size;
    const uint32_t *specs;
    uint32_t spec_words;
    const uint32_t *lists;
    uint32_t list_words;
    const struct bundle_shape *shapes;
    uint32_t shape_count;
    const uint32_t *shape_code;
    uint32_t shape_words;
    const uint32_t *rows;
    uint32_t row_words;
    const struct bundle_when *whens;
    uint32_t when_count;
    const struct bundle_pattern *patterns;
    uint32_t pattern_count;
    const struct bundle_unit *units;
    uint32_t unit_count;
    const struct bundle_instance *instances;
    uint32_t instance_count;
    const struct bundle_require *requires;
    uint32_t require_count;
    const struct bundle_folder *folders;
    uint32_t folder_count;
    const uint32_t *file_names;
    uint32_t file_name_count;
    const uint8_t *sources;
    uint32_t sources_size;
    const struct bundle_checkpoint *checkpoints;
    uint32_t checkpoint_count;

    uint32_t file_count;
    /* The package record of each member, by member number (below unit_count:
     * the unit's only instance; then the instances); BUNDLE_NONE for units
     * that have their instances in `instances`. */
    uint32_t *package_of;
};

/* One row of grammar/unit_types.def as the runtime sees it. */
struct bundle_unit_type {
    const char *name;
    enum thoth_kind kind;
};

/* By enum unit_type. */
extern const struct bundle_unit_type bundle_unit_types[];

/* Reads a LEB128 number below 2^32 and moves past it. */
static inline uint32_t bundle_leb128(const uint8_t **at)
{
    uint32_t value = *(*at)++;

    if (value < 0x80)
        return value;
    value &= 0x7f;
    for (unsigned shift = 7;; shift += 7) {
        uint32_t byte = *(*at)++;

        value |= (byte & 0x7f) << shift;
        if (byte < 0x80)
            return value;
    }
}

/* The same where bytes are not to be trusted: false when the number does not
 * end before `end` or exceeds 32 bits. */
static inline bool bundle_leb128_within(const uint8_t **at, const uint8_t *end,
                                        uint32_t *value)
{
    uint64_t sum = 0;

    for (unsigned shift = 0; shift < 35 && *at < end; shift += 7) {
        uint64_t byte = *(*at)++;

        sum |= (byte & 0x7f) << shift;
        if (byte < 0x80) {
            *value = (uint32_t)sum;
            return sum <= UINT32_MAX;
        }
    }
    return false;
}

/* The string of a number other than BUNDLE_NONE; lives as long as the bundle.
 */
static inline struct thoth_text bundle_text(const struct thoth_bundle *bundle,
                                            uint32_t string)
{
    const uint8_t *at = bundle->strings + string;
    uint32_t length = bundle_leb128(&at);

    return (struct thoth_text){(const char *)at, length};
}

/* The same; `at` is NULL for BUNDLE_NONE. */
static inline struct thoth_text
bundle_text_or_none(const struct thoth_bundle *bundle, uint32_t string)
{
    if (string == BUNDLE_NONE)
        return (struct thoth_text){NULL, 0};
    return bundle_text(bundle, string);
}

static inline const struct bundle_pattern *
bundle_pattern_of(const struct thoth_bundle *bundle, uint32_t unit)
{
    return &bundle->patterns[bundle->units[unit].pattern];
}

static inline enum thoth_kind bundle_kind_of(const struct thoth_bundle *bundle,
                                             uint32_t unit)
{
    return bundle_unit_types[bundle_pattern_of(bundle, unit)->type].kind;
}

/* The unit of a member. */
static inline uint32_t bundle_member_unit(const struct thoth_bundle *bundle,
                                          uint32_t member)
{
    if (member < bundle->unit_count)
        return member;
    return bundle->instances[member - bundle->unit_count].unit;
}

/* The shape and row of a member's match. */
struct bundle_match {
    uint32_t shape;
    const uint32_t *row;
};

static inline struct bundle_match
bundle_member_match(const struct thoth_bundle *bundle, uint32_t member)
{
    const struct bundle_instance *instance;

    if (member < bundle->unit_count)
        return (struct bundle_match){bundle_pattern_of(bundle, member)->match,
                                     bundle->rows +
                                         bundle->units[member].match};
    instance = &bundle->instances[member - bundle->unit_count];
    return (struct bundle_match){instance->shape, bundle->rows + instance->row};
}

/* The members of a unit: `count` consecutive numbers from `first`. */
struct bundle_members {
    uint32_t first, count;
};

struct bundle_members bundle_unit_members(const struct thoth_bundle *bundle,
                                          uint32_t unit);

/* The record of a package name (normalised or not, compared as bytes), or
 * BUNDLE_NONE. Never the nameless group. */
uint32_t bundle_find_package(const struct thoth_bundle *bundle,
                             struct thoth_text name);

/* The record of an index URL, or BUNDLE_NONE. */
uint32_t bundle_find_index(const struct thoth_bundle *bundle,
                           struct thoth_text url);

/* The position of a public version key among the bounds, as specs count it. */
uint32_t bundle_find_position(const struct thoth_bundle *bundle,
                              struct thoth_text key);

#endif
