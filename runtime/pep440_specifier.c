/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Specifier sets: one pass over the text finds every clause and the room it
 * takes, a second one fills the block. Checking a text is the first pass
 * alone. The block holds the clauses, then their texts and keys, and for a
 * set of many clauses a table in which equal ones are found.
 */
#include "runtime/pep440_clause.h"
#include "runtime/pep440_key.h"
#include "runtime/pep440_legacy.h"

enum { FEW_CLAUSES = 16 }; /* so many are compared with one another */

/* Longer texts are refused so that no size overflows. */
static const size_t longest_text = SIZE_MAX / 256;

static size_t clause_room(const struct pep440_scanned_clause *scanned)
{
    size_t room = scanned->version.length;

    if (scanned->is_version)
        room += PEP440_KEY_ROOM(scanned->version.length);
    if (scanned->is_legacy)
        room += pep440_legacy_key_length(scanned->version);
    return room;
}

/*
 * packaging's rule: a clause with one of these operators and a pre-release
 * speaks for pre-releases.
 */
static bool allows_prereleases(const struct pep440_clause *clause)
{
    switch (clause->op) {
    case PEP440_OP_EQUAL:
    case PEP440_OP_LESS_EQUAL:
    case PEP440_OP_GREATER_EQUAL:
    case PEP440_OP_COMPATIBLE:
    case PEP440_OP_ARBITRARY:
        return !clause->is_legacy && clause->is_prerelease;
    case PEP440_OP_NOT_EQUAL:
    case PEP440_OP_LESS:
    case PEP440_OP_GREATER:
        break;
    }
    return false;
}

static char *fill_version(struct pep440_clause *clause, char *at,
                          const struct pep440_parts *parts)
{
    struct pep440_key_lengths lengths;

    clause->is_prerelease = parts->pre != PEP440_PRE_NONE || parts->has_dev;
    clause->is_postrelease = parts->has_post;
    clause->has_local = parts->has_local;
    if (clause->is_wildcard) {
        clause->is_version = false; /* only without the wildcard */
        clause->prefix = clause->text;
        clause->prefix.length -= 2;
        return at;
    }
    if (clause->op == PEP440_OP_COMPATIBLE)
        clause->prefix = pep440_compatible_prefix(clause->text);
    lengths = pep440_key_write(at, parts);
    clause->key = (struct thoth_text){at, lengths.full};
    clause->base_key = (struct thoth_text){at, lengths.base};
    return at + lengths.full;
}

/* Fills a clause, its texts at `at`; returns their end. */
static char *fill_clause(struct pep440_clause *clause, char *at,
                         const struct pep440_scanned_clause *scanned)
{
    *clause = (struct pep440_clause){.op = scanned->op,
                                     .is_legacy = scanned->is_legacy,
                                     .is_version = scanned->is_version,
                                     .is_wildcard = scanned->is_wildcard};
    clause->text = (struct thoth_text){at, scanned->version.length};
    if (scanned->version.length > 0)
        memcpy(at, scanned->version.at, scanned->version.length);
    at += scanned->version.length;
    if (scanned->is_version)
        at = fill_version(clause, at, &scanned->parts);
    if (clause->is_legacy) {
        char *end = pep440_legacy_key_write(at, clause->text);

        clause->legacy_key = (struct thoth_text){at, (size_t)(end - at)};
        at = end;
    }
    return at;
}

/*
 * What packaging's _canonical_spec compares: versions by their normal form
 * without trailing zeros, which is what keys say, other texts as they are.
 */
static struct thoth_text canonical(const struct pep440_clause *clause)
{
    return clause->is_version ? clause->key : clause->text;
}

bool pep440_clause_same(const struct pep440_clause *a,
                        const struct pep440_clause *b)
{
    return a->op == b->op && a->is_legacy == b->is_legacy &&
           a->is_version == b->is_version &&
           thoth_text_equal(canonical(a), canonical(b));
}

/* FNV-1a. */
static size_t clause_hash(const struct pep440_clause *clause)
{
    struct thoth_text text = canonical(clause);
    uint64_t hash = 0xcbf29ce484222325u + (unsigned int)clause->op;

    for (size_t i = 0; i < text.length; ++i)
        hash = (hash ^ (unsigned char)text.at[i]) * 0x100000001b3u;
    return (size_t)(hash ^ hash >> 32);
}

