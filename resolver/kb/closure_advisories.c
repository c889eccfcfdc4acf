/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which versions of a package are known to be vulnerable, in the way of OSV:
 * listed, or inside of a range.
 */
#include "resolver/kb/closure_builder.h"

#include "compiler/base/out_of_memory.h"

#include <stdlib.h>

/* Advisories of one package, and which of its versions they hit: bit by bit,
 * one row of `words` words for each advisory. */
struct advisory_hits {
    struct closure_advisory *list;
    int64_t *rows;
    uint32_t count;
    uint64_t *bits;
    size_t words;
};

static struct thoth_version *parse(struct closure_builder *builder,
                                   struct thoth_text text)
{
    struct thoth_version *version;

    if (thoth_version_parse(text, &builder->allocator, &version))
        memory_ran_out();
    return version;
}

static void hit(struct advisory_hits *hits, uint32_t advisory, uint32_t version)
{
    hits->bits[advisory * hits->words + version / 64] |= UINT64_C(1)
                                                         << version % 64;
}

static bool is_hit(const struct advisory_hits *hits, uint32_t advisory,
                   uint32_t version)
{
    return hits->bits[advisory * hits->words + version / 64] >> version % 64 &
           1;
}

/* Columns: introduced, ending, inclusive. */
static void hit_range(struct closure_builder *builder, sqlite3_stmt *row,
                      struct closure_range versions, struct advisory_hits *hits,
                      uint32_t advisory)
{
    struct thoth_version *from = parse(builder, kb_text(row, 0));
    struct thoth_version *to = sqlite3_column_type(row, 1) == SQLITE_NULL
                                   ? NULL
                                   : parse(builder, kb_text(row, 1));
    int most = sqlite3_column_int(row, 2) ? 0 : -1;

    for (uint32_t i = versions.first; i < versions.end; i++)
        if (thoth_version_compare(builder->parsed[i], from) >= 0 &&
            (!to || thoth_version_compare(builder->parsed[i], to) <= most))
            hit(hits, advisory, i - versions.first);
}

static void hit_version(struct closure_builder *builder, sqlite3_stmt *row,
                        struct closure_range versions,
                        struct advisory_hits *hits, uint32_t advisory)
{
    struct thoth_version *listed = parse(builder, kb_text(row, 0));

    for (uint32_t i = versions.first; i < versions.end; i++)
        if (!thoth_version_compare(builder->parsed[i], listed))
            hit(hits, advisory, i - versions.first);
}

static bool read_hits(struct closure_builder *builder,
                      struct closure_range versions, struct advisory_hits *hits)
{
    static const struct {
        enum kb_statement rows;
        void (*hit)(struct closure_builder *builder, sqlite3_stmt *row,
                    struct closure_range versions, struct advisory_hits *hits,
                    uint32_t advisory);
    } WAYS[] = {{KB_ADVISORY_RANGES, hit_range},
                {KB_ADVISORY_VERSIONS, hit_version}};

    for (uint32_t i = 0; i < hits->count; i++)
        for (int way = 0; way < 2; way++) {
            sqlite3_stmt *rows =
                kb_prepare(builder->kb, WAYS[way].rows, builder->problems);
            int step;

            if (!rows)
                return false;
            kb_bind_number(rows, 1, hits->rows[i]);
            while ((step = kb_step(builder->kb, rows, builder->problems)) == 1)
                WAYS[way].hit(builder, rows, versions, hits, i);
            if (step < 0)
                return false;
        }
    return true;
}

static bool read_advisories(struct closure_builder *builder,
                            uint32_t package_row, struct advisory_hits *hits)
{
    sqlite3_stmt *rows =
        kb_prepare(builder->kb, KB_ADVISORIES, builder->problems);
    uint32_t room = 0, row_room = 0;
    int step = -1;

    if (!rows)
        return false;
    kb_bind_number(rows, 1, package_row);
    while ((step = kb_step(builder->kb, rows, builder->problems)) == 1) {
        struct arena *arena = &builder->store->arena;

        hits->list =
            closure_grow(hits->list, hits->count, &room, sizeof *hits->list);
        hits->rows = closure_grow(hits->rows, hits->count, &row_room,
                                  sizeof *hits->rows);
        hits->rows[hits->count] = sqlite3_column_int64(rows, 0);
        hits->list[hits->count++] =
            (struct closure_advisory){arena_copy_text(arena, kb_text(rows, 1)),
                                      arena_copy_text(arena, kb_text(rows, 2))};
    }
    return step == 0;
}

static void give(struct closure_builder *builder, struct closure_range versions,
                 const struct advisory_hits *hits)
{
    struct closure *closure = &builder->store->closure;

    for (uint32_t i = versions.first; i < versions.end; i++) {
        builder->versions[i].advisories.first = closure->advisory_count;
        for (uint32_t a = 0; a < hits->count; a++)
            if (is_hit(hits, a, i - versions.first)) {
                builder->advisories = closure_grow(
                    builder->advisories, closure->advisory_count,
                    &builder->advisory_room, sizeof *builder->advisories);
                closure->advisories = builder->advisories;
                builder->advisories[closure->advisory_count++] = hits->list[a];
            }
        builder->versions[i].advisories.end = closure->advisory_count;
    }
}

bool closure_load_advisories(struct closure_builder *builder, uint32_t package,
                             uint32_t package_row)
{
    struct closure_range versions = builder->packages[package].versions;
    struct advisory_hits hits = {0};
    bool loaded = read_advisories(builder, package_row, &hits);

    if (loaded && hits.count) {
        hits.words = (versions.end - versions.first + 63) / 64;
        hits.bits = memory_cleared(hits.words * hits.count, sizeof *hits.bits);
        loaded = read_hits(builder, versions, &hits);
        if (loaded)
            give(builder, versions, &hits);
    }
    free(hits.list);
    free(hits.rows);
    free(hits.bits);
    return loaded;
}
