/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Small spaces whose stacks depend on the order of resolution: versions that
 * are left out, stand for others, or are added by steps that look at the
 * stack; and all their stacks, by trying every order with plain arrays.
 */
#ifndef TESTS_RESOLVER_SEARCH_ORDERED_SPACE_H
#define TESTS_RESOLVER_SEARCH_ORDERED_SPACE_H

#include "resolver/search/random.h"
#include "resolver/thoth_resolver.h"

enum {
    ORDERED_PACKAGES = 5,
    ORDERED_VERSIONS = 3,
    ORDERED_LINKS = 4,
    ORDERED_KEYS = 1024, /* 4 to the power of packages */
};

enum ordered_feature {
    ORDERED_SKIPS = 1,
    ORDERED_PSEUDONYMS = 2,
    ORDERED_STEPS = 4,
    ORDERED_ADDITIONS = 8,
};

struct ordered_link {
    struct thoth_choice from, other;
};

struct ordered_space {
    uint32_t packages, versions[ORDERED_PACKAGES];
    unsigned usable[ORDERED_PACKAGES]; /* masks of versions */
    enum thoth_version_fate fates[ORDERED_PACKAGES][ORDERED_VERSIONS];
    double scores[ORDERED_PACKAGES][ORDERED_VERSIONS];
    /* What a version requires of a package; bit 7: nothing. */
    unsigned requires[ORDERED_PACKAGES][ORDERED_VERSIONS][ORDERED_PACKAGES];
    unsigned roots[ORDERED_PACKAGES];
    struct ordered_link pseudonyms[ORDERED_LINKS], additions[ORDERED_LINKS];
    uint32_t pseudonym_count, addition_count;
    uint64_t seed; /* of what steps answer */
    struct thoth_choice added[ORDERED_LINKS];
};

/* A random one with these features. */
void ordered_random(struct ordered_space *ordered, struct random_source *random,
                    unsigned features);

/* The same for the library, and its steps; `user` is the ordered space. */
struct thoth_space *ordered_build(const struct ordered_space *ordered);
enum thoth_status ordered_step(void *user, const struct thoth_choice *resolved,
                               uint32_t count, struct thoth_choice choice,
                               struct thoth_step_answer *answer);

/* By the key of a stack its best score in any order; -INFINITY: no stack. */
void ordered_enumerate(struct ordered_space *ordered,
                       double best[ORDERED_KEYS]);
uint32_t ordered_key(const struct thoth_choice *choices, uint32_t count);

#endif
