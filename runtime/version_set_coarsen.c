/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sets with the coarsest grid that they need: marks on whose both sides the
 * same is held are left out when the grid is cut anew. A cell without versions
 * goes with whatever is beside it.
 */
#include "runtime/version_set.h"

#include <string.h>

/* A set that is being looked at. */
struct survey {
    const struct version_grid *grid;
    const version_bands *held;
    bool keeps_bases;             /* to find versions of many bands there */
    struct version_marks *needed; /* its arena is that of the new set */
};

/* The cells of one class in a stretch: lengths by kinds of local segments. */
static const version_bands *cells_of(const struct survey *survey,
                                     const struct version_fibre *fibre,
                                     size_t stretch, unsigned int class)
{
    size_t block = fibre->length_count * version_fibre_locals(fibre);

    return survey->held + fibre->first_cell +
           (stretch * VERSION_CLASSES + class) * block;
}

static bool has_class(const struct version_fibre *fibre, size_t stretch,
                      unsigned int class)
{
    return fibre->stretches[stretch].classes >> class & 1;
}

static bool need(struct survey *survey, const struct version_base **base,
                 const struct version_fibre *fibre, struct version_mark mark)
{
    struct version_arena *arena = survey->needed->arena;

    if (*base == NULL) {
        struct version_base *kept = version_arena_take(arena, 1, sizeof(*kept));

        if (kept == NULL)
            return false;
        *kept = version_base_copy(arena, &fibre->base);
        *base = kept;
    }
    mark.base = *base;
    version_marks_add(survey->needed, mark);
    return true;
}

/* Is something else held from stretch `at` on, in any class, than in the last
 * stretch before that has the class? */
static bool parts_stretches(const struct survey *survey,
                            const struct version_fibre *fibre, size_t at)
{
    size_t size = fibre->length_count * version_fibre_locals(fibre) *
                  sizeof(survey->held[0]);

    for (unsigned int class = 0; class < VERSION_CLASSES; ++class) {
        size_t before = at;

        if (!has_class(fibre, at, class))
            continue;
        while (before > 0 && !has_class(fibre, before - 1, class))
            --before;
        if (before > 0 && memcmp(cells_of(survey, fibre, before - 1, class),
                                 cells_of(survey, fibre, at, class), size) != 0)
            return true;
    }
    return false;
}

/* Do two cells of any block differ, both of one length or of one local? */
static bool parts_cells(const struct survey *survey,
                        const struct version_fibre *fibre, size_t first,
                        size_t second, size_t count, size_t step)
{
    for (size_t i = 0; i < fibre->stretch_count * VERSION_CLASSES; ++i) {
        const version_bands *cells =
            cells_of(survey, fibre, i / VERSION_CLASSES,
                     (unsigned int)(i % VERSION_CLASSES));

        for (size_t k = 0; k < count; ++k)
            if (cells[first + k * step] != cells[second + k * step])
                return true;
    }
    return false;
}

static void need_locals(struct survey *survey, const struct version_base **base,
                        const struct version_fibre *fibre)
{
    size_t kinds = version_fibre_locals(fibre);
    bool parts = false;

    if (!fibre->parts_locals)
        return;
    for (size_t i = 0; i < fibre->local_count; ++i) {
        struct version_mark mark = {.kind = MARK_LOCAL};
        struct version_arena *arena = survey->needed->arena;

        if (!parts_cells(survey, fibre, LOCAL_OTHER, LOCAL_LISTED + i,
                         fibre->length_count, kinds))
            continue;
        mark.local.text = version_arena_copy(arena, fibre->locals[i].text);
        mark.local.key = version_arena_copy(arena, fibre->locals[i].key);
        parts = need(survey, base, fibre, mark);
    }
    if (parts || parts_cells(survey, fibre, LOCAL_NONE, LOCAL_OTHER,
                             fibre->length_count, kinds))
        need(survey, base, fibre, (struct version_mark){.kind = MARK_LOCALS});
}

