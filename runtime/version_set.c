/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sets of versions: making them, taking them together, asking them.
 */
#include "runtime/version_set.h"

#include "runtime/allocator.h"
#include "runtime/version.h"
#include "runtime/version_set_judge.h"

enum { LOAN = 8192 }; /* bytes of work on the stack */

void thoth_version_set_release(struct thoth_version_set *set)
{
    const struct thoth_allocator *allocator;

    if (set == NULL)
        return;
    allocator = set->arena.allocator;
    version_arena_release(&set->arena);
    thoth_release(allocator, set);
}

/* What the clauses' verdicts leave, cell by cell. */
static version_bands *taken_cells(const struct version_verdicts *verdicts,
                                  const struct pep440_specifier *specifier,
                                  bool prereleases, struct version_arena *arena)
{
    version_bands taken = version_cuts_all(&verdicts->cuts);
    version_bands *held =
        version_arena_take(arena, verdicts->grid.cell_count, sizeof(*held));
    struct version_cell cell;

    if (held == NULL)
        return NULL;
    memset(held, 0, verdicts->grid.cell_count * sizeof(*held));
    for (size_t i = 0; i < specifier->count; ++i)
        if (specifier->clauses[i].is_legacy)
            taken &=
                version_cuts_taken(&verdicts->cuts, &specifier->clauses[i]);
    version_grid_start(&cell);
    while (version_grid_next(&verdicts->grid, &cell))
        if (verdicts->refusing[cell.index] == 0 &&
            (prereleases || !(cell.class & VERSION_IS_PRE)))
            held[cell.index] = taken;
    return held;
}

static enum thoth_status
set_of_clauses(const struct pep440_specifier *specifier, bool prereleases,
               const struct thoth_allocator *allocator,
               struct version_arena *arena, struct thoth_version_set **set)
{
    const struct pep440_clause *clauses[THOTH_CLAUSES_LIMIT];
    struct version_verdicts verdicts;
    enum thoth_status status;
    version_bands *held;

    if (specifier->count > THOTH_CLAUSES_LIMIT)
        return THOTH_E_LIMIT;
    for (size_t i = 0; i < specifier->count; ++i)
        clauses[i] = &specifier->clauses[i];
    status = version_judge(&verdicts, clauses, specifier->count, arena);
    if (status != THOTH_OK)
        return status;
    held = taken_cells(&verdicts, specifier,
                       prereleases || specifier->prereleases, arena);
    if (held == NULL)
        return THOTH_E_MEMORY;
    return version_set_make(&verdicts.grid, &verdicts.cuts, held, allocator,
                            set);
}

enum thoth_status
thoth_version_set_of_specifier(struct thoth_text text, bool prereleases,
                               const struct thoth_allocator *allocator,
                               struct thoth_version_set **set)
{
    uint64_t loan[LOAN / sizeof(uint64_t)];
    struct pep440_specifier *specifier;
    struct version_arena arena;
    enum thoth_status status;
    int parsed;

    *set = NULL;
    if (text.length > THOTH_SPECIFIER_LIMIT)
        return THOTH_E_LIMIT;
    parsed = pep440_specifier_parse(text, allocator, &specifier);
    if (parsed != PEP440_OK)
        return parsed == PEP440_E_INVALID ? THOTH_E_SPECIFIER : THOTH_E_MEMORY;
    version_arena_start(&arena, allocator, loan, sizeof(loan));
    status = set_of_clauses(specifier, prereleases, allocator, &arena, set);
    version_arena_release(&arena);
    pep440_specifier_free(specifier, allocator);
    return status;
}

/* A set without bases, which takes finals and pre-releases or neither. */
static enum thoth_status whole_set(bool holds,
                                   const struct thoth_allocator *allocator,
                                   struct thoth_version_set **set)
{
    version_bands held[2] = {holds, holds};
    struct version_grid grid = {.cell_count = 2};
    struct version_cuts cuts = {0};

    return version_set_make(&grid, &cuts, held, allocator, set);
}

enum thoth_status thoth_version_set_all(const struct thoth_allocator *allocator,
                                        struct thoth_version_set **set)
{
    return whole_set(true, allocator, set);
}

enum thoth_status
thoth_version_set_none(const struct thoth_allocator *allocator,
                       struct thoth_version_set **set)
{
    return whole_set(false, allocator, set);
}

bool thoth_version_set_contains(const struct thoth_version_set *set,
                                const struct thoth_version *version)
{
    const struct pep440_version *parsed = version->parsed;
    struct version_point point;
    version_bands held;

    if (parsed->is_legacy)
        return false;
    point = version_point_of(parsed);
    held = set->held[version_grid_locate(&set->grid, &point)];
    return held != 0 && (held & version_cuts_band(&set->cuts, parsed)) != 0;
}

enum thoth_status version_cells_empty(const struct version_grid *grid,
                                      const struct version_cuts *cuts,
                                      const version_bands *held,
                                      const struct thoth_allocator *allocator,
                                      enum thoth_answer *empty)
{
    struct version_arena scratch;
    uint64_t loan[LOAN / sizeof(uint64_t)];
    struct version_cell cell;

    *empty = THOTH_YES;
    version_arena_start(&scratch, allocator, loan, sizeof(loan));
    version_grid_start(&cell);
    while (*empty != THOTH_NO && version_grid_next(grid, &cell)) {
        struct version_reach reach;

        if (held[cell.index] == 0)
            continue;
        version_arena_reset(&scratch);
        reach = version_cell_reach(grid, &cell, cuts, &scratch);
        if (held[cell.index] & reach.certain)
            *empty = THOTH_NO;
        else if (held[cell.index] & reach.possible)
            *empty = THOTH_UNKNOWN;
    }
    version_arena_release(&scratch);
    return scratch.failed ? THOTH_E_MEMORY : THOTH_OK;
}

enum thoth_status thoth_version_set_empty(const struct thoth_version_set *set,
                                          enum thoth_answer *answer)
{
    return version_cells_empty(&set->grid, &set->cuts, set->held,
                               set->arena.allocator, answer);
}
