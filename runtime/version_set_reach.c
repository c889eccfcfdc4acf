/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which bands of the legacy order the versions of a cell lie in. Some are found
 * by trying versions. Others are ruled out by how the keys of all versions of
 * the cell begin, since legacy keys begin with the numbers of the release.
 */
#include "runtime/version_set_legacy.h"

#include "runtime/pep440_legacy.h"
#include "runtime/version_set_sample.h"

enum { NUMBER_WIDTH = 8 }; /* shorter numbers order as their keys do */

/* What a key ends in behind a release: a part that begins with a star, and in
 * which other versions differ from this one. */
static const char key_tail[] = "*final";

/* The legacy key of a text, less `dropped` bytes at its end. */
static struct thoth_text key_of(struct thoth_text text, size_t dropped,
                                struct version_arena *arena)
{
    size_t length = pep440_legacy_key_length(text);
    char *key = version_arena_take(arena, length, 1);

    if (key == NULL)
        return (struct thoth_text){"", 0};
    pep440_legacy_key_write(key, text);
    return (struct thoth_text){key, length - dropped};
}

/* The bands with keys not below `least` and not above all that begin with
 * `most`. */
static version_bands bands_between(const struct version_cuts *cuts,
                                   struct thoth_text least,
                                   struct thoth_text most)
{
    version_bands bands = version_cuts_all(cuts);

    for (size_t i = 0; i < cuts->count; ++i) {
        struct thoth_text key = cuts->list[i].key;
        version_bands below = ((version_bands)2 << i) - 1;

        if (thoth_text_order(key, least) < 0)
            bands &= ~below;
        if (key.length > most.length)
            key.length = most.length;
        if (thoth_text_order(key, most) > 0)
            bands &= below;
    }
    return bands;
}

static version_bands gap_bands(const struct version_grid *grid, size_t place,
                               const struct version_cuts *cuts,
                               struct version_arena *arena)
{
    const struct version_fibre *high = &grid->fibres[place];
    const struct version_base *from = place == 0 ? NULL : &high[-1].base;
    const struct version_base *to =
        place == grid->fibre_count ? NULL : &high->base;
    struct thoth_text least, most;

    if (!version_base_span(arena, from, to, NUMBER_WIDTH, &least, &most))
        return version_cuts_all(cuts);
    most = key_of(most, sizeof(key_tail), arena);
    if (from != NULL)
        least = key_of(least, sizeof(key_tail), arena);
    return bands_between(cuts, least, most);
}

static version_bands fibre_bands(const struct version_fibre *fibre,
                                 const struct version_cuts *cuts,
                                 struct version_arena *arena)
{
    size_t count = version_base_shortest(&fibre->base);
    char *text =
        version_arena_take(arena, version_base_length(&fibre->base, count), 1);
    struct thoth_text begin = {text, 0};

    if (text == NULL)
        return version_cuts_all(cuts);
    begin.length =
        (size_t)(version_base_write(text, &fibre->base, count) - text);
    begin = key_of(begin, sizeof(key_tail) - 1, arena);
    return bands_between(cuts, begin, begin);
}

/* Is there but one version in a cell, its lengths apart? These do not matter:
 * legacy keys have no zeros at the end of a release. */
static bool is_single(const struct version_fibre *fibre,
                      const struct version_cell *cell,
                      struct version_arena *arena)
{
    const struct version_stretch *stretch = &fibre->stretches[cell->stretch];
    const struct version_suffix *to =
        cell->stretch + 1 < fibre->stretch_count ? &stretch[1].from : NULL;
    struct version_suffix least, next;

    if (!fibre->parts_locals || cell->local == LOCAL_OTHER)
        return false;
    version_suffix_least(arena, cell->class, &stretch->from, &least);
    next = version_suffix_next(arena, &least);
    return !version_suffix_exists(arena, cell->class, &next, to);
}

/*
 * Could the key be that of a PEP 440 version? Up to the local segment the parts
 * of such keys that are no numbers are few.
 */
static bool may_be_version(struct thoth_text key)
{
    static const char *const parts[] = {"*!", "*a",    "*b",    "*c",
                                        "*@", "*post", key_tail};
    const char *at = key.at + 1, *end = key.at + key.length;

    while (at < end) {
        size_t known = 0, count = sizeof(parts) / sizeof(parts[0]);

        if (end - at > 2 && memcmp(at, "*+", 2) == 0)
            return true;
        while (*at == '*' && known < count && strcmp(at, parts[known]) != 0)
            ++known;
        if (known == count)
            return false;
        at += strlen(at) + 1;
    }
    return true;
}

/* The bands with versions that are no more than one key each, and that one of
 * no PEP 440 version. */
static version_bands foreign_bands(const struct version_cuts *cuts)
{
    version_bands foreign = 0;

    for (size_t i = 0; i + 1 < cuts->count; ++i)
        if (thoth_text_equal(cuts->list[i].key, cuts->list[i + 1].key) &&
            !may_be_version(cuts->list[i].key))
            foreign |= (version_bands)2 << i;
    return foreign;
}

struct version_reach version_cell_reach(const struct version_grid *grid,
                                        const struct version_cell *cell,
                                        const struct version_cuts *cuts,
                                        struct version_arena *arena)
{
    struct version_reach reach = {0, version_cuts_all(cuts)};
    const struct version_fibre *fibre = &grid->fibres[cell->place];

    if (cuts->count == 0)
        return (struct version_reach){reach.possible, reach.possible};
    for (int taste = 0; taste < TASTES; ++taste) {
        struct version_sample sample =
            version_cell_sample(grid, cell, (enum version_taste)taste, arena);
        const struct pep440_version *version;

        if (sample.text.length == 0)
            continue;
        version = version_sample_parse(sample.text, arena);
        if (version != NULL)
            reach.certain |= version_cuts_band(cuts, version);
    }
    if (cell->in_gap)
        reach.possible = gap_bands(grid, cell->place, cuts, arena);
    else if (is_single(fibre, cell, arena))
        reach.possible = reach.certain;
    else
        reach.possible = fibre_bands(fibre, cuts, arena);
    reach.possible &= ~foreign_bands(cuts);
    return reach;
}
