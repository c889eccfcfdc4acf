/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The standard library: the files of stdlib/, which are part of the program.
 */
#ifndef COMPILER_RX_RX_LIBRARY_H
#define COMPILER_RX_RX_LIBRARY_H

#include "runtime/text.h"

#include <stddef.h>

struct rx_library_module {
    const char *name; /* "std.index" */
    struct thoth_text content;
};

/* A module by its number, in the order of names; NULL behind the last one. */
const struct rx_library_module *rx_library_module(size_t number);

/* A module by its name, or NULL. */
const struct rx_library_module *rx_library_find(struct thoth_text name);

#endif
