/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The thread's stack of memory guards, and allocation that unwinds to them.
 */
#include "compiler/base/out_of_memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static _Thread_local struct memory_guard *innermost;

void memory_guard_push(struct memory_guard *guard)
{
    guard->outer = innermost;
    innermost = guard;
}

void memory_guard_leave(struct memory_guard *guard)
{
    innermost = guard->outer;
}

_Noreturn void memory_ran_out(void)
{
    struct memory_guard *guard = innermost;

    if (!guard) {
        fputs("thothc: out of memory\n", stderr);
        exit(2);
    }
    innermost = guard->outer;
    longjmp(guard->jump, 1);
}

void *memory_allocate(size_t size)
{
    void *memory = malloc(size ? size : 1);

    if (!memory)
        memory_ran_out();
    return memory;
}

void *memory_cleared(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size ? size : 1);

    if (!memory)
        memory_ran_out();
    return memory;
}

void *memory_grow(void *old, size_t count, size_t size)
{
    size_t bytes;
    void *memory;

    if (__builtin_mul_overflow(count, size, &bytes))
        memory_ran_out();
    memory = realloc(old, bytes ? bytes : 1);
    if (!memory)
        memory_ran_out();
    return memory;
}
