/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Specifier sets where they stand: what a flaw means for the unit, and the
 * clauses at fault. Whether there is a flaw at all is remembered by text
 * (specifier_flaws.h).
 */
#include "compiler/lint/edit.h"
#include "compiler/lint/specifier_flaws.h"

#include "compiler/base/out_of_memory.h"

#include <string.h>

/* A set with a flaw, where it stands. */
struct flawed {
    struct linter *linter;
    const struct ast_node *node;
    enum specifier_use use;
    struct thoth_findings findings; /* of the set, where it was judged */
};

struct use_fact {
    unsigned flaws;         /* those that matter */
    const char *when_empty; /* what comes of a set that takes nothing */
    const char *when_blank; /* what a set without clauses does */
};

#define FLAWS_ANYWHERE                                                         \
    (FLAW_GAP | FLAW_LEGACY | FLAW_SPELLING | FLAW_EMPTY | FLAW_REDUNDANT)
#define FLAWS_IN_SIEVE                                                         \
    (FLAW_GAP | FLAW_LEGACY | FLAW_SPELLING |                                  \
     (FLAW_EMPTY | FLAW_EVERYTHING | FLAW_REDUNDANT) << FLAWS_ALLOWED)

static const struct use_fact USES[] = {
    [SPECIFIER_PYTHON] = {FLAWS_ANYWHERE | FLAW_BLANK | FLAW_MICRO,
                          "the unit is never included",
                          "it takes every version of Python that is known and "
                          "no pre-release; leave it out to take all"},
    [SPECIFIER_COMPONENT] = {FLAWS_ANYWHERE | FLAW_BLANK,
                             "the unit is never included",
                             "it asks that the version is known and no "
                             "pre-release; '>=0' says so more clearly"},
    [SPECIFIER_INSTALLED] = {FLAWS_ANYWHERE | FLAW_BLANK | FLAW_EVERYTHING,
                             "no installed package fits the entry",
                             "it asks nothing; leave it out"},
    [SPECIFIER_SIEVE] = {FLAWS_IN_SIEVE | FLAW_BLANK,
                         "the entry matches no package version",
                         "it asks nothing; leave it out"},
    [SPECIFIER_STEP] = {FLAWS_ANYWHERE | FLAW_BLANK | FLAW_EVERYTHING,
                        "the entry matches no package version",
                        "it asks nothing; leave it out"},
    [SPECIFIER_STATE] = {FLAWS_ANYWHERE | FLAW_BLANK | FLAW_EVERYTHING,
                         "no resolved package fits the entry",
                         "here it refuses pre-releases; leave it out to take "
                         "all versions"},
    [SPECIFIER_RANGE] = {FLAWS_ANYWHERE | FLAW_BLANK,
                         "the vulnerability concerns no version",
                         "it says nothing; leave it out"},
    [SPECIFIER_PYTHON_PREDICATE] =
        {FLAWS_ANYWHERE | FLAW_BLANK | FLAW_MICRO, "the predicate never holds",
         "it takes every version of Python that is known and no pre-release; "
         "leave it out to take all"},
    [SPECIFIER_SIEVE_PREDICATE] = {FLAWS_IN_SIEVE | FLAW_BLANK,
                                   "the predicate never holds",
                                   "it asks nothing; leave it out"},
    [SPECIFIER_PREDICATE] = {FLAWS_ANYWHERE | FLAW_BLANK,
                             "the predicate never holds",
                             "leave it out, or write '>=0' to ask that the "
                             "version is known and no pre-release"},
};

static struct span place(struct flawed *flawed, struct thoth_text part)
{
    return place_part(&flawed->linter->places, flawed->node, part, NULL);
}

/* The number of the last clause of a selection. */
static unsigned last_of(uint64_t clauses)
{
    return 63 - (unsigned)__builtin_clzll(clauses);
}

/* Has the set nothing but clauses that legacy versions may fit? A text that is
 * a PEP 440 version belongs to no legacy one. */
static bool is_for_legacy(const struct thoth_findings *findings)
{
    struct pep440_scanned_clause clause;

    for (uint32_t i = 0; i < findings->count; i++)
        if (pep440_scan_clause(findings->clauses[i], &clause) &&
            !clause.is_legacy &&
            (clause.op != PEP440_OP_ARBITRARY || clause.is_version))
            return false;
    return true;
}

