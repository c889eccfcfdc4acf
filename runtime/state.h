/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A state: the resolved package versions in order and by name. `view` is what
 * the engines read; it is valid until the state changes.
 */
#ifndef RUNTIME_STATE_H
#define RUNTIME_STATE_H

#include "runtime/catalog.h"
#include "runtime/native_abi.h"

struct thoth_state {
    struct native_state view;
    const struct thoth_catalog *catalog;
    const struct thoth_allocator *allocator;
    void *grown; /* holds slots and order once they outgrew the object */
};

#endif
