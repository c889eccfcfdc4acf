/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Package versions that come into stacks though nobody requires them: those
 * that stand for others, and those that steps may add.
 */
#include "resolver/search/growth.h"
#include "resolver/search/space.h"

#include <stdlib.h>

static enum thoth_status add_link(struct thoth_space *space,
                                  struct space_links *links,
                                  struct thoth_choice from,
                                  struct thoth_choice other)
{
    if (!space_has(space, from.package, from.version) || space->sealed ||
        !space_has(space, other.package, other.version))
        return THOTH_E_ARGUMENT;
    if (!growth_reserve((void **)&links->links, &links->room, links->count + 1,
                        sizeof(*links->links)))
        return THOTH_E_MEMORY;
    links->links[links->count] =
        (struct space_link){space_version_of(space, from.package, from.version),
                            links->count, other};
    links->count++;
    return THOTH_OK;
}

enum thoth_status thoth_space_add_pseudonym(struct thoth_space *space,
                                            uint32_t package, uint32_t version,
                                            uint32_t other_package,
                                            uint32_t other_version)
{
    enum thoth_status status = add_link(
        space, &space->pseudonyms, (struct thoth_choice){package, version},
        (struct thoth_choice){other_package, other_version});

    if (status == THOTH_OK) {
        space->packages[package].has_pseudonyms = true;
        space->packages[other_package].stands = true;
    }
    return status;
}

enum thoth_status thoth_space_announce(struct thoth_space *space,
                                       uint32_t package, uint32_t version,
                                       uint32_t added_package,
                                       uint32_t added_version)
{
    enum thoth_status status = add_link(
        space, &space->additions, (struct thoth_choice){package, version},
        (struct thoth_choice){added_package, added_version});

    if (status == THOTH_OK)
        space->packages[added_package].addable = true;
    return status;
}

static int compare_links(const void *left, const void *right)
{
    const struct space_link *a = left, *b = right;

    if (a->version != b->version)
        return a->version < b->version ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

void space_links_sort(struct space_links *links)
{
    if (links->count > 1)
        qsort(links->links, links->count, sizeof(*links->links), compare_links);
}

const struct space_link *space_links_of(const struct space_links *links,
                                        uint32_t version, uint32_t *count)
{
    uint32_t low = 0, high = links->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (links->links[middle].version < version)
            low = middle + 1;
        else
            high = middle;
    }
    while (high < links->count && links->links[high].version == version)
        high++;
    *count = high - low;
    return *count == 0 ? NULL : links->links + low;
}
