/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Searches in the ordered tables of a bundle: names, URLs, version keys, the
 * instances of a unit. Binary searches throughout.
 */
#include "runtime/bundle.h"

#include "runtime/text.h"

/* The key of one record of a table that is sorted by the bytes of its keys. */
typedef struct thoth_text key_at(const struct thoth_bundle *bundle,
                                 uint32_t number);

static struct thoth_text package_at(const struct thoth_bundle *bundle,
                                    uint32_t number)
{
    return bundle_text(bundle, bundle->packages[number].name);
}

static struct thoth_text index_at(const struct thoth_bundle *bundle,
                                  uint32_t number)
{
    return bundle_text(bundle, bundle->indexes[number]);
}

static struct thoth_text bound_at(const struct thoth_bundle *bundle,
                                  uint32_t number)
{
    return (struct thoth_text){
        (const char *)bundle->bound_keys + bundle->bounds[number],
        bundle->bounds[number + 1] - bundle->bounds[number]};
}

/* Halves the records from `low` to `high`: the record with the key, or else the
 * first one behind it. */
static inline uint32_t find(const struct thoth_bundle *bundle, key_at *at,
                            uint32_t low, uint32_t high, struct thoth_text key,
                            bool *found)
{
    *found = false;
    while (low < high && !*found) {
        uint32_t middle = low + (high - low) / 2;
        int order = thoth_text_order(at(bundle, middle), key);

        *found = order == 0;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return high;
}

uint32_t bundle_find_package(const struct thoth_bundle *bundle,
                             struct thoth_text name)
{
    bool found;
    uint32_t number =
        find(bundle, package_at, 1, bundle->package_count, name, &found);

    return found ? number : BUNDLE_NONE;
}

uint32_t bundle_find_index(const struct thoth_bundle *bundle,
                           struct thoth_text url)
{
    bool found;
    uint32_t number =
        find(bundle, index_at, 0, bundle->index_count, url, &found);

    return found ? number : BUNDLE_NONE;
}

uint32_t bundle_find_position(const struct thoth_bundle *bundle,
                              struct thoth_text key)
{
    bool found;
    uint32_t number =
        find(bundle, bound_at, 0, bundle->bound_count, key, &found);

    return 2 * number + found;
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
