/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Asks each clause about a version of each cell.
 */
#include "runtime/version_set_judge.h"

#include "runtime/version_set_sample.h"

enum { SCRATCH = 4096 };

static version_clauses refusing(const struct version_verdicts *verdicts,
                                const struct version_cell *cell,
                                const struct pep440_clause *const *clauses,
                                size_t count, struct version_arena *scratch)
{
    struct version_sample sample =
        version_cell_sample(&verdicts->grid, cell, TASTE_LEAST, scratch);
    const struct pep440_version *version =
        version_sample_parse(sample.text, scratch);
    version_clauses result = 0;

    if (version == NULL)
        return 0;
    for (size_t i = 0; i < count; ++i)
        if (!clauses[i]->is_legacy && !pep440_clause_holds(clauses[i], version))
            result |= (version_clauses)1 << i;
    return result;
}

static bool judge_cells(struct version_verdicts *verdicts,
                        const struct pep440_clause *const *clauses,
                        size_t count, struct version_arena *arena)
{
    uint64_t loan[SCRATCH / sizeof(uint64_t)];
    struct version_arena scratch;
    struct version_cell cell;

    verdicts->refusing = version_arena_take(arena, verdicts->grid.cell_count,
                                            sizeof(verdicts->refusing[0]));
    if (verdicts->refusing == NULL)
        return false;
    version_arena_start(&scratch, arena->allocator, loan, sizeof(loan));
    version_grid_start(&cell);
    while (!scratch.failed && version_grid_next(&verdicts->grid, &cell)) {
        version_arena_reset(&scratch);
        verdicts->refusing[cell.index] =
            refusing(verdicts, &cell, clauses, count, &scratch);
    }
    version_arena_release(&scratch);
    return !scratch.failed;
}

enum thoth_status version_judge(struct version_verdicts *verdicts,
                                const struct pep440_clause *const *clauses,
                                size_t count, struct version_arena *arena)
{
    struct version_marks marks;

    *verdicts = (struct version_verdicts){0};
    version_marks_start(&marks, arena);
    for (size_t i = 0; i < count; ++i) {
        version_marks_add_clause(&marks, clauses[i]);
        if (clauses[i]->is_legacy)
            verdicts->legacy |= (version_clauses)1 << i;
    }
    if (!version_cuts_of(&verdicts->cuts, clauses, count, arena) ||
        !version_grid_build(&verdicts->grid, &marks, arena))
        return arena->failed ? THOTH_E_MEMORY : THOTH_E_LIMIT;
    return judge_cells(verdicts, clauses, count, arena) ? THOTH_OK
                                                        : THOTH_E_MEMORY;
}