/* Slots of the table for a set of `count` clauses; none for a small set. */
static size_t table_slots(size_t count)
{
    return count <= FEW_CLAUSES ? 0 : 2 * count;
}

/*
 * Is the clause behind the set's last one equal to one of the set? If not,
 * the table learns it. Slots hold clause numbers from 1, 0 is free.
 */
static bool is_repeated(const struct pep440_specifier *set, size_t *slots,
                        size_t slot_count)
{
    const struct pep440_clause *clause = &set->clauses[set->count];
    size_t slot;

    if (slot_count == 0) {
        for (size_t i = 0; i < set->count; ++i)
            if (pep440_clause_same(&set->clauses[i], clause))
                return true;
        return false;
    }
    slot = clause_hash(clause) % slot_count;
    while (slots[slot] != 0) {
        if (pep440_clause_same(&set->clauses[slots[slot] - 1], clause))
            return true;
        slot = slot + 1 == slot_count ? 0 : slot + 1;
    }
    slots[slot] = set->count + 1;
    return false;
}

/* The first pass: how many clauses, how many bytes for their texts. */
struct measure {
    size_t count, room;
};

static int measure_set(struct thoth_text text, struct measure *measure)
{
    struct pep440_scanned_clause scanned;
    struct thoth_text clause;

    *measure = (struct measure){0, 0};
    while (pep440_next_clause(&text, &clause)) {
        if (!pep440_scan_clause(clause, &scanned))
            return PEP440_E_INVALID;
        measure->count += 1;
        measure->room += clause_room(&scanned);
    }
    return PEP440_OK;
}

static void fill_set(struct pep440_specifier *set, struct thoth_text text,
                     size_t slot_count, size_t count)
{
    size_t *slots = (size_t *)(void *)&set->clauses[count];
    char *at = (char *)(slots + slot_count);
    struct pep440_scanned_clause scanned;
    struct thoth_text clause;

    if (slot_count > 0)
        memset(slots, 0, slot_count * sizeof(*slots));
    while (pep440_next_clause(&text, &clause)) {
        char *end;

        if (!pep440_scan_clause(clause, &scanned))
            continue; /* never: the first pass took all of them */
        end = fill_clause(&set->clauses[set->count], at, &scanned);
        if (is_repeated(set, slots, slot_count))
            continue;
        if (allows_prereleases(&set->clauses[set->count]))
            set->prereleases = true;
        ++set->count;
        at = end;
    }
}

int pep440_specifier_parse(struct thoth_text text,
                           const struct thoth_allocator *allocator,
                           struct pep440_specifier **specifier)
{
    struct measure measure;
    size_t slot_count;
    int status;

    *specifier = NULL;
    if (text.length > longest_text)
        return PEP440_E_MEMORY;
    status = measure_set(text, &measure);
    if (status != PEP440_OK)
        return status;
    slot_count = table_slots(measure.count);
    *specifier = thoth_allocate(
        allocator, sizeof(**specifier) +
                       measure.count * sizeof((*specifier)->clauses[0]) +
                       slot_count * sizeof(size_t) + measure.room);
    if (*specifier == NULL)
        return PEP440_E_MEMORY;
    **specifier = (struct pep440_specifier){0};
    fill_set(*specifier, text, slot_count, measure.count);
    return PEP440_OK;
}

void pep440_specifier_free(struct pep440_specifier *specifier,
                           const struct thoth_allocator *allocator)
{
    thoth_release(allocator, specifier);
}

bool pep440_specifier_check(struct thoth_text text, struct thoth_text *clause)
{
    struct pep440_scanned_clause scanned;

    while (pep440_next_clause(&text, clause))
        if (!pep440_scan_clause(*clause, &scanned))
            return false;
    return true;
}

bool pep440_specifier_valid(struct thoth_text text)
{
    struct thoth_text clause;

    return pep440_specifier_check(text, &clause);
}

size_t pep440_specifier_count(const struct pep440_specifier *specifier)
{
    return specifier->count;
}

bool pep440_specifier_prereleases(const struct pep440_specifier *specifier)
{
    return specifier->prereleases;
}
