/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads the holes of a set off its grid: what lies between its bounds and is
 * not in the set. Pre-releases do not matter when the set has none.
 */
#include "runtime/version_set_outline.h"

#include "runtime/version_set_sample.h"

void version_draft_clause(struct version_draft *draft, const char *op,
                          struct thoth_text version, const char *tail)
{
    size_t length = strlen(op), tail_length = strlen(tail);
    size_t needed = draft->length + 1 + length + version.length + tail_length;
    char *out;

    if (needed > draft->room) {
        char *grown = version_arena_take(draft->arena, 2 * needed, 1);

        if (grown == NULL)
            return;
        if (draft->length > 0)
            memcpy(grown, draft->text, draft->length);
        draft->text = grown;
        draft->room = 2 * needed;
    }
    out = draft->text + draft->length;
    if (draft->length > 0)
        *out++ = ',';
    memcpy(out, op, length);
    memcpy(out + length, version.at, version.length);
    memcpy(out + length + version.length, tail, tail_length);
    out += length + version.length + tail_length;
    draft->length = (size_t)(out - draft->text);
}

/* How much of some cells the set has; both of cells that do not matter. */
struct share {
    bool none, all;
};

static const version_bands *cells_of(const struct version_outline *outline,
                                     const struct version_fibre *fibre,
                                     size_t stretch, unsigned int class)
{
    size_t block = fibre->length_count * version_fibre_locals(fibre);

    return outline->set->held + fibre->first_cell +
           (stretch * VERSION_CLASSES + class) * block;
}

static bool matters(const struct version_outline *outline,
                    const struct version_fibre *fibre, size_t stretch,
                    unsigned int class)
{
    return (fibre->stretches[stretch].classes >> class & 1) &&
           (outline->prereleases || !(class & VERSION_IS_PRE));
}

static void count_class(const struct version_outline *outline,
                        const struct version_fibre *fibre, size_t stretch,
                        unsigned int class, size_t least_length,
                        struct share *share)
{
    size_t locals = version_fibre_locals(fibre);
    const version_bands *held = cells_of(outline, fibre, stretch, class);

    if (!matters(outline, fibre, stretch, class))
        return;
    for (size_t i = 0; i < fibre->length_count * locals; ++i) {
        if (fibre->lengths[i / locals] < least_length)
            continue;
        share->none = share->none && held[i] == 0;
        share->all = share->all && held[i] != 0;
    }
}

/* Nothing spelled with so many numbers, or more? */
static bool has_nothing_of(const struct version_outline *outline,
                           const struct version_fibre *fibre,
                           size_t least_length)
{
    struct share share = {true, true};

    for (size_t i = 0; i < fibre->stretch_count * VERSION_CLASSES; ++i)
        count_class(outline, fibre, i / VERSION_CLASSES,
                    (unsigned int)(i % VERSION_CLASSES), least_length, &share);
    return share.none;
}

/*
 * When the set has nothing from a fibre on, spelled as a prefix would be, up to
 * a later one whose base is the next prefix, appends != with the prefix.
 * Returns the later one's place, or the place given.
 */
static size_t leave_out_prefix(const struct version_outline *outline,
                               size_t place, struct version_draft *draft)
{
    static const struct version_suffix final = {0};
    const struct thoth_version_set *set = outline->set;
    const struct version_base *base = &set->grid.fibres[place].base;

    for (size_t at = place; at + 1 < set->grid.fibre_count; ++at) {
        const struct version_base *next = &set->grid.fibres[at + 1].base;

        if (set->held[2 * (at + 1)] != 0 ||
            (at > place && !has_nothing_of(outline, &set->grid.fibres[at], 0)))
            return place;
        if (!version_base_is_prefix(outline->arena, base, next) ||
            !has_nothing_of(outline, &set->grid.fibres[place], next->count))
            continue;
        version_draft_clause(draft, "!=",
                             version_text_of(outline->arena, base, next->count,
                                             &final,
                                             (struct thoth_text){"", 0}),
                             ".*");
        return at + 1;
    }
    return place;
}

/* Appends != for a version that is missing, or for local versions of it. */
static void leave_out_version(const struct version_outline *outline,
                              const struct version_fibre *fibre, size_t stretch,
                              const struct version_suffix *suffix,
                              struct version_draft *draft)
{
    unsigned int class = version_suffix_class(suffix);
    const version_bands *held = cells_of(outline, fibre, stretch, class);
    struct share share = {true, true};
    struct thoth_text local = {"", 0};

    count_class(outline, fibre, stretch, class, 0, &share);
    if (share.none && !share.all)
        version_draft_clause(draft, "!=",
                             version_text_of(outline->arena, &fibre->base,
                                             fibre->base.spelled, suffix,
                                             local),
                             "");
    if (share.none || share.all)
        return;
    for (size_t i = 0; i < fibre->local_count; ++i) {
        if (held[LOCAL_LISTED + i] != 0)
            continue;
        local = fibre->locals[i].text;
        version_draft_clause(draft, "!=",
                             version_text_of(outline->arena, &fibre->base,
                                             fibre->base.spelled, suffix,
                                             local),
                             "");
    }
}

/* A clause can leave out the final release of a stretch, and its version when
 * there is but one that matters. */
static void leave_out_of_stretch(const struct version_outline *outline,
                                 const struct version_fibre *fibre,
                                 size_t stretch, struct version_draft *draft)
{
    const struct version_suffix *from = &fibre->stretches[stretch].from;
    const struct version_suffix *to = stretch + 1 < fibre->stretch_count
                                          ? &fibre->stretches[stretch + 1].from
                                          : NULL;
    struct version_suffix least, next;

    for (unsigned int class = 0; class < VERSION_CLASSES; ++class) {
        if (!matters(outline, fibre, stretch, class))
            continue;
        version_suffix_least(outline->arena, (enum version_class) class, from,
                             &least);
        next = version_suffix_next(outline->arena, &least);
        if (class == 0 ||
            (to != NULL &&
             !version_suffix_exists(outline->arena, (enum version_class) class,
                                    &next, to)))
            leave_out_version(outline, fibre, stretch, &least, draft);
    }
}

void version_outline_holes(const struct version_outline *outline,
                           struct version_draft *draft)
{
    const struct version_cell *first = &outline->first, *last = &outline->last;
    size_t end = last->place + !last->in_gap;

    for (size_t i = first->place; i < end;) {
        const struct version_fibre *fibre = &outline->set->grid.fibres[i];
        size_t from = i == first->place && !first->in_gap ? first->stretch : 0;
        size_t to = i == last->place && !last->in_gap ? last->stretch + 1
                                                      : fibre->stretch_count;
        size_t next = i;

        if (from == 0 && to == fibre->stretch_count)
            next = leave_out_prefix(outline, i, draft);
        if (next != i) {
            i = next;
            continue;
        }
        for (size_t stretch = from; stretch < to; ++stretch)
            leave_out_of_stretch(outline, fibre, stretch, draft);
        ++i;
    }
}
