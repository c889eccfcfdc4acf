/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Grids: cutting them along marks, walking their cells, finding a version's.
 */
#include "runtime/version_set_grid.h"

#include <stdlib.h>

static int mark_order(const void *a, const void *b)
{
    const struct version_mark *left = a, *right = b;
    int order = thoth_text_order(left->base->key, right->base->key);

    if (order != 0)
        return order;
    if (left->kind != right->kind)
        return left->kind < right->kind ? -1 : 1;
    switch (left->kind) {
    case MARK_SUFFIX:
        return thoth_text_order(left->suffix.key, right->suffix.key);
    case MARK_LENGTH:
        return (left->length > right->length) - (left->length < right->length);
    case MARK_LOCAL:
        return thoth_text_order(left->local.key, right->local.key);
    case MARK_BASE:
    case MARK_LOCALS:
        break;
    }
    return 0;
}

static bool same_base(const struct version_mark *a,
                      const struct version_mark *b)
{
    return thoth_text_equal(a->base->key, b->base->key);
}

static void add_suffix(struct version_fibre *fibre,
                       struct version_suffix suffix)
{
    struct version_stretch *last = &fibre->stretches[fibre->stretch_count - 1];

    if (thoth_text_order(last->from.key, suffix.key) < 0)
        fibre->stretches[fibre->stretch_count++].from = suffix;
}

static void add_length(struct version_fibre *fibre, size_t length)
{
    if (fibre->lengths[fibre->length_count - 1] < length)
        fibre->lengths[fibre->length_count++] = length;
}

static void add_local(struct version_fibre *fibre, struct version_local local)
{
    if (fibre->local_count == 0 ||
        !thoth_text_equal(fibre->locals[fibre->local_count - 1].key, local.key))
        fibre->locals[fibre->local_count++] = local;
}

static void add_mark(struct version_fibre *fibre,
                     const struct version_mark *mark)
{
    if (fibre->base.spelled < mark->base->spelled)
        fibre->base.spelled = mark->base->spelled;
    switch (mark->kind) {
    case MARK_BASE:
        return;
    case MARK_SUFFIX:
        add_suffix(fibre, mark->suffix);
        return;
    case MARK_LENGTH:
        add_length(fibre, mark->length);
        return;
    case MARK_LOCALS:
        fibre->parts_locals = true;
        return;
    case MARK_LOCAL:
        add_local(fibre, mark->local);
        return;
    }
}

/* Finds out which classes each stretch of a fibre has. */
static void find_classes(struct version_fibre *fibre,
                         struct version_arena *arena)
{
    for (size_t i = 0; i < fibre->stretch_count; ++i) {
        struct version_stretch *at = &fibre->stretches[i];
        const struct version_suffix *to =
            i + 1 < fibre->stretch_count ? &at[1].from : NULL;

        at->classes = 0;
        for (unsigned int class = 0; class < VERSION_CLASSES; ++class)
            if (version_suffix_exists(arena, (enum version_class) class,
                                      &at->from, to))
                at->classes |= 1u << class;
    }
}

/* Makes the fibre of `count` marks of one base, sorted. */
static bool cut_fibre(struct version_fibre *fibre,
                      const struct version_mark *marks, size_t count,
                      struct version_arena *arena)
{
    size_t kinds[MARK_LOCAL + 1] = {0};

    for (size_t i = 0; i < count; ++i)
        ++kinds[marks[i].kind];
    *fibre = (struct version_fibre){.base = *marks[0].base};
    fibre->stretches = version_arena_take(arena, kinds[MARK_SUFFIX] + 1,
                                          sizeof(fibre->stretches[0]));
    fibre->lengths = version_arena_take(arena, kinds[MARK_LENGTH] + 1,
                                        sizeof(fibre->lengths[0]));
    fibre->locals =
        version_arena_take(arena, kinds[MARK_LOCAL], sizeof(fibre->locals[0]));
    if (arena->failed)
        return false;
    fibre->stretches[0].from = version_suffix_lowest(arena);
    fibre->stretch_count = 1;
    fibre->lengths[0] = version_base_shortest(&fibre->base);
    fibre->length_count = 1;
    for (size_t i = 0; i < count; ++i)
        add_mark(fibre, &marks[i]);
    find_classes(fibre, arena);
    return !arena->failed;
}

size_t version_fibre_locals(const struct version_fibre *fibre)
{
    return fibre->parts_locals ? LOCAL_LISTED + fibre->local_count : 1;
}

