/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Searches in the ordered tables of a bundle: names, URLs, version keys, the
 * instances of a unit. Binary searches throughout.
 */
#include "runtime/bundle.h"

#include "runtime/text.h"

uint32_t bundle_find_package(const struct thoth_bundle *bundle,
                             struct thoth_text name)
{
    uint32_t low = 1, high = bundle->package_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = thoth_text_order(
            bundle_text(bundle, bundle->packages[middle].name), name);

        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return BUNDLE_NONE;
}

uint32_t bundle_find_index(const struct thoth_bundle *bundle,
                           struct thoth_text url)
{
    uint32_t low = 0, high = bundle->index_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order =
            thoth_text_order(bundle_text(bundle, bundle->indexes[middle]), url);

        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return BUNDLE_NONE;
}

uint32_t bundle_find_position(const struct thoth_bundle *bundle,
                              struct thoth_text key)
{
    uint32_t low = 0, high = bundle->bound_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        struct thoth_text bound = {
            (const char *)bundle->bound_keys + bundle->bounds[middle],
            bundle->bounds[middle + 1] - bundle->bounds[middle]};
        int order = thoth_text_order(bound, key);

        if (order == 0)
            return 2 * middle + 1;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 2 * low;
}

struct bundle_members bundle_unit_members(const struct thoth_bundle *bundle,
                                          uint32_t unit)
{
    uint32_t first = bundle->units[unit].match, end = first;

    if (!(bundle_pattern_of(bundle, unit)->flags & BUNDLE_PATTERN_INSTANCES))
        return (struct bundle_members){unit, 1};
    while (end < bundle->instance_count && bundle->instances[end].unit == unit)
        end++;
    return (struct bundle_members){bundle->unit_count + first, end - first};
}
