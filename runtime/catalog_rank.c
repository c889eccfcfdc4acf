/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The order of registered versions: ranks within a name, and comparison.
 */
#include "runtime/catalog_rank.h"

#include "runtime/growth.h"

bool catalog_rank_make_room(struct thoth_catalog *catalog, uint32_t name)
{
    uint32_t known = catalog->bundle->package_count, room, *grown;

    if (name < catalog->greatest_room)
        return true;
    if (!growth_room(catalog->greatest_room, name < known ? known : name + 1,
                     &room))
        return false;
    grown = growth_move(catalog->allocator, catalog->greatest,
                        (size_t)catalog->greatest_room * sizeof(*grown),
                        (size_t)room * sizeof(*grown));
    if (grown == NULL)
        return false;
    for (uint32_t i = catalog->greatest_room; i < room; i++)
        grown[i] = NATIVE_NONE;
    catalog->greatest = grown;
    catalog->greatest_room = room;
    return true;
}

void catalog_rank_insert(struct thoth_catalog *catalog, uint32_t package)
{
    struct catalog_entry *entries = catalog->entries;
    struct catalog_entry *entry = &entries[package];
    uint32_t *link = &catalog->greatest[catalog->facts[package].name];
    uint32_t greatest = *link;
    int order = -1;

    while (*link != NATIVE_NONE) {
        order = pep440_compare(entries[*link].version, entry->version);
        if (order <= 0)
            break;
        link = &entries[*link].lower;
    }
    entry->lower = *link;
    *link = package;
    if (entry->lower == NATIVE_NONE)
        entry->rank = 0;
    else
        entry->rank = entries[entry->lower].rank + (order < 0);
    if (entry->lower != NATIVE_NONE && order == 0)
        return; /* no new version, so the others keep their ranks */
    for (uint32_t i = greatest; i != NATIVE_NONE && i != entry->lower;
         i = entries[i].lower)
        if (i != package)
            entries[i].rank++;
}

uint32_t thoth_catalog_rank(const struct thoth_catalog *catalog,
                            thoth_package package)
{
    return package < catalog->count ? catalog->entries[package].rank : 0;
}

int thoth_catalog_compare(const struct thoth_catalog *catalog,
                          thoth_package left, thoth_package right)
{
    if (left >= catalog->count || right >= catalog->count)
        return 0;
    return pep440_compare(catalog->entries[left].version,
                          catalog->entries[right].version);
}
