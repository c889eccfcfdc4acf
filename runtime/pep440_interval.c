/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Compiles a specifier set: clauses that take a range narrow one interval from
 * both sides, clauses that leave a range out are holes, and one sweep over the
 * sorted holes gives the pieces between them. As equal boundaries are equal
 * bytes (pep440_boundary.c), no piece is empty and no two pieces touch.
 */
#include "runtime/pep440_boundary.h"

#include <stdlib.h>

/* A set being compiled. */
struct compilation {
    struct pep440_interval whole; /* what is left by ranges */
    struct pep440_interval *holes;
    size_t hole_count;
};

static void narrow(struct pep440_interval *whole,
                   const struct pep440_interval *range)
{
    if (thoth_text_order(range->low, whole->low) > 0)
        whole->low = range->low;
    if (range->is_unbounded)
        return;
    if (whole->is_unbounded || thoth_text_order(range->high, whole->high) < 0) {
        whole->high = range->high;
        whole->is_unbounded = false;
    }
}

static bool collect(struct compilation *all,
                    const struct pep440_specifier *specifier, char *at)
{
    for (size_t i = 0; i < specifier->count; ++i) {
        struct pep440_interval range;
        bool is_hole;

        if (!pep440_clause_range(&specifier->clauses[i], &at, &range, &is_hole))
            return false;
        if (is_hole)
            all->holes[all->hole_count++] = range;
        else
            narrow(&all->whole, &range);
    }
    return true;
}

static int hole_order(const void *a, const void *b)
{
    const struct pep440_interval *left = a, *right = b;

    return thoth_text_order(left->low, right->low);
}

static bool is_below(struct thoth_text key, const struct pep440_interval *range)
{
    return range->is_unbounded || thoth_text_order(key, range->high) < 0;
}

static void emit(struct pep440_intervals *intervals, struct thoth_text low,
                 struct thoth_text high, bool is_unbounded)
{
    intervals->list[intervals->count++] =
        (struct pep440_interval){low, high, is_unbounded};
}

/* Writes the pieces of the whole between the holes, which are sorted. */
static void sweep(const struct compilation *all,
                  struct pep440_intervals *intervals)
{
    struct thoth_text at = all->whole.low;

    for (size_t i = 0; i < all->hole_count; ++i) {
        const struct pep440_interval *hole = &all->holes[i];

        if (!is_below(hole->low, &all->whole))
            break;
        if (thoth_text_order(at, hole->low) < 0)
            emit(intervals, at, hole->low, false);
        if (thoth_text_order(at, hole->high) < 0)
            at = hole->high;
    }
    if (is_below(at, &all->whole))
        emit(intervals, at, all->whole.high, all->whole.is_unbounded);
}

static size_t keys_room(const struct pep440_specifier *specifier)
{
    size_t room = 0;

    for (size_t i = 0; i < specifier->count; ++i)
        room += pep440_clause_range_room(&specifier->clauses[i]);
    return room;
}

int pep440_intervals(const struct pep440_specifier *specifier,
                     const struct thoth_allocator *allocator,
                     struct pep440_intervals **intervals)
{
    /* Each hole may split a piece; behind the pieces are the holes. */
    size_t pieces = specifier->count + 1;
    struct pep440_intervals *made;
    struct compilation all = {{{"", 0}, {"", 0}, true}, NULL, 0};

    made = thoth_allocate(allocator, sizeof(*made) +
                                         (pieces + specifier->count) *
                                             sizeof(made->list[0]) +
                                         keys_room(specifier));
    *intervals = made;
    if (made == NULL)
        return PEP440_E_MEMORY;
    *made = (struct pep440_intervals){.prereleases = specifier->prereleases,
                                      .takes_legacy = specifier->count == 0};
    all.holes = &made->list[pieces];
    made->regular =
        collect(&all, specifier, (char *)(all.holes + specifier->count));
    if (!made->regular)
        return PEP440_OK;
    if (all.hole_count > 1)
        qsort(all.holes, all.hole_count, sizeof(all.holes[0]), hole_order);
    sweep(&all, made);
    return PEP440_OK;
}

void pep440_intervals_free(struct pep440_intervals *intervals,
                           const struct thoth_allocator *allocator)
{
    thoth_release(allocator, intervals);
}

bool pep440_intervals_hold(const struct pep440_intervals *intervals,
                           struct thoth_text key)
{
    size_t low = 0, high = intervals->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (!is_below(key, &intervals->list[middle]))
            low = middle + 1;
        else if (thoth_text_order(key, intervals->list[middle].low) < 0)
            high = middle;
        else
            return true;
    }
    return false;
}
