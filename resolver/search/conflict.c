/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A minimal conflict by deletion: each direct requirement that is to blame is
 * left out once; if the others still conflict, it is not needed.
 */
#include "resolver/search/conflict.h"

#include <stdlib.h>
#include <string.h>

struct shrinking {
    struct conflict_search *search;
    uint32_t roots;
    uint64_t work;
    bool *blamed, *without, *narrower;
};

void conflict_release(struct conflict *conflict)
{
    free(conflict->roots);
    free(conflict->packages);
    memset(conflict, 0, sizeof(*conflict));
}

/* Leaves out what is not needed. False when some search was cut short. */
static bool shrink(struct shrinking *at)
{
    bool proved = true;

    for (uint32_t i = 0; i < at->roots; i++) {
        enum conflict_answer answer;

        if (!at->blamed[i])
            continue;
        memcpy(at->without, at->blamed, at->roots * sizeof(*at->without));
        at->without[i] = false;
        answer = conflict_search_run(at->search, at->without, at->work,
                                     at->narrower);
        if (answer == CONFLICT_FOUND)
            memcpy(at->blamed, at->narrower, at->roots * sizeof(*at->blamed));
        proved = proved && answer != CONFLICT_UNKNOWN;
    }
    return proved;
}

/* Packages by their clashes in the last run. */
static bool find_packages(const struct shrinking *at, uint32_t packages,
                          struct conflict *conflict)
{
    conflict->packages = calloc((size_t)packages + 1, sizeof(uint32_t));
    if (conflict->packages == NULL)
        return false;
    for (uint32_t i = 0; i < packages; i++) {
        uint32_t clashes = conflict_search_clashes(at->search, i);
        uint32_t to = conflict->package_count;

        if (clashes == 0)
            continue;
        for (; to > 0 && conflict_search_clashes(
                             at->search, conflict->packages[to - 1]) < clashes;
             to--)
            conflict->packages[to] = conflict->packages[to - 1];
        conflict->packages[to] = i;
        conflict->package_count++;
    }
    return true;
}

static bool list_roots(const struct shrinking *at, struct conflict *conflict)
{
    conflict->roots = calloc((size_t)at->roots + 1, sizeof(uint32_t));
    for (uint32_t i = 0; conflict->roots != NULL && i < at->roots; i++)
        if (at->blamed[i])
            conflict->roots[conflict->root_count++] = i;
    return conflict->roots != NULL;
}

static enum thoth_status find(struct shrinking *at, struct thoth_space *space,
                              struct conflict *conflict)
{
    for (uint32_t i = 0; i < at->roots; i++)
        at->without[i] = true;
    conflict->answer =
        conflict_search_run(at->search, at->without, at->work, at->blamed);
    if (conflict->answer == CONFLICT_FOUND) {
        conflict->minimal = shrink(at);
        conflict_search_run(at->search, at->blamed, at->work, at->narrower);
        if (!list_roots(at, conflict))
            return THOTH_E_MEMORY;
    }
    if (conflict->answer != CONFLICT_NONE &&
        !find_packages(at, space->package_count, conflict))
        return THOTH_E_MEMORY;
    return conflict_search_failed(at->search) ? THOTH_E_MEMORY : THOTH_OK;
}

enum thoth_status conflict_find(struct thoth_space *space, uint64_t work,
                                struct conflict *conflict)
{
    struct shrinking at = {.roots = space->root_count, .work = work};
    enum thoth_status status = conflict_search_create(space, &at.search);
    bool *flags = calloc((size_t)at.roots * 3 + 1, sizeof(*flags));

    memset(conflict, 0, sizeof(*conflict));
    if (flags == NULL)
        status = THOTH_E_MEMORY;
    at.blamed = flags;
    if (flags != NULL) {
        at.without = flags + at.roots;
        at.narrower = flags + (size_t)at.roots * 2;
    }
    if (status == THOTH_OK)
        status = find(&at, space, conflict);
    free(flags);
    conflict_search_release(at.search);
    return status;
}
