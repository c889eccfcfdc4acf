/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A version to show for a set: of the samples of its cells the plainest one.
 */
#include "runtime/version_set.h"

#include "runtime/pep440.h"
#include "runtime/version_set_sample.h"

enum { LOAN = 4096, TEXT_ROOM = 96 };

/* The best sample so far; its text is kept, since those of others are not. */
struct choice {
    bool is_made;
    bool in_gap;
    unsigned int rank;
    struct thoth_text text;
};

/* A lower rank, then what its author wrote, then the shorter text is better;
 * among equals the first one stays. */
static bool is_better(const struct choice *choice,
                      const struct version_sample *sample, bool in_gap)
{
    if (!choice->is_made)
        return true;
    if (choice->rank != sample->rank)
        return sample->rank < choice->rank;
    if (choice->in_gap != in_gap)
        return choice->in_gap;
    return sample->text.length < choice->text.length;
}

static bool is_held(const struct thoth_version_set *set, version_bands held,
                    struct thoth_text text, struct version_arena *scratch)
{
    const struct pep440_version *version;

    if (set->cuts.count == 0)
        return true;
    version = version_sample_parse(text, scratch);
    return version != NULL && (held & version_cuts_band(&set->cuts, version));
}

/* Tries the samples of a cell. */
static void choose(struct choice *choice, struct version_arena *kept,
                   const struct thoth_version_set *set,
                   const struct version_cell *cell,
                   struct version_arena *scratch)
{
    for (int taste = 0; taste < TASTES; ++taste) {
        struct version_sample sample = version_cell_sample(
            &set->grid, cell, (enum version_taste)taste, scratch);

        if (sample.text.length == 0 ||
            !is_better(choice, &sample, cell->in_gap) ||
            !is_held(set, set->held[cell->index], sample.text, scratch))
            continue;
        version_arena_reset(kept);
        *choice = (struct choice){true, cell->in_gap, sample.rank,
                                  version_arena_copy(kept, sample.text)};
    }
}

enum thoth_status thoth_version_set_witness(const struct thoth_version_set *set,
                                            struct thoth_version **version)
{
    const struct thoth_allocator *allocator = set->arena.allocator;
    uint64_t loan[LOAN / sizeof(uint64_t)], text[TEXT_ROOM / sizeof(uint64_t)];
    struct version_arena scratch, kept;
    struct choice choice = {0};
    struct version_cell cell;
    enum thoth_status status = THOTH_OK;

    *version = NULL;
    version_arena_start(&scratch, allocator, loan, sizeof(loan));
    version_arena_start(&kept, allocator, text, sizeof(text));
    version_grid_start(&cell);
    while (!scratch.failed && version_grid_next(&set->grid, &cell)) {
        if (set->held[cell.index] == 0)
            continue;
        version_arena_reset(&scratch);
        choose(&choice, &kept, set, &cell, &scratch);
    }
    if (scratch.failed || kept.failed)
        status = THOTH_E_MEMORY;
    else if (choice.is_made)
        status = thoth_version_parse(choice.text, allocator, version);
    version_arena_release(&scratch);
    version_arena_release(&kept);
    return status;
}
