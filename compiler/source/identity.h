/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A set of files or directories by device and inode, which tell the same thing
 * under two names.
 */
#ifndef COMPILER_SOURCE_IDENTITY_H
#define COMPILER_SOURCE_IDENTITY_H

#include <stdbool.h>
#include <stdint.h>

struct identity {
    uint64_t device, inode;
    uint32_t owner; /* a number of the caller's */
    bool used;
};

/* All zero bytes are an empty set. */
struct identity_set {
    struct identity *slots;
    uint32_t slot_count; /* zero or a power of two */
    uint32_t count;
};

/* The owner that this identity was entered with before; or `owner`, which it
 * is entered with now. Unwinds when memory is short. */
uint32_t identity_enter(struct identity_set *set, uint64_t device,
                        uint64_t inode, uint32_t owner);

void identity_set_release(struct identity_set *set);

#endif