/* Gives each fibre its place among the cells. */
static bool number_cells(struct version_grid *grid)
{
    grid->cell_count = 2 * (grid->fibre_count + 1);
    for (size_t i = 0; i < grid->fibre_count; ++i) {
        struct version_fibre *fibre = &grid->fibres[i];
        size_t cells = VERSION_CLASSES * fibre->stretch_count;

        /* No factor exceeds the count of marks by more than 2, so the product
           of two with the limit does not overflow. */
        if (grid->cell_count > VERSION_GRID_LIMIT || cells > VERSION_GRID_LIMIT)
            return false;
        cells *= fibre->length_count;
        if (cells > VERSION_GRID_LIMIT)
            return false;
        cells *= version_fibre_locals(fibre);
        fibre->first_cell = grid->cell_count;
        grid->cell_count += cells;
    }
    return grid->cell_count <= VERSION_GRID_LIMIT;
}

bool version_grid_build(struct version_grid *grid, struct version_marks *marks,
                        struct version_arena *arena)
{
    size_t bases = 0;

    *grid = (struct version_grid){0};
    if (arena->failed || marks->arena->failed)
        return false;
    if (marks->count > 1)
        qsort(marks->list, marks->count, sizeof(marks->list[0]), mark_order);
    for (size_t i = 0; i < marks->count; ++i)
        bases += i == 0 || !same_base(&marks->list[i - 1], &marks->list[i]);
    grid->fibres = version_arena_take(arena, bases, sizeof(grid->fibres[0]));
    for (size_t i = 0, next; i < marks->count; i = next) {
        next = i + 1;
        while (next < marks->count &&
               same_base(&marks->list[i], &marks->list[next]))
            ++next;
        if (arena->failed || !cut_fibre(&grid->fibres[grid->fibre_count++],
                                        &marks->list[i], next - i, arena))
            return false;
    }
    return !arena->failed && number_cells(grid);
}

void version_grid_start(struct version_cell *cell)
{
    *cell = (struct version_cell){.index = SIZE_MAX, .in_gap = true};
}

/* To the next gap, fibre, stretch or class; false past the last one. */
static bool next_block(const struct version_grid *grid,
                       struct version_cell *cell)
{
    const struct version_fibre *fibre = &grid->fibres[cell->place];

    cell->length = cell->local = 0;
    if (cell->in_gap) {
        if (cell->class == 0) {
            cell->class = VERSION_IS_PRE;
            return true;
        }
        cell->class = 0;
        cell->in_gap = false;
        return cell->place < grid->fibre_count;
    }
    cell->class = (enum version_class)((cell->class + 1) % VERSION_CLASSES);
    if (cell->class != 0 || ++cell->stretch < fibre->stretch_count)
        return true;
    cell->stretch = 0;
    cell->in_gap = true;
    ++cell->place;
    return true;
}

/* Has the gap, or the stretch its class? */
static bool has_versions(const struct version_grid *grid,
                         const struct version_cell *cell)
{
    if (!cell->in_gap)
        return grid->fibres[cell->place].stretches[cell->stretch].classes >>
                   cell->class
               & 1;
    return cell->place > 0 || grid->fibre_count == 0 ||
           !version_base_is_lowest(&grid->fibres[0].base);
}

static void set_index(const struct version_grid *grid,
                      struct version_cell *cell)
{
    const struct version_fibre *fibre = &grid->fibres[cell->place];
    size_t index;

    if (cell->in_gap) {
        cell->index = 2 * cell->place + (cell->class & VERSION_IS_PRE);
        return;
    }
    index = cell->stretch * VERSION_CLASSES + cell->class;
    index = index * fibre->length_count + cell->length;
    index = index * version_fibre_locals(fibre) + cell->local;
    cell->index = fibre->first_cell + index;
}

/* To the next cell of the same block. */
static bool next_in_block(const struct version_grid *grid,
                          struct version_cell *cell)
{
    const struct version_fibre *fibre = &grid->fibres[cell->place];

    if (cell->in_gap)
        return false;
    ++cell->index;
    if (++cell->local < version_fibre_locals(fibre))
        return true;
    cell->local = 0;
    return ++cell->length < fibre->length_count;
}

bool version_grid_next(const struct version_grid *grid,
                       struct version_cell *cell)
{
    bool is_first = cell->index == SIZE_MAX;
    bool found = is_first && has_versions(grid, cell);

    if (!is_first && next_in_block(grid, cell))
        return true;
    while (!found && next_block(grid, cell))
        found = has_versions(grid, cell);
    if (found)
        set_index(grid, cell);
    return found;
}