static void report_empty(struct flawed *flawed)
{
    struct linter *linter = flawed->linter;
    const struct thoth_findings *findings = &flawed->findings;
    unsigned last;
    struct diagnostic *diagnostic;

    if (is_for_legacy(findings) || !findings->conflict)
        return;
    last = last_of(findings->conflict);
    diagnostic = diagnostic_report(linter->list, DIAG_SPECIFIER_EMPTY,
                                   place(flawed, findings->clauses[last]),
                                   "no version fits %s",
                                   lint_quote(linter, flawed->node->text));
    for (unsigned i = 0; i < last; i++)
        if (findings->conflict >> i & 1)
            diagnostic_add_place(linter->list, diagnostic,
                                 place(flawed, findings->clauses[i]),
                                 "contradicts this clause");
    diagnostic_add_note(linter->list, diagnostic, "so %s",
                        USES[flawed->use].when_empty);
    if (findings->conflict & (findings->conflict - 1))
        diagnostic_add_note(linter->list, diagnostic,
                            "all clauses between commas must hold; "
                            "alternatives need an entry each");
}

/* The set without the clauses that add nothing. */
static struct thoth_text without_removable(struct flawed *flawed)
{
    const struct thoth_findings *findings = &flawed->findings;
    char *text =
        arena_allocate(flawed->linter->scratch, flawed->node->text.length + 1);
    size_t length = 0;

    for (uint32_t i = 0; i < findings->count; i++) {
        struct thoth_text clause = findings->clauses[i];

        if (findings->removable >> i & 1)
            continue;
        if (length)
            text[length++] = ',';
        memcpy(text + length, clause.at, clause.length);
        length += clause.length;
    }
    return (struct thoth_text){text, length};
}

/* Is a clause left that no legacy version fits? Sets are compared without these
 * versions. */
static bool keeps_legacy_out(const struct thoth_findings *findings)
{
    struct pep440_scanned_clause clause;

    for (uint32_t i = 0; i < findings->count; i++)
        if (!(findings->removable >> i & 1) &&
            pep440_scan_clause(findings->clauses[i], &clause) &&
            !clause.is_legacy && clause.op != PEP440_OP_ARBITRARY)
            return true;
    return false;
}

static void report_redundant(struct flawed *flawed)
{
    struct linter *linter = flawed->linter;
    const struct thoth_findings *findings = &flawed->findings;
    bool first = true;

    for (uint32_t i = 0; i < findings->count; i++) {
        struct diagnostic *diagnostic;

        if (!(findings->removable >> i & 1))
            continue;
        diagnostic = diagnostic_report(
            linter->list, DIAG_SPECIFIER_REDUNDANT,
            place(flawed, findings->clauses[i]),
            "the clause %s says nothing that the others do not",
            lint_quote(linter, findings->clauses[i]));
        if (first)
            lint_replace(linter, diagnostic, keeps_legacy_out(findings),
                         flawed->node, without_removable(flawed),
                         "remove what says nothing");
        first = false;
    }
}

static void report_everything(struct flawed *flawed)
{
    struct linter *linter = flawed->linter;
    struct diagnostic *diagnostic = diagnostic_report(
        linter->list, DIAG_SPECIFIER_EVERYTHING, flawed->node->span,
        "every version fits %s", lint_quote(linter, flawed->node->text));

    diagnostic_add_note(linter->list, diagnostic,
                        flawed->use == SPECIFIER_SIEVE
                            ? "leave it out if that is meant"
                            : "but for pre-releases; leave it out if all "
                              "versions are meant");
}

static void report_legacy(struct flawed *flawed, struct thoth_text clause,
                          unsigned flaws)
{
    struct linter *linter = flawed->linter;

    diagnostic_add_note(
        linter->list,
        diagnostic_report(
            linter->list, DIAG_SPECIFIER_LEGACY, place(flawed, clause),
            "the clause %s is not PEP 440's", lint_quote(linter, clause)),
        "it compares both sides as legacy versions, by rules from before PEP "
        "440 that newer releases of packaging do not know%s",
        flaws & FLAW_EMPTY ? "; only a version that is not PEP 440's either "
                             "can fit"
                           : "");
}

/* The prefix of a ~= clause is compared as it is written, so that its meaning
 * may change. */
static void report_spelling(struct flawed *flawed,
                            const struct pep440_scanned_clause *clause,
                            struct thoth_text normal)
{
    struct thoth_text written = clause->version;
    struct linter *linter = flawed->linter;
    bool exact;
    struct span span =
        place_part(&linter->places, flawed->node, written, &exact);
    struct diagnostic *diagnostic = diagnostic_report(
        linter->list, DIAG_VERSION_SPELLING, span,
        "version %s is %s in normal form", lint_quote(linter, written),
        lint_quote(linter, normal));

    if (exact && !flawed->node->aliased)
        diagnostic_add_edit(
            linter->list,
            diagnostic_add_fix(linter->list, diagnostic,
                               clause->op != PEP440_OP_COMPATIBLE,
                               "write the normal form"),
            span, normal);
}

