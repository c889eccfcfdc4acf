/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which packages follow from a package, whatever version of it is resolved, or
 * possibly. Found when first asked for.
 */
#ifndef RESOLVER_SEARCH_FOLLOWERS_H
#define RESOLVER_SEARCH_FOLLOWERS_H

#include "resolver/search/space.h"

enum follow {
    FOLLOW_ALWAYS,   /* every usable version requires it */
    FOLLOW_POSSIBLY, /* some usable one does, adds it, or it stands for one */
};

struct followers_range {
    uint32_t first, count;
    bool known;
};

struct followers {
    const struct thoth_space *space;
    enum follow what;
    struct followers_range *ranges; /* by package */
    uint32_t *packages;
    uint32_t count, room;
    uint32_t *seen; /* by package: versions of `asked` that require it */
    bool failed;    /* memory was short: answers may be wrong */
};

/* Sets `failed` when memory is short. The space must be sealed. */
void followers_start(struct followers *followers,
                     const struct thoth_space *space, enum follow what);
void followers_release(struct followers *followers);

/* The packages that follow directly; valid until the next call. */
const uint32_t *followers_of(struct followers *followers, uint32_t package,
                             uint32_t *count);

#endif
