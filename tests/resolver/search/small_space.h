/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Small spaces for tests: by hand from texts, or random; and all their stacks,
 * by trying everything.
 */
#ifndef TESTS_RESOLVER_SEARCH_SMALL_SPACE_H
#define TESTS_RESOLVER_SEARCH_SMALL_SPACE_H

#include "resolver/search/random.h"
#include "resolver/search/space.h"

/* A space of packages "a", "b", ... with so many versions each, up to 64. */
struct thoth_space *small_space(const uint32_t *versions, uint32_t packages);

/* Version `version` of `package` requires versions of `required`, as a mask. */
void small_require(struct thoth_space *space, uint32_t package,
                   uint32_t version, uint32_t required, uint64_t allowed);
void small_root(struct thoth_space *space, uint32_t required, uint64_t allowed);
void small_score(struct thoth_space *space, uint32_t package, uint32_t version,
                 double score);

/* A random space: up to six packages with up to `versions` versions. */
struct thoth_space *small_random(struct random_source *random,
                                 uint32_t versions);

struct small_stacks {
    uint64_t count;
    double best[3]; /* scores, best first; -INFINITY where there is none */
};

/* Tries everything. The space must be sealed. */
struct small_stacks small_enumerate(struct thoth_space *space);

/* Whether all that a stack holds is required and what it requires is held. */
bool small_is_valid(const struct thoth_space *space,
                    const struct thoth_choice *choices, uint32_t count);

#endif
