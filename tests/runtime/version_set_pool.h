/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the tests of version sets draw from: a pool of PEP 440 versions, dense
 * where clauses part them, and specifier sets of all kinds near the pool. The
 * same seed gives the same texts each time.
 */
#ifndef TESTS_RUNTIME_VERSION_SET_POOL_H
#define TESTS_RUNTIME_VERSION_SET_POOL_H

#include "runtime/thoth.h"

#include <stddef.h>
#include <stdint.h>

struct pool {
    struct thoth_version **versions;
    size_t count;
};

/* All versions of the pool; fails the running case when memory is short. */
struct pool pool_create(void);
void pool_release(struct pool *pool);

/* xorshift32: a number from 0, below `below`. */
unsigned int pool_draw(uint32_t *state, unsigned int below);

/*
 * Writes a specifier set of at most `clauses` clauses to `text`, which has
 * POOL_TEXT bytes. About one clause in `legacy` is a legacy one; 0: none.
 */
enum { POOL_TEXT = 600, POOL_CLAUSES = 6 };
void pool_draw_specifier(uint32_t *state, unsigned int clauses,
                         unsigned int legacy, char *text);

#endif
