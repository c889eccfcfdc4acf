/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Specifier sets for sets of versions. Texts are put together from what the
 * grid suggests, and each is read again and compared with the set, so that
 * what is written is right whatever led to it.
 */
#include "runtime/version_set.h"

#include "runtime/text_sink.h"
#include "runtime/version_set_outline.h"
#include "runtime/version_set_sample.h"

enum { LOAN = 8192 }; /* bytes of work on the stack */

/* A clause that takes everything and speaks for pre-releases. */
static const char everything[] = ">=0.dev0";

/* A search for a text. */
struct search {
    const struct thoth_version_set *set;
    struct version_arena arena;
    struct version_outline outline;
    struct thoth_text text; /* what was found; `at` NULL: nothing yet */
    enum thoth_status status;
};

/* Keeps a text if it says what the set has. Returns whether to stop. */
static bool try_text(struct search *search, struct thoth_text text)
{
    struct thoth_version_set *set;
    enum thoth_answer equal = THOTH_NO;
    enum thoth_status status = thoth_version_set_of_specifier(
        text, false, search->arena.allocator, &set);

    if (status == THOTH_OK)
        status = thoth_version_set_equal(search->set, set, &equal);
    thoth_version_set_release(set);
    if (status == THOTH_E_MEMORY)
        search->status = status;
    if (equal == THOTH_YES)
        search->text = text;
    return equal == THOTH_YES || search->status != THOTH_OK;
}

/* Tries a draft, and with a word for pre-releases if the set has some. */
static bool try_draft(struct search *search, const struct version_draft *draft)
{
    struct version_draft spoken = {.arena = &search->arena};

    if (try_text(search,
                 (struct thoth_text){draft->length == 0 ? "" : draft->text,
                                     draft->length}))
        return true;
    if (!search->outline.prereleases)
        return false;
    version_draft_clause(&spoken, everything, (struct thoth_text){"", 0}, "");
    if (draft->length > 0)
        version_draft_clause(
            &spoken, "", (struct thoth_text){draft->text, draft->length}, "");
    return try_text(search, (struct thoth_text){spoken.text, spoken.length});
}

static bool try_clause(struct search *search, const char *op,
                       struct thoth_text version, const char *tail)
{
    struct version_draft draft = {.arena = &search->arena};

    version_draft_clause(&draft, op, version, tail);
    return try_draft(search, &draft);
}

/* One version, with or without its local versions, or as it is spelled. */
static bool try_equality(struct search *search)
{
    const struct version_outline *outline = &search->outline;
    struct version_sample sample;

    if (outline->first.in_gap || outline->last.in_gap ||
        outline->first.place != outline->last.place)
        return false;
    sample = version_cell_sample(&search->set->grid, &outline->first,
                                 TASTE_PLAIN, &search->arena);
    return try_clause(search, "==", sample.text, "") ||
           try_clause(search, "===", sample.text, "");
}

/* Appends the prefix that takes some spellings of the first base only. */
static void put_prefix(struct search *search, struct version_draft *draft)
{
    static const struct version_suffix final = {0};
    const struct version_cell *first = &search->outline.first;
    const struct version_fibre *fibre;

    if (first->in_gap)
        return;
    fibre = &search->set->grid.fibres[first->place];
    if (fibre->length_count > 1)
        version_draft_clause(draft, "==",
                             version_text_of(&search->arena, &fibre->base,
                                             fibre->lengths[1], &final,
                                             (struct thoth_text){"", 0}),
                             ".*");
}

static bool try_bounds(struct search *search)
{
    const struct version_outline *outline = &search->outline;

    for (size_t i = 0; i < outline->lowers * outline->uppers; ++i) {
        const struct version_bound *low = &outline->lower[i % outline->lowers];
        const struct version_bound *high = &outline->upper[i / outline->lowers];
        struct version_draft draft = {.arena = &search->arena};

        put_prefix(search, &draft);
        if (low->version.length > 0)
            version_draft_clause(&draft, low->op, low->version, "");
        if (high->version.length > 0)
            version_draft_clause(&draft, high->op, high->version, "");
        version_outline_holes(outline, &draft);
        if (try_draft(search, &draft))
            return true;
    }
    return false;
}

/* Drops clauses of what was found that say nothing new. */
static void shorten(struct search *search)
{
    struct version_draft draft = {.arena = &search->arena};
    struct thoth_findings findings;
    enum thoth_status status = thoth_version_set_conflict(
        search->text, false, search->arena.allocator, &findings);

    if (status != THOTH_OK) {
        search->status = status;
        return;
    }
    for (uint32_t i = 0; i < findings.count; ++i)
        if (!(findings.removable >> i & 1))
            version_draft_clause(&draft, "", findings.clauses[i], "");
    search->text =
        (struct thoth_text){draft.length == 0 ? "" : draft.text, draft.length};
}

static void find(struct search *search)
{
    version_outline_read(&search->outline, search->set, &search->arena);
    if (search->set->cuts.count > 0)
        return; /* legacy clauses are not put together again */
    if (search->outline.is_empty)
        search->text = thoth_text_of("<0");
    else if (try_equality(search) || try_bounds(search))
        shorten(search);
}

enum thoth_status thoth_version_set_print(const struct thoth_version_set *set,
                                          char *text, size_t size,
                                          size_t *length, bool *found)
{
    uint64_t loan[LOAN / sizeof(uint64_t)];
    struct search search = {.set = set};
    struct text_sink sink = {.text = text, .size = size};

    version_arena_start(&search.arena, set->arena.allocator, loan,
                        sizeof(loan));
    find(&search);
    if (search.arena.failed)
        search.status = THOTH_E_MEMORY;
    *found = search.status == THOTH_OK && search.text.at != NULL;
    if (*found)
        text_sink_put(&sink, search.text);
    *length = text_sink_finish(&sink);
    version_arena_release(&search.arena);
    return search.status;
}