/* Does the fibre, or do the gaps at its sides, hold different bands? */
static bool parts_bases(const struct survey *survey, size_t place)
{
    const struct version_fibre *fibre = &survey->grid->fibres[place];
    const version_bands *above = &survey->held[2 * (place + 1)];
    const version_bands *below =
        version_base_is_lowest(&fibre->base) ? above : above - 2;

    for (size_t i = 0; i < fibre->stretch_count * VERSION_CLASSES; ++i) {
        size_t stretch = i / VERSION_CLASSES;
        unsigned int class = (unsigned int)(i % VERSION_CLASSES);
        unsigned int is_pre = class & VERSION_IS_PRE;
        version_bands held = *cells_of(survey, fibre, stretch, class);

        if (has_class(fibre, stretch, class) &&
            (held != above[is_pre] || held != below[is_pre]))
            return true;
    }
    return false;
}

static void need_marks(struct survey *survey, size_t place)
{
    const struct version_fibre *fibre = &survey->grid->fibres[place];
    const struct version_base *base = NULL;
    size_t locals = version_fibre_locals(fibre);

    for (size_t i = 1; i < fibre->stretch_count; ++i) {
        struct version_mark mark = {.kind = MARK_SUFFIX};

        if (!parts_stretches(survey, fibre, i))
            continue;
        mark.suffix = version_suffix_copy(survey->needed->arena,
                                          &fibre->stretches[i].from);
        need(survey, &base, fibre, mark);
    }
    for (size_t i = 1; i < fibre->length_count; ++i)
        if (parts_cells(survey, fibre, (i - 1) * locals, i * locals, locals, 1))
            need(survey, &base, fibre,
                 (struct version_mark){.kind = MARK_LENGTH,
                                       .length = fibre->lengths[i]});
    need_locals(survey, &base, fibre);
    if (base == NULL && (survey->keeps_bases || parts_bases(survey, place)))
        need(survey, &base, fibre, (struct version_mark){.kind = MARK_BASE});
}

/* Fills a set whose grid is cut: each cell as the one of the survey that it
 * comes from. */
static bool project(struct thoth_version_set *set, const struct survey *survey)
{
    struct version_arena scratch;
    uint64_t loan[128];
    struct version_cell cell;

    set->held = version_arena_take(&set->arena, set->grid.cell_count,
                                   sizeof(set->held[0]));
    if (set->held == NULL)
        return false;
    memset(set->held, 0, set->grid.cell_count * sizeof(set->held[0]));
    version_arena_start(&scratch, set->arena.allocator, loan, sizeof(loan));
    version_grid_start(&cell);
    while (!scratch.failed && version_grid_next(&set->grid, &cell)) {
        struct version_point point;

        version_arena_reset(&scratch);
        point = version_cell_point(&set->grid, &cell, &scratch);
        set->held[cell.index] =
            survey->held[version_grid_locate(survey->grid, &point)];
    }
    version_arena_release(&scratch);
    return !scratch.failed;
}

enum thoth_status version_set_make(const struct version_grid *grid,
                                   const struct version_cuts *cuts,
                                   const version_bands *held,
                                   const struct thoth_allocator *allocator,
                                   struct thoth_version_set **set)
{
    struct thoth_version_set *made = thoth_allocate(allocator, sizeof(*made));
    struct version_marks needed;
    struct survey survey = {grid, held, cuts->count > 0, &needed};
    bool done;

    *set = NULL;
    if (made == NULL)
        return THOTH_E_MEMORY;
    version_arena_start(&made->arena, allocator, NULL, 0);
    version_marks_start(&needed, &made->arena);
    for (size_t i = 0; i < grid->fibre_count; ++i)
        need_marks(&survey, i);
    version_cuts_copy(&made->cuts, cuts, &made->arena);
    done = version_grid_build(&made->grid, &needed, &made->arena) &&
           project(made, &survey);
    if (!done || made->arena.failed) {
        thoth_version_set_release(made);
        return THOTH_E_MEMORY;
    }
    *set = made;
    return THOTH_OK;
}
