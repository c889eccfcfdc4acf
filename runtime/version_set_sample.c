/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Samples of cells: a base of the cell, a suffix and a local segment, written
 * as text, since it is texts that versions are made of.
 */
#include "runtime/version_set_sample.h"

#include <assert.h>
#include <stdio.h>

static const struct thoth_text no_local = {"", 0};

/* Familiar suffixes; of those in a stretch and of a class the first is taken.
 */
static const struct version_suffix familiar[] = {
    {.has_post = true, .post_number = {"1", 1}},
    {.pre = PEP440_PRE_CANDIDATE, .pre_number = {"1", 1}},
    {.pre = PEP440_PRE_ALPHA, .pre_number = {"1", 1}},
    {.pre = PEP440_PRE_BETA, .pre_number = {"1", 1}},
    {.has_dev = true, .dev_number = {"1", 1}},
    {.has_post = true,
     .post_number = {"1", 1},
     .has_dev = true,
     .dev_number = {"1", 1}},
};

static struct version_suffix familiar_suffix(const struct version_fibre *fibre,
                                             const struct version_cell *cell,
                                             const struct version_suffix *least,
                                             struct version_arena *arena)
{
    for (size_t i = 0; i < sizeof(familiar) / sizeof(familiar[0]); ++i) {
        struct version_suffix suffix;

        if (version_suffix_class(&familiar[i]) != cell->class)
            continue;
        suffix = version_suffix_keyed(arena, &familiar[i]);
        if (thoth_text_order(suffix.key, least->key) < 0)
            continue;
        if (cell->stretch + 1 == fibre->stretch_count ||
            thoth_text_order(suffix.key,
                             fibre->stretches[cell->stretch + 1].from.key) < 0)
            return suffix;
    }
    return *least;
}

enum version_rank { FINAL, POST, PRE, DEV, OTHERS, RANKS };

/* Versions with a local segment or a strange epoch rank behind all others. */
static unsigned int rank_of(const struct version_suffix *suffix,
                            bool is_strange)
{
    unsigned int rank = FINAL;

    if ((suffix->pre != PEP440_PRE_NONE) + suffix->has_post + suffix->has_dev >
        1)
        rank = OTHERS;
    else if (suffix->has_post)
        rank = POST;
    else if (suffix->has_dev)
        rank = DEV;
    else if (suffix->pre != PEP440_PRE_NONE)
        rank = PRE;
    return 2 * (is_strange ? rank + RANKS : rank);
}

/* A local segment that a fibre does not list, of local, local.1, local.2 and so
 * on. These ascend, as the list does, so one pass finds it. */
static struct thoth_text other_local(const struct version_fibre *fibre,
                                     struct version_arena *arena)
{
    enum { ROOM = sizeof("local.") + 20 };
    char *text = version_arena_take(arena, ROOM, 1);
    char *key = version_arena_take(arena, PEP440_KEY_ROOM(ROOM), 1);
    struct pep440_parts parts = {.has_local = true, .local = {text, 5}};

    if (text == NULL || key == NULL)
        return (struct thoth_text){"", 0};
    snprintf(text, ROOM, "local");
    for (size_t i = 0, tries = 1; i < fibre->local_count; ++i) {
        struct thoth_text own = {
            key, (size_t)(pep440_key_put_local(key, &parts) - key)};

        if (thoth_text_equal(own, fibre->locals[i].key))
            parts.local.length =
                (size_t)snprintf(text, ROOM, "local.%zu", tries++);
    }
    return parts.local;
}

struct thoth_text version_text_of(struct version_arena *arena,
                                  const struct version_base *base,
                                  size_t length,
                                  const struct version_suffix *suffix,
                                  struct thoth_text local)
{
    char *text =
        version_arena_take(arena,
                           version_base_length(base, length) +
                               version_suffix_length(suffix) + local.length + 1,
                           1);
    char *out = text;

    if (text == NULL)
        return (struct thoth_text){"", 0};
    out = version_base_write(out, base, length);
    out = version_suffix_write(out, suffix);
    if (local.length > 0) {
        *out++ = '+';
        memcpy(out, local.at, local.length);
        out += local.length;
    }
    return (struct thoth_text){text, (size_t)(out - text)};
}

/* 1.0 of the next epoch. */
static struct version_base next_epoch(const struct version_base *low,
                                      struct version_arena *arena)
{
    struct pep440_parts parts = {.release = thoth_text_of("1.0")};

    parts.epoch = low == NULL ? thoth_text_of("1")
                              : version_number_next(arena, low->epoch);
    return version_base_of(arena, &parts);
}

static struct version_sample sample_gap(const struct version_grid *grid,
                                        const struct version_cell *cell,
                                        enum version_taste taste,
                                        struct version_arena *arena)
{
    const struct version_fibre *high = &grid->fibres[cell->place];
    const struct version_base *from = cell->place == 0 ? NULL : &high[-1].base;
    const struct version_base *to =
        cell->place == grid->fibre_count ? NULL : &high->base;
    struct version_base base;
    struct version_suffix suffix = {0};

    if (taste != TASTE_EPOCH)
        base = version_base_between(arena, from, to);
    else if (to == NULL)
        base = next_epoch(from, arena);
    else
        return (struct version_sample){{"", 0}, 0};
    if (cell->class & VERSION_IS_PRE) {
        suffix.pre = PEP440_PRE_CANDIDATE;
        suffix.pre_number = thoth_text_of("1");
    }
    return (struct version_sample){
        version_text_of(arena, &base, base.spelled, &suffix, no_local),
        rank_of(&suffix, taste == TASTE_EPOCH)};
}

/* The length in a cell's stretch of lengths that its author would write. */
static size_t usual_length(const struct version_fibre *fibre,
                           const struct version_cell *cell)
{
    size_t from = fibre->lengths[cell->length];
    size_t spelled = fibre->base.spelled;

    if (spelled < from || (cell->length + 1 < fibre->length_count &&
                           spelled >= fibre->lengths[cell->length + 1]))
        return from;
    return spelled;
}

struct version_sample version_cell_sample(const struct version_grid *grid,
                                          const struct version_cell *cell,
                                          enum version_taste taste,
                                          struct version_arena *arena)
{
    const struct version_fibre *fibre;
    struct version_suffix suffix;
    struct thoth_text local = no_local;
    size_t length;

    if (cell->in_gap)
        return sample_gap(grid, cell, taste, arena);
    if (taste == TASTE_EPOCH)
        return (struct version_sample){{"", 0}, 0};
    fibre = &grid->fibres[cell->place];
    version_suffix_least(arena, cell->class,
                         &fibre->stretches[cell->stretch].from, &suffix);
    if (taste == TASTE_PLAIN)
        suffix = familiar_suffix(fibre, cell, &suffix, arena);
    length = usual_length(fibre, cell);
    if (cell->local == LOCAL_OTHER)
        local = other_local(fibre, arena);
    else if (cell->local >= LOCAL_LISTED)
        local = fibre->locals[cell->local - LOCAL_LISTED].text;
    return (struct version_sample){
        version_text_of(arena, &fibre->base, length, &suffix, local),
        rank_of(&suffix, local.length > 0) + (length != fibre->base.spelled)};
}

struct pep440_version *version_sample_parse(struct thoth_text text,
                                            struct version_arena *arena)
{
    struct thoth_allocator allocator = version_arena_allocator(arena);
    struct pep440_version *version;

    if (pep440_version_parse(text, &allocator, &version) != PEP440_OK)
        return NULL;
    assert(arena->failed || !version->is_legacy);
    return version;
}
