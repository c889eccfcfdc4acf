/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A minimal conflict by deletion: each direct requirement or constraint that is
 * to blame is left out once; if the others still conflict, it is not needed.
 * Constraints go first, so that they are named only where nothing conflicts
 * without them.
 */
#include "resolver/search/conflict.h"

#include <stdlib.h>
#include <string.h>

struct shrinking {
    struct conflict_search *search;
    uint32_t roots, count; /* roots, and constraints behind them */
    uint64_t work;
    bool *blamed, *without, *narrower;
};

void conflict_release(struct conflict *conflict)
{
    free(conflict->roots);
    free(conflict->constraints);
    free(conflict->packages);
    memset(conflict, 0, sizeof(*conflict));
}

/* Leaves out what is not needed. False when some search was cut short. */
static bool shrink(struct shrinking *at)
{
    bool proved = true;

    for (uint32_t turn = 0; turn < at->count; turn++) {
        uint32_t i = (at->roots + turn) % at->count;
        enum conflict_answer answer;

        if (!at->blamed[i])
            continue;
        memcpy(at->without, at->blamed, at->count * sizeof(*at->without));
        at->without[i] = false;
        answer = conflict_search_run(at->search, at->without, at->work,
                                     at->narrower);
        if (answer == CONFLICT_FOUND)
            memcpy(at->blamed, at->narrower, at->count * sizeof(*at->blamed));
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

/* The numbers of flags that are set; NULL when memory is short. */
static uint32_t *list_set(const bool *flags, uint32_t count, uint32_t *set)
{
    uint32_t *list = calloc((size_t)count + 1, sizeof(*list));

    for (uint32_t i = 0; list != NULL && i < count; i++)
        if (flags[i])
            list[(*set)++] = i;
    return list;
}

static bool list_blamed(const struct shrinking *at, struct conflict *conflict)
{
    conflict->roots = list_set(at->blamed, at->roots, &conflict->root_count);
    conflict->constraints =
        list_set(at->blamed + at->roots, at->count - at->roots,
                 &conflict->constraint_count);
    return conflict->roots != NULL && conflict->constraints != NULL;
}

static enum thoth_status find(struct shrinking *at, struct thoth_space *space,
                              struct conflict *conflict)
{
    for (uint32_t i = 0; i < at->count; i++)
        at->without[i] = true;
    conflict->answer =
        conflict_search_run(at->search, at->without, at->work, at->blamed);
    if (conflict->answer == CONFLICT_FOUND) {
        conflict->minimal = shrink(at);
        conflict_search_run(at->search, at->blamed, at->work, at->narrower);
        if (!list_blamed(at, conflict))
            return THOTH_E_MEMORY;
    }
    if (conflict->answer != CONFLICT_NONE &&
        !find_packages(at, space->package_count, conflict))
        return THOTH_E_MEMORY;
    return conflict_search_failed(at->search) ? THOTH_E_MEMORY : THOTH_OK;
}

enum thoth_status conflict_find(struct thoth_space *space,
                                const struct conflict_constraints *constraints,
                                uint64_t work, struct conflict *conflict)
{
    struct shrinking at = {.roots = space->root_count, .work = work};
    enum thoth_status status =
        conflict_search_create(space, constraints, &at.search);
    bool *flags;

    memset(conflict, 0, sizeof(*conflict));
    at.count = at.roots + (constraints != NULL ? constraints->count : 0);
    flags = calloc((size_t)at.count * 3 + 1, sizeof(*flags));
    if (flags == NULL)
        status = THOTH_E_MEMORY;
    at.blamed = flags;
    if (flags != NULL) {
        at.without = flags + at.count;
        at.narrower = flags + (size_t)at.count * 2;
    }
    if (status == THOTH_OK)
        status = find(&at, space, conflict);
    free(flags);
    conflict_search_release(at.search);
    return status;
}
