/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An open hash table, at most half full.
 */
#include "compiler/source/identity.h"

#include "compiler/base/out_of_memory.h"

#include <stdlib.h>

static struct identity *find_slot(const struct identity_set *set,
                                  uint64_t device, uint64_t inode)
{
    uint64_t hash = (inode + device * 31) * 0x9e3779b97f4a7c15u;
    uint32_t slot = (uint32_t)(hash >> 32) & (set->slot_count - 1);

    while (set->slots[slot].used && (set->slots[slot].device != device ||
                                     set->slots[slot].inode != inode))
        slot = (slot + 1) & (set->slot_count - 1);
    return &set->slots[slot];
}

static void grow(struct identity_set *set)
{
    struct identity_set larger = {.count = set->count};

    larger.slot_count = set->slot_count ? set->slot_count * 2 : 64;
    larger.slots = memory_cleared(larger.slot_count, sizeof *larger.slots);
    for (uint32_t i = 0; i < set->slot_count; i++) {
        const struct identity *old = &set->slots[i];

        if (old->used)
            *find_slot(&larger, old->device, old->inode) = *old;
    }
    free(set->slots);
    *set = larger;
}

uint32_t identity_enter(struct identity_set *set, uint64_t device,
                        uint64_t inode, uint32_t owner)
{
    struct identity *slot;

    if (set->count >= set->slot_count / 2)
        grow(set);
    slot = find_slot(set, device, inode);
    if (slot->used)
        return slot->owner;
    *slot = (struct identity){device, inode, owner, true};
    set->count++;
    return owner;
}

void identity_set_release(struct identity_set *set)
{
    free(set->slots);
    *set = (struct identity_set){0};
}
