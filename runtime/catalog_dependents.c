/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Recorded dependents: for each package version a run in one array, as native
 * frames want it. A longer run goes to the end; what it leaves behind is
 * dropped when the array grows.
 */
#include "runtime/catalog.h"
#include "runtime/growth.h"

/* Moves all runs, without gaps, to an array with room for `more` entries. */
static bool make_room(struct thoth_catalog *catalog, uint32_t more)
{
    uint32_t used = 0, room, *grown;
    uint64_t needed = more;

    if (more <= catalog->dependent_room - catalog->dependent_count)
        return true;
    for (uint32_t i = 0; i < catalog->count; i++)
        needed += catalog->dependents_of[i].count;
    if (needed > UINT32_MAX / 4 ||
        !growth_room(64, (uint32_t)needed * 2, &room))
        return false;
    grown = thoth_allocate(catalog->allocator, (size_t)room * sizeof(*grown));
    if (grown == NULL)
        return false;
    for (uint32_t i = 0; i < catalog->count; i++) {
        struct native_dependents *of = &catalog->dependents_of[i];

        if (of->count > 0)
            memcpy(grown + used, catalog->dependents + of->first,
                   of->count * sizeof(*grown));
        of->first = used;
        used += of->count;
    }
    thoth_release(catalog->allocator, catalog->dependents);
    catalog->dependents = grown;
    catalog->dependent_count = used;
    catalog->dependent_room = room;
    return true;
}

enum thoth_status thoth_catalog_set_dependents(struct thoth_catalog *catalog,
                                               thoth_package package,
                                               const thoth_package *dependents,
                                               uint32_t count)
{
    struct native_dependents *of;

    if (package >= catalog->count)
        return THOTH_E_ARGUMENT;
    for (uint32_t i = 0; i < count; i++)
        if (dependents[i] >= catalog->count)
            return THOTH_E_ARGUMENT;
    of = &catalog->dependents_of[package];
    if (count > of->count) {
        if (!make_room(catalog, count))
            return THOTH_E_MEMORY;
        of->first = catalog->dependent_count;
        catalog->dependent_count += count;
    }
    of->count = count;
    if (count > 0)
        memcpy(catalog->dependents + of->first, dependents,
               count * sizeof(*dependents));
    return THOTH_OK;
}
