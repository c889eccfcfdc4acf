/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lists are short, a few entries mostly, so each entry of one is looked for in
 * the other.
 */
#include "compiler/lint/program_constant.h"

#include "compiler/base/out_of_memory.h"
#include "runtime/ir_table.h"
#include "runtime/pep440_scan.h"

#include <string.h>

/* Words of an entry, 0 for types whose entries are no independent words. */
static uint32_t entry_words(unsigned type)
{
    static const uint8_t WORDS[IR_TYPE_COUNT] = {[IR_TYPE_TEXTS] = 1,
                                                 [IR_TYPE_PAIRS] = 2,
                                                 [IR_TYPE_SYSTEMS] = 2,
                                                 [IR_TYPE_RPMS] = 7,
                                                 [IR_TYPE_PYTHONS] = 3};

    return WORDS[type];
}

static bool has_entry(const uint32_t *list, const uint32_t *entry,
                      uint32_t words)
{
    for (uint32_t i = 0; i < list[0]; i++)
        if (!memcmp(list + 1 + i * words, entry, words * sizeof *entry))
            return true;
    return false;
}

bool constant_within(const struct ir_session *session, unsigned type,
                     uint32_t part, uint32_t whole)
{
    uint32_t words = entry_words(type);
    const uint32_t *inner, *outer;

    if (!words)
        return false;
    inner = (const void *)intern_text(session->lists, part).at;
    outer = (const void *)intern_text(session->lists, whole).at;
    for (uint32_t i = 0; i < inner[0]; i++)
        if (!has_entry(outer, inner + 1 + i * words, words))
            return false;
    return true;
}

/* Legacy versions are in no set of versions, but a specifier set may hold them:
 * an empty one, one of legacy clauses, or of texts. Any other clause refuses
 * them all. */
static bool refuses_legacy(struct thoth_text specifier)
{
    struct thoth_text rest = specifier, text;
    struct pep440_scanned_clause clause;

    while (pep440_next_clause(&rest, &text))
        if (pep440_scan_clause(text, &clause) && !clause.is_legacy &&
            clause.op != PEP440_OP_ARBITRARY)
            return true;
    return false;
}

/* The set of a specifier set, or NULL if it cannot be made. */
static struct thoth_version_set *set_of(struct thoth_text specifier,
                                        bool allowed)
{
    struct thoth_version_set *set;
    enum thoth_status status =
        thoth_version_set_of_specifier(specifier, allowed, NULL, &set);

    if (status == THOTH_E_MEMORY)
        memory_ran_out();
    return set;
}

static bool set_within(const struct thoth_version_set *part,
                       const struct thoth_version_set *whole)
{
    enum thoth_answer answer = THOTH_UNKNOWN;

    return part && whole &&
           thoth_version_set_subset(part, whole, &answer) == THOTH_OK &&
           answer == THOTH_YES;
}

bool specifier_within(const struct ir_session *session, str_id part,
                      str_id whole, bool allowed)
{
    struct thoth_text inner = intern_text(session->strings, part);
    struct thoth_text outer = intern_text(session->strings, whole);
    struct thoth_version_set *inner_set, *outer_set;
    bool within;

    if (part == whole)
        return true;
    if (!refuses_legacy(inner))
        return false;
    inner_set = set_of(inner, allowed);
    outer_set = set_of(outer, allowed);
    within = set_within(inner_set, outer_set);
    thoth_version_set_release(inner_set);
    thoth_version_set_release(outer_set);
    return within;
}

bool specifier_is_empty(const struct ir_session *session, str_id specifier,
                        bool allowed)
{
    struct thoth_text text = intern_text(session->strings, specifier);
    enum thoth_answer answer = THOTH_UNKNOWN;
    struct thoth_version_set *set;

    if (!refuses_legacy(text))
        return false;
    set = set_of(text, allowed);
    if (set && thoth_version_set_empty(set, &answer) != THOTH_OK)
        answer = THOTH_UNKNOWN;
    thoth_version_set_release(set);
    return answer == THOTH_YES;
}
