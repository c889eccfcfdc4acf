/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Out of memory unwinds once. Whoever starts work sets up a guard on its own
 * thread; any allocation below it that fails jumps there. Code between guard
 * and allocation must own nothing but arena memory and registered resources.
 */
#ifndef COMPILER_BASE_OUT_OF_MEMORY_H
#define COMPILER_BASE_OUT_OF_MEMORY_H

#include <setjmp.h>
#include <stddef.h>

struct memory_guard {
    jmp_buf jump;
    struct memory_guard *outer;
};

/* Use: `if (MEMORY_GUARD_ENTER(&guard)) { ran out } ... memory_guard_leave`.
 * The guard is left already when the condition is true. */
#define MEMORY_GUARD_ENTER(guard)                                              \
    (memory_guard_push(guard), setjmp((guard)->jump) != 0)

void memory_guard_push(struct memory_guard *guard);
void memory_guard_leave(struct memory_guard *guard);

/* Unwinds to the innermost guard of this thread; without one it ends the
 * process with a message, since only a program of ours can get here. */
void memory_ran_out(void) __attribute__((noreturn));

/* malloc, calloc and realloc that unwind instead of returning NULL. */
void *memory_allocate(size_t size);
void *memory_cleared(size_t count, size_t size);
void *memory_grow(void *old, size_t count, size_t size);

#endif
