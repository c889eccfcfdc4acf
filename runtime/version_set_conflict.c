/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which clauses of a specifier set contradict one another, and which say
 * nothing new. All clauses are judged once, over one grid; what any selection
 * of them takes is then a matter of a few operations on bits. A selection is
 * read as the text of just these clauses would be: of clauses that mean the
 * same the first counts, and only what is selected speaks for pre-releases.
 */
#include "runtime/version_set_judge.h"

enum { LOAN = 16384, SCRATCH = 4096 }; /* bytes of work on the stack */

/* A cell that has versions. */
struct row {
    version_clauses refusing;
    struct version_reach reach;
    bool is_pre;
};

struct analysis {
    const struct pep440_clause *clauses[THOTH_CLAUSES_LIMIT];
    version_clauses same[THOTH_CLAUSES_LIMIT]; /* earlier ones of its kind */
    version_bands taken[THOTH_CLAUSES_LIMIT];  /* by a legacy clause */
    version_clauses legacy, prereleases;       /* clauses that ... */
    bool allowed;                              /* pre-releases, by the caller */
    version_bands all;
    size_t count, row_count;
    struct row *rows;
    struct version_arena arena;
};

static version_clauses clause_bit(size_t clause)
{
    return (version_clauses)1 << clause;
}

static enum thoth_status add_clause(struct analysis *analysis,
                                    struct thoth_text text)
{
    struct thoth_allocator allocator =
        version_arena_allocator(&analysis->arena);
    struct pep440_specifier *specifier;
    const struct pep440_clause *clause;
    size_t number = analysis->count;
    int parsed;

    if (number == THOTH_CLAUSES_LIMIT)
        return THOTH_E_LIMIT;
    parsed = pep440_specifier_parse(text, &allocator, &specifier);
    if (parsed != PEP440_OK)
        return parsed == PEP440_E_INVALID ? THOTH_E_SPECIFIER : THOTH_E_MEMORY;
    clause = &specifier->clauses[0];
    analysis->clauses[number] = clause;
    analysis->same[number] = 0;
    for (size_t i = 0; i < number; ++i)
        if (pep440_clause_same(analysis->clauses[i], clause))
            analysis->same[number] |= clause_bit(i);
    if (specifier->prereleases)
        analysis->prereleases |= clause_bit(number);
    ++analysis->count;
    return THOTH_OK;
}

static enum thoth_status read_clauses(struct analysis *analysis,
                                      struct thoth_text text,
                                      struct thoth_findings *findings)
{
    struct thoth_text clause;

    while (pep440_next_clause(&text, &clause)) {
        enum thoth_status status = add_clause(analysis, clause);

        if (status != THOTH_OK)
            return status;
        findings->clauses[findings->count++] = clause;
    }
    return THOTH_OK;
}

/* Turns verdicts to rows. */
static bool make_rows(struct analysis *analysis,
                      const struct version_verdicts *verdicts)
{
    uint64_t loan[SCRATCH / sizeof(uint64_t)];
    struct version_arena scratch;
    struct version_cell cell;

    analysis->rows = version_arena_take(
        &analysis->arena, verdicts->grid.cell_count, sizeof(analysis->rows[0]));
    if (analysis->rows == NULL)
        return false;
    version_arena_start(&scratch, analysis->arena.allocator, loan,
                        sizeof(loan));
    version_grid_start(&cell);
    while (!scratch.failed && version_grid_next(&verdicts->grid, &cell)) {
        struct row *row = &analysis->rows[analysis->row_count++];

        version_arena_reset(&scratch);
        row->refusing = verdicts->refusing[cell.index];
        row->is_pre = cell.class & VERSION_IS_PRE;
        row->reach = version_cell_reach(&verdicts->grid, &cell, &verdicts->cuts,
                                        &scratch);
    }
    version_arena_release(&scratch);
    return !scratch.failed;
}

static enum thoth_status judge(struct analysis *analysis)
{
    struct version_verdicts verdicts;
    enum thoth_status status = version_judge(&verdicts, analysis->clauses,
                                             analysis->count, &analysis->arena);

    if (status != THOTH_OK)
        return status;
    analysis->legacy = verdicts.legacy;
    analysis->all = version_cuts_all(&verdicts.cuts);
    for (size_t i = 0; i < analysis->count; ++i)
        if (analysis->clauses[i]->is_legacy)
            analysis->taken[i] =
                version_cuts_taken(&verdicts.cuts, analysis->clauses[i]);
    return make_rows(analysis, &verdicts) ? THOTH_OK : THOTH_E_MEMORY;
}

/* A selection of clauses, as a specifier set of its own. */
struct selection {
    version_clauses clauses; /* those that count */
    version_bands bands;     /* that the legacy ones take */
    bool prereleases;
};

