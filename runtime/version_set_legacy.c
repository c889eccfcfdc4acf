/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cuts in the order of legacy versions and the bands between them.
 */
#include "runtime/version_set_legacy.h"

#include "runtime/pep440_legacy.h"

#include <stdlib.h>

static int cut_order(const void *a, const void *b)
{
    const struct version_cut *left = a, *right = b;
    int order = thoth_text_order(left->key, right->key);

    return order != 0 ? order : left->is_above - right->is_above;
}

/* Sorts cuts and drops repeated ones; false when too many are left. */
static bool settle(struct version_cuts *cuts)
{
    size_t kept = 0;

    if (cuts->count > 1)
        qsort(cuts->list, cuts->count, sizeof(cuts->list[0]), cut_order);
    for (size_t i = 0; i < cuts->count; ++i)
        if (kept == 0 || cut_order(&cuts->list[kept - 1], &cuts->list[i]) != 0)
            cuts->list[kept++] = cuts->list[i];
    cuts->count = kept;
    return kept <= VERSION_CUTS_LIMIT;
}

version_bands version_cuts_all(const struct version_cuts *cuts)
{
    return UINT64_MAX >> (VERSION_CUTS_LIMIT - cuts->count);
}

/* The bands below a cut that is the list's. */
static version_bands bands_below(const struct version_cuts *cuts,
                                 struct thoth_text key, bool is_above)
{
    struct version_cut cut = {key, is_above};
    version_bands below = 0;

    for (size_t i = 0; i < cuts->count; ++i)
        if (cut_order(&cuts->list[i], &cut) <= 0)
            below |= (version_bands)1 << i;
    return below;
}

bool version_cuts_of(struct version_cuts *cuts,
                     const struct pep440_clause *const *clauses, size_t count,
                     struct version_arena *arena)
{
    size_t legacy = 0;

    *cuts = (struct version_cuts){0};
    for (size_t i = 0; i < count; ++i)
        legacy += clauses[i]->is_legacy;
    if (legacy == 0)
        return true;
    cuts->list = version_arena_take(arena, 2 * legacy, sizeof(cuts->list[0]));
    if (cuts->list == NULL)
        return false;
    for (size_t i = 0; i < count; ++i) {
        struct thoth_text key;

        if (!clauses[i]->is_legacy)
            continue;
        key = version_arena_copy(arena, clauses[i]->legacy_key);
        cuts->list[cuts->count++] = (struct version_cut){key, false};
        cuts->list[cuts->count++] = (struct version_cut){key, true};
    }
    return !arena->failed && settle(cuts);
}

version_bands version_cuts_taken(const struct version_cuts *cuts,
                                 const struct pep440_clause *clause)
{
    version_bands all = version_cuts_all(cuts);
    version_bands below = bands_below(cuts, clause->legacy_key, false);
    version_bands not_above = bands_below(cuts, clause->legacy_key, true);

    switch (clause->op) {
    case PEP440_OP_EQUAL:
        return not_above & ~below;
    case PEP440_OP_NOT_EQUAL:
        return all & ~(not_above & ~below);
    case PEP440_OP_LESS_EQUAL:
        return not_above;
    case PEP440_OP_GREATER_EQUAL:
        return all & ~below;
    case PEP440_OP_LESS:
        return below;
    case PEP440_OP_GREATER:
        return all & ~not_above;
    case PEP440_OP_COMPATIBLE:
    case PEP440_OP_ARBITRARY:
        break; /* there are no legacy clauses of these */
    }
    return 0;
}

version_bands version_cuts_band(const struct version_cuts *cuts,
                                const struct pep440_version *version)
{
    size_t band = 0;

    for (; band < cuts->count; ++band) {
        const struct version_cut *cut = &cuts->list[band];
        int order = pep440_legacy_key_order(version->normal, cut->key);

        if (order < 0 || (order == 0 && cut->is_above))
            break;
    }
    return (version_bands)1 << band;
}

bool version_cuts_merge(struct version_cuts *merged,
                        const struct version_cuts *a,
                        const struct version_cuts *b,
                        struct version_arena *arena)
{
    *merged = (struct version_cuts){.count = a->count + b->count};
    if (merged->count == 0)
        return true;
    merged->list =
        version_arena_take(arena, merged->count, sizeof(merged->list[0]));
    if (merged->list == NULL)
        return false;
    if (a->count > 0)
        memcpy(merged->list, a->list, a->count * sizeof(a->list[0]));
    if (b->count > 0)
        memcpy(merged->list + a->count, b->list, b->count * sizeof(b->list[0]));
    return settle(merged);
}

version_bands version_cuts_refine(const struct version_cuts *cuts,
                                  const struct version_cuts *some,
                                  version_bands bands)
{
    version_bands refined = 0;
    size_t band = 0;

    for (size_t i = 0; i <= cuts->count; ++i) {
        refined |= (bands >> band & 1) << i;
        if (band < some->count && i < cuts->count &&
            cut_order(&some->list[band], &cuts->list[i]) == 0)
            ++band;
    }
    return refined;
}

void version_cuts_copy(struct version_cuts *copy,
                       const struct version_cuts *cuts,
                       struct version_arena *arena)
{
    *copy = (struct version_cuts){0};
    if (cuts->count == 0)
        return;
    copy->list = version_arena_take(arena, cuts->count, sizeof(copy->list[0]));
    if (copy->list == NULL)
        return;
    for (; copy->count < cuts->count; ++copy->count) {
        copy->list[copy->count] = cuts->list[copy->count];
        copy->list[copy->count].key =
            version_arena_copy(arena, cuts->list[copy->count].key);
    }
}
