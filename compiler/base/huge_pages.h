/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Huge pages for large buffers. Filling fresh memory page by page would cost a
 * tenth of a whole build. Whether the system grants them makes no other
 * difference.
 */
#ifndef COMPILER_BASE_HUGE_PAGES_H
#define COMPILER_BASE_HUGE_PAGES_H

#include <stddef.h>

enum {
    HUGE_PAGE = 2 << 20 /* x86-64's and arm64's, with pages of 4 KiB */
};

/* Asks for them where whole ones fit into the bytes at `memory`. */
void huge_pages_ask(void *memory, size_t size);

#endif