static struct selection select_clauses(const struct analysis *analysis,
                                       version_clauses selected)
{
    struct selection selection = {selected, analysis->all, analysis->allowed};

    for (size_t i = 0; i < analysis->count; ++i) {
        if (!(selected & clause_bit(i)))
            continue;
        if (selected & analysis->same[i])
            selection.clauses &= ~clause_bit(i);
        else if (analysis->legacy & clause_bit(i))
            selection.bands &= analysis->taken[i];
    }
    if (selection.clauses & analysis->prereleases)
        selection.prereleases = true;
    return selection;
}

static version_bands held(const struct selection *selection,
                          const struct row *row)
{
    if (row->refusing & selection->clauses)
        return 0;
    return row->is_pre && !selection->prereleases ? 0 : selection->bands;
}

/* Are there no versions in such bands of the row? */
static enum thoth_answer is_void(const struct row *row, version_bands bands)
{
    if (bands & row->reach.certain)
        return THOTH_NO;
    return bands & row->reach.possible ? THOTH_UNKNOWN : THOTH_YES;
}

/* The less certain, or more negative, of two answers. */
static enum thoth_answer both(enum thoth_answer a, enum thoth_answer b)
{
    if (a == THOTH_NO || b == THOTH_NO)
        return THOTH_NO;
    return a == THOTH_YES ? b : a;
}

static enum thoth_answer is_empty(const struct analysis *analysis,
                                  version_clauses selected)
{
    struct selection selection = select_clauses(analysis, selected);
    enum thoth_answer answer = THOTH_YES;

    for (size_t i = 0; i < analysis->row_count && answer != THOTH_NO; ++i) {
        const struct row *row = &analysis->rows[i];

        answer = both(answer, is_void(row, held(&selection, row)));
    }
    return answer;
}

static enum thoth_answer is_same(const struct analysis *analysis,
                                 version_clauses left, version_clauses right)
{
    struct selection a = select_clauses(analysis, left);
    struct selection b = select_clauses(analysis, right);
    enum thoth_answer answer = THOTH_YES;

    for (size_t i = 0; i < analysis->row_count && answer != THOTH_NO; ++i) {
        const struct row *row = &analysis->rows[i];

        answer = both(answer, is_void(row, held(&a, row) ^ held(&b, row)));
    }
    return answer;
}

/* Does a selection take all versions that are no pre-releases? */
static enum thoth_answer is_everything(const struct analysis *analysis,
                                       version_clauses selected)
{
    struct selection selection = select_clauses(analysis, selected);
    enum thoth_answer answer = THOTH_YES;

    for (size_t i = 0; i < analysis->row_count && answer != THOTH_NO; ++i) {
        const struct row *row = &analysis->rows[i];

        if (!row->is_pre)
            answer = both(answer,
                          is_void(row, analysis->all & ~held(&selection, row)));
    }
    return answer;
}

/*
 * As few clauses as say the same as all of them: none of these can be left
 * out. Later ones go first. Leaving out one can make way for another that was
 * tried before, because of the rule on pre-releases, so it goes on until
 * nothing changes.
 */
static version_clauses reduce(const struct analysis *analysis,
                              version_clauses all)
{
    version_clauses kept = all, before;

    do {
        before = kept;
        for (size_t i = analysis->count; i-- > 0;)
            if ((kept & clause_bit(i)) &&
                is_same(analysis, kept & ~clause_bit(i), all) == THOTH_YES)
                kept &= ~clause_bit(i);
    } while (kept != before);
    return kept;
}

static void find(const struct analysis *analysis,
                 struct thoth_findings *findings)
{
    version_clauses all = 0, needed;

    for (size_t i = 0; i < analysis->count; ++i)
        all |= clause_bit(i);
    findings->legacy = analysis->legacy;
    findings->empty = is_empty(analysis, all);
    findings->everything = is_everything(analysis, all);
    needed = reduce(analysis, all);
    if (findings->empty == THOTH_YES) {
        findings->conflict = needed;
        return;
    }
    findings->removable = all & ~needed;
    for (size_t i = 0; i < analysis->count; ++i)
        if (is_same(analysis, all & ~clause_bit(i), all) == THOTH_YES)
            findings->redundant |= clause_bit(i);
}

enum thoth_status
thoth_version_set_conflict(struct thoth_text text, bool prereleases,
                           const struct thoth_allocator *allocator,
                           struct thoth_findings *findings)
{
    uint64_t loan[LOAN / sizeof(uint64_t)];
    struct analysis analysis;
    enum thoth_status status;

    findings->empty = findings->everything = THOTH_UNKNOWN;
    findings->count = 0;
    findings->legacy = findings->conflict = 0;
    findings->redundant = findings->removable = 0;
    if (text.length > THOTH_SPECIFIER_LIMIT)
        return THOTH_E_LIMIT;
    analysis.count = analysis.row_count = 0;
    analysis.prereleases = 0;
    analysis.allowed = prereleases;
    version_arena_start(&analysis.arena, allocator, loan, sizeof(loan));
    status = read_clauses(&analysis, text, findings);
    if (status == THOTH_OK)
        status = judge(&analysis);
    if (status == THOTH_OK)
        find(&analysis, findings);
    version_arena_release(&analysis.arena);
    return status;
}
