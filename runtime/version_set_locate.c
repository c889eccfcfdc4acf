/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where in a grid a version lies, and where the cells of one grid lie in
 * another one that is cut more coarsely or treats alike what lies in a cell.
 */
#include "runtime/version_set_grid.h"

struct version_point version_point_of(const struct pep440_version *version)
{
    struct version_point point = {
        .base_key = version->base_key,
        .length = version->parts.release_count,
        .has_local = version->parts.has_local,
    };
    size_t base = version->base_key.length;
    size_t public_part = version->public_key.length;

    point.class =
        (enum version_class)((version->is_prerelease ? VERSION_IS_PRE : 0) |
                             (version->is_postrelease ? VERSION_IS_POST : 0));
    point.suffix_key =
        (struct thoth_text){version->key.at + base, public_part - base};
    point.local_key = (struct thoth_text){version->key.at + public_part,
                                          version->key.length - public_part};
    return point;
}

struct version_point version_cell_point(const struct version_grid *grid,
                                        const struct version_cell *cell,
                                        struct version_arena *arena)
{
    const struct version_fibre *fibre = &grid->fibres[cell->place];
    struct version_point point = {.class = cell->class};
    struct version_suffix least;

    if (cell->in_gap) {
        point.lowest = cell->place == 0;
        point.above = !point.lowest;
        if (point.above)
            point.base_key = fibre[-1].base.key;
        return point;
    }
    point.base_key = fibre->base.key;
    version_suffix_least(arena, cell->class,
                         &fibre->stretches[cell->stretch].from, &least);
    point.suffix_key = least.key;
    point.length = fibre->lengths[cell->length];
    point.has_local = cell->local != LOCAL_NONE;
    if (cell->local >= LOCAL_LISTED)
        point.local_key = fibre->locals[cell->local - LOCAL_LISTED].key;
    return point;
}

/* The count of bases below a key; those equal count if `or_equal`. */
static size_t bases_below(const struct version_grid *grid,
                          struct thoth_text key, bool or_equal)
{
    size_t low = 0, high = grid->fibre_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = thoth_text_order(grid->fibres[middle].base.key, key);

        if (order < 0 || (order == 0 && or_equal))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t find_stretch(const struct version_fibre *fibre,
                           struct thoth_text key)
{
    size_t low = 1, high = fibre->stretch_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (thoth_text_order(fibre->stretches[middle].from.key, key) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low - 1;
}

static size_t find_length(const struct version_fibre *fibre, size_t length)
{
    size_t i = fibre->length_count - 1;

    while (i > 0 && fibre->lengths[i] > length)
        --i;
    return i;
}

static size_t find_local(const struct version_fibre *fibre,
                         const struct version_point *point)
{
    if (!point->has_local || !fibre->parts_locals)
        return LOCAL_NONE;
    for (size_t i = 0; i < fibre->local_count; ++i)
        if (thoth_text_equal(fibre->locals[i].key, point->local_key))
            return LOCAL_LISTED + i;
    return LOCAL_OTHER;
}

static size_t locate_in_fibre(const struct version_fibre *fibre,
                              const struct version_point *point)
{
    size_t index = find_stretch(fibre, point->suffix_key);

    index = index * VERSION_CLASSES + point->class;
    index = index * fibre->length_count + find_length(fibre, point->length);
    index = index * version_fibre_locals(fibre) + find_local(fibre, point);
    return fibre->first_cell + index;
}

size_t version_grid_locate(const struct version_grid *grid,
                           const struct version_point *point)
{
    size_t place;

    if (point->lowest) {
        /* Below the lowest base is nothing; then what is just above it. */
        place = grid->fibre_count > 0 &&
                version_base_is_lowest(&grid->fibres[0].base);
    } else {
        place = bases_below(grid, point->base_key, point->above);
        if (!point->above && place < grid->fibre_count &&
            thoth_text_equal(grid->fibres[place].base.key, point->base_key))
            return locate_in_fibre(&grid->fibres[place], point);
    }
    return 2 * place + (point->class & VERSION_IS_PRE);
}
