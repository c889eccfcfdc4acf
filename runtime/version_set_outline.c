/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads the bounds of a set off its grid: what clause may begin at its first
 * cell, and what clause may end at its last one.
 */
#include "runtime/version_set_outline.h"

#include "runtime/version_set_sample.h"

static struct thoth_text version_text(const struct version_outline *outline,
                                      const struct version_fibre *fibre,
                                      const struct version_suffix *suffix)
{
    return version_text_of(outline->arena, &fibre->base, fibre->base.spelled,
                           suffix, (struct thoth_text){"", 0});
}

static struct thoth_text base_text(const struct version_outline *outline,
                                   size_t place)
{
    static const struct version_suffix final = {0};

    return version_text(outline, &outline->set->grid.fibres[place], &final);
}

static void add_bound(struct version_bound *bounds, size_t *count,
                      const char *op, struct thoth_text version)
{
    bounds[(*count)++] = (struct version_bound){op, version};
}

/* The least suffix of a stretch that the set has. */
static struct version_suffix least_held(const struct version_outline *outline,
                                        const struct version_fibre *fibre,
                                        size_t stretch)
{
    const struct version_suffix *from = &fibre->stretches[stretch].from;
    size_t block = fibre->length_count * version_fibre_locals(fibre);
    const version_bands *held = outline->set->held + fibre->first_cell +
                                stretch * VERSION_CLASSES * block;
    struct version_suffix least = {0}, suffix;

    for (size_t i = 0; i < VERSION_CLASSES * block; ++i) {
        if (held[i] == 0)
            continue;
        version_suffix_least(outline->arena, (enum version_class)(i / block),
                             from, &suffix);
        if (least.key.length == 0 ||
            thoth_text_order(suffix.key, least.key) < 0)
            least = suffix;
    }
    return least;
}

static void read_lower(struct version_outline *outline)
{
    const struct version_cell *first = &outline->first;
    const struct version_fibre *fibre;
    const struct version_suffix *from;
    struct version_suffix suffix;

    if (first->in_gap) {
        if (first->place == 0)
            add_bound(outline->lower, &outline->lowers, "", thoth_text_of(""));
        else
            add_bound(outline->lower, &outline->lowers, ">",
                      base_text(outline, first->place - 1));
        return;
    }
    fibre = &outline->set->grid.fibres[first->place];
    from = &fibre->stretches[first->stretch].from;
    suffix = least_held(outline, fibre, first->stretch);
    add_bound(outline->lower, &outline->lowers,
              ">=", version_text(outline, fibre, &suffix));
    if (version_suffix_previous(outline->arena, from, &suffix))
        add_bound(outline->lower, &outline->lowers, ">",
                  version_text(outline, fibre, &suffix));
}

static void read_upper(struct version_outline *outline)
{
    const struct version_grid *grid = &outline->set->grid;
    const struct version_cell *last = &outline->last;
    const struct version_fibre *fibre = &grid->fibres[last->place];
    const struct version_suffix *to;
    struct version_suffix suffix;

    if (last->in_gap) {
        if (last->place == grid->fibre_count)
            add_bound(outline->upper, &outline->uppers, "", thoth_text_of(""));
        else
            add_bound(outline->upper, &outline->uppers, "<",
                      base_text(outline, last->place));
        return;
    }
    if (last->class == 0)
        add_bound(outline->upper, &outline->uppers,
                  "<=", base_text(outline, last->place));
    if (last->stretch + 1 == fibre->stretch_count)
        return; /* no clause ends behind the post-releases of a base */
    to = &fibre->stretches[last->stretch + 1].from;
    if (version_suffix_previous(outline->arena, to, &suffix))
        add_bound(outline->upper, &outline->uppers,
                  "<=", version_text(outline, fibre, &suffix));
    add_bound(outline->upper, &outline->uppers, "<",
              version_text(outline, fibre, to));
}

void version_outline_read(struct version_outline *outline,
                          const struct thoth_version_set *set,
                          struct version_arena *arena)
{
    struct version_cell cell;

    *outline =
        (struct version_outline){.set = set, .arena = arena, .is_empty = true};
    version_grid_start(&cell);
    while (version_grid_next(&set->grid, &cell)) {
        if (set->held[cell.index] == 0)
            continue;
        if (outline->is_empty)
            outline->first = cell;
        outline->is_empty = false;
        outline->last = cell;
        if (cell.class & VERSION_IS_PRE)
            outline->prereleases = true;
    }
    if (outline->is_empty)
        return;
    read_lower(outline);
    read_upper(outline);
}