static void report_micro(struct flawed *flawed, struct thoth_text version)
{
    struct linter *linter = flawed->linter;

    diagnostic_add_note(
        linter->list,
        diagnostic_report(linter->list, DIAG_PYTHON_MICRO,
                          place(flawed, version),
                          "Python versions are compared as major and minor"),
        "the version of a request is one such as 3.9, which is 3.9.0 to every "
        "clause");
}

static void report_clause(struct flawed *flawed, struct thoth_text text,
                          unsigned flaws)
{
    struct pep440_scanned_clause clause;
    struct pep440_version *version = NULL;

    pep440_scan_clause(text, &clause);
    if (clause.is_legacy)
        report_legacy(flawed, text, flaws);
    if ((flaws & FLAW_SPELLING) && specifier_misspelt(&clause, &version))
        report_spelling(flawed, &clause, version->normal);
    pep440_version_free(version, NULL);
    if ((flawed->use == SPECIFIER_PYTHON ||
         flawed->use == SPECIFIER_PYTHON_PREDICATE) &&
        specifier_is_micro(&clause))
        report_micro(flawed, clause.version);
}

/* The comma beside the first gap: the one before it, at the beginning the one
 * behind. */
static struct thoth_text odd_comma(struct thoth_text text)
{
    struct thoth_text comma = {NULL, 1};

    for (;;) {
        const char *next = memchr(text.at, ',', text.length);
        size_t length = next ? (size_t)(next - text.at) : text.length;
        struct thoth_text piece = {text.at, length}, clause;

        if (!pep440_next_clause(&piece, &clause)) {
            comma.at = comma.at ? comma.at : next;
            return comma;
        }
        comma.at = next;
        text.at += length + 1;
        text.length -= length + 1;
    }
}

static void report_gap(struct flawed *flawed)
{
    struct linter *linter = flawed->linter;
    struct thoth_text text = flawed->node->text, rest = text, clause;
    char *clean = arena_allocate(linter->scratch, text.length + 1);
    struct diagnostic *diagnostic = diagnostic_report(
        linter->list, DIAG_SPECIFIER_GAP, place(flawed, odd_comma(text)),
        "%s has a comma too many", lint_quote(linter, text));
    size_t length = 0;

    while (pep440_next_clause(&rest, &clause)) {
        if (length)
            clean[length++] = ',';
        memcpy(clean + length, clause.at, clause.length);
        length += clause.length;
    }
    lint_replace(linter, diagnostic, true, flawed->node,
                 (struct thoth_text){clean, length}, "remove the comma");
}

static void report_blank(struct flawed *flawed)
{
    struct linter *linter = flawed->linter;

    diagnostic_add_note(linter->list,
                        diagnostic_report(linter->list, DIAG_SPECIFIER_BLANK,
                                          flawed->node->span,
                                          "a specifier without a clause"),
                        "%s", USES[flawed->use].when_blank);
}

static void report(struct flawed *flawed, unsigned flaws)
{
    struct thoth_text rest = flawed->node->text, clause;
    bool allowed = flawed->use == SPECIFIER_SIEVE ||
                   flawed->use == SPECIFIER_SIEVE_PREDICATE;

    if (flaws & FLAW_BLANK) {
        report_blank(flawed);
        return;
    }
    if (flaws & FLAW_GAP)
        report_gap(flawed);
    while (pep440_next_clause(&rest, &clause))
        report_clause(flawed, clause, flaws);
    if (allowed)
        flaws >>= FLAWS_ALLOWED;
    if (!(flaws & (FLAW_EMPTY | FLAW_EVERYTHING | FLAW_REDUNDANT)))
        return;
    if (thoth_version_set_conflict(flawed->node->text, allowed, NULL,
                                   &flawed->findings) != THOTH_OK)
        memory_ran_out();
    if (flaws & FLAW_EMPTY)
        report_empty(flawed);
    else if (flaws & FLAW_EVERYTHING)
        report_everything(flawed);
    else
        report_redundant(flawed);
}

void lint_specifier(struct linter *linter, const struct ast_node *node,
                    enum specifier_use use)
{
    unsigned flaws;

    if (!node || node->kind != AST_STRING)
        return;
    flaws = specifier_flaws(linter->session, node->text);
    if (flaws & USES[use].flaws) {
        struct flawed flawed = {.linter = linter, .node = node, .use = use};

        report(&flawed, flaws & USES[use].flaws);
    }
}

bool lint_versions_disjoint(struct linter *linter, const struct ast_node *left,
                            const struct ast_node *right)
{
    struct thoth_findings findings;
    struct thoth_text both;

    if (!left || !right || !left->text.length || !right->text.length)
        return false;
    both = arena_format(linter->scratch, "%.*s,%.*s", (int)left->text.length,
                        left->text.at, (int)right->text.length, right->text.at);
    return thoth_version_set_conflict(both, true, NULL, &findings) ==
               THOTH_OK &&
           findings.empty == THOTH_YES && !is_for_legacy(&findings);
}
