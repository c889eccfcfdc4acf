/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A state: the resolved package versions in order and by name. `view` is what
 * the engines read; its pointers are valid until the state changes.
 */
#ifndef RUNTIME_STATE_H
#define RUNTIME_STATE_H

#include "runtime/catalog.h"
#include "runtime/native_abi.h"

struct thoth_state {
    struct native_state view; /* into `own` or `grown` */
    uint64_t names;           /* the state_name_bit of each resolved name */
    const struct thoth_catalog *catalog;
    const struct thoth_allocator *allocator;
    void *grown;              /* slots and order that outgrew the object */
    struct native_slot own[]; /* slots, then order, as at creation */
};

/* Names by one of 64 bits: a name whose bit is not set is not resolved. */
static inline uint8_t state_name_place(uint32_t name)
{
    return (uint8_t)((uint32_t)(name * NATIVE_SPREAD) >> 26);
}

static inline uint64_t state_name_bit(uint32_t name)
{
    return UINT64_C(1) << state_name_place(name);
}

#endif
