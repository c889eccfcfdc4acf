/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Advice to the kernel; a refusal is no error.
 */
#include "compiler/base/huge_pages.h"

#include <stdint.h>
#include <sys/mman.h>

void huge_pages_ask(void *memory, size_t size)
{
    size_t before = -(uintptr_t)memory % HUGE_PAGE;

    if (size < before + HUGE_PAGE)
        return;
    size = (size - before) / HUGE_PAGE * HUGE_PAGE;
    madvise((char *)memory + before, size, MADV_HUGEPAGE);
}
