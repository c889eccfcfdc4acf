/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The search's own random numbers: xoshiro256** by Blackman and Vigna (2018),
 * seeded by splitmix64. Integers only, so that a seed means the same choices
 * on every machine.
 */
#ifndef RESOLVER_SEARCH_RANDOM_H
#define RESOLVER_SEARCH_RANDOM_H

#include <stdint.h>

struct random_source {
    uint64_t state[4];
};

static inline void random_seed(struct random_source *random, uint64_t seed)
{
    for (int i = 0; i < 4; i++) {
        uint64_t mixed = seed += UINT64_C(0x9e3779b97f4a7c15);

        mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
        mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
        random->state[i] = mixed ^ mixed >> 31;
    }
}

static inline uint64_t random_rotate(uint64_t word, int by)
{
    return word << by | word >> (64 - by);
}

static inline uint64_t random_next(struct random_source *random)
{
    uint64_t *state = random->state;
    uint64_t result = random_rotate(state[1] * 5, 7) * 9;
    uint64_t shifted = state[1] << 17;

    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = random_rotate(state[3], 45);
    return result;
}

/* Uniform below `bound`, which is not 0 (Lemire 2019). */
static inline uint32_t random_below(struct random_source *random,
                                    uint32_t bound)
{
    uint64_t product = (random_next(random) >> 32) * bound;

    if ((uint32_t)product < bound) {
        uint32_t least = -bound % bound;

        while ((uint32_t)product < least)
            product = (random_next(random) >> 32) * bound;
    }
    return (uint32_t)(product >> 32);
}

/* Uniform in [0, 1), a multiple of 2^-53. */
static inline double random_unit(struct random_source *random)
{
    return (double)(random_next(random) >> 11) * 0x1p-53;
}

/* Below `bound`, falling linearly: 0 has the weight `bound`, bound - 1 has 1.
 * This is the smaller of two different numbers up to `bound`. */
static inline uint32_t random_falling(struct random_source *random,
                                      uint32_t bound)
{
    uint32_t left = random_below(random, bound + 1);
    uint32_t right = random_below(random, bound);

    right += right >= left;
    return left < right ? left : right;
}

#endif
