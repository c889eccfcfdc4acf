/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A hash table in shards with a lock each; texts are copied, and stay until the
 * session ends. Sets are judged outside of the lock: twice at worst.
 */
#include "compiler/lint/specifier_flaws.h"

#include "compiler/base/out_of_memory.h"

#include <pthread.h>
#include <stdlib.h>
#include <xxhash.h>

enum { SHARDS = 16, FIRST_SLOTS = 256 };

struct known_set {
    uint32_t hash;
    uint32_t flaws;
    struct thoth_text text; /* `at` is NULL in a free slot */
};

struct shard {
    pthread_mutex_t lock;
    struct known_set *slots;
    uint32_t slot_count; /* a power of two */
    uint32_t count;
    struct arena texts;
};

struct lint_session {
    struct shard shards[SHARDS];
};

struct lint_session *lint_session_create(void)
{
    struct lint_session *session = memory_cleared(1, sizeof *session);

    for (int i = 0; i < SHARDS; i++)
        pthread_mutex_init(&session->shards[i].lock, NULL);
    return session;
}

void lint_session_release(struct lint_session *session)
{
    if (!session)
        return;
    for (int i = 0; i < SHARDS; i++) {
        pthread_mutex_destroy(&session->shards[i].lock);
        free(session->shards[i].slots);
        arena_release(&session->shards[i].texts);
    }
    free(session);
}

/* The slot of a text, or the free one where it belongs. */
static struct known_set *find(struct known_set *slots, uint32_t slot_count,
                              uint32_t hash, struct thoth_text text)
{
    uint32_t slot = hash & (slot_count - 1);

    while (slots[slot].text.at && (slots[slot].hash != hash ||
                                   !thoth_text_equal(slots[slot].text, text)))
        slot = (slot + 1) & (slot_count - 1);
    return &slots[slot];
}

static void grow(struct shard *shard)
{
    uint32_t slot_count =
        shard->slot_count ? 2 * shard->slot_count : FIRST_SLOTS;
    struct known_set *slots = memory_cleared(slot_count, sizeof *slots);

    for (uint32_t i = 0; i < shard->slot_count; i++)
        if (shard->slots[i].text.at)
            *find(slots, slot_count, shard->slots[i].hash,
                  shard->slots[i].text) = shard->slots[i];
    free(shard->slots);
    shard->slots = slots;
    shard->slot_count = slot_count;
}

static bool recall(struct shard *shard, uint32_t hash, struct thoth_text text,
                   unsigned *flaws)
{
    const struct known_set *known = NULL;

    pthread_mutex_lock(&shard->lock);
    if (shard->slot_count)
        known = find(shard->slots, shard->slot_count, hash, text);
    if (known && known->text.at)
        *flaws = known->flaws;
    else
        known = NULL;
    pthread_mutex_unlock(&shard->lock);
    return known != NULL;
}

/* Unwinding must not leave the lock behind, hence the guard. */
static void remember(struct shard *shard, uint32_t hash, struct thoth_text text,
                     unsigned flaws)
{
    struct memory_guard guard;
    struct known_set *known;

    pthread_mutex_lock(&shard->lock);
    if (MEMORY_GUARD_ENTER(&guard)) {
        pthread_mutex_unlock(&shard->lock);
        memory_ran_out();
    }
    if (2 * shard->count >= shard->slot_count)
        grow(shard);
    known = find(shard->slots, shard->slot_count, hash, text);
    if (!known->text.at) {
        struct thoth_text copy = arena_copy_text(&shard->texts, text);

        *known = (struct known_set){hash, flaws, copy};
        shard->count++;
    }
    memory_guard_leave(&guard);
    pthread_mutex_unlock(&shard->lock);
}

/* A number of the release: its digits, without zeros in front. */
static bool skip_number(const char **at, const char *end)
{
    const char *first = *at;

    while (*at < end && **at >= '0' && **at <= '9')
        ++*at;
    return *at > first && (*first != '0' || *at == first + 1);
}

/* ==1.2.3, which most sets are: hardly anything can be wrong with it. */
static bool is_one_release(struct thoth_text text, unsigned *flaws)
{
    const char *at = text.at + 2, *end = text.at + text.length;

    *flaws = 0;
    if (text.length < 3 || text.at[0] != '=' || text.at[1] != '=')
        return false;
    for (int number = 0;; number++) {
        if (number >= 2 && at < end && *at != '0')
            *flaws = FLAW_MICRO;
        if (!skip_number(&at, end))
            return false;
        if (at == end)
            return true;
        if (*at++ != '.')
            return false;
    }
}

bool specifier_misspelt(const struct pep440_scanned_clause *clause,
                        struct pep440_version **room)
{
    *room = NULL;
    if (!clause->is_version || clause->is_legacy || clause->is_wildcard ||
        clause->op == PEP440_OP_ARBITRARY)
        return false;
    if (pep440_version_parse(clause->version, NULL, room) != PEP440_OK)
        memory_ran_out();
    return !thoth_text_equal((*room)->normal, clause->version);
}

bool specifier_is_micro(const struct pep440_scanned_clause *clause)
{
    struct thoth_text release = clause->parts.release;
    size_t number = 0;

    for (size_t i = 0; clause->is_version && i < release.length; i++) {
        number += release.at[i] == '.';
        if (number >= 2 && release.at[i] >= '1' && release.at[i] <= '9')
            return true;
    }
    return false;
}

/* What a single clause says of itself. */
static unsigned clause_flaws(struct thoth_text text, bool *exact)
{
    struct pep440_scanned_clause clause;
    struct pep440_version *version;
    unsigned flaws = 0;

    *exact = false;
    if (!pep440_scan_clause(text, &clause))
        return 0;
    if (clause.is_legacy)
        return FLAW_LEGACY;
    if (specifier_misspelt(&clause, &version))
        flaws |= FLAW_SPELLING;
    pep440_version_free(version, NULL);
    if (specifier_is_micro(&clause))
        flaws |= FLAW_MICRO;
    *exact = clause.op == PEP440_OP_EQUAL && !clause.is_wildcard;
    return flaws;
}

static bool has_gap(struct thoth_text text)
{
    for (;;) {
        const char *comma = memchr(text.at, ',', text.length);
        size_t length = comma ? (size_t)(comma - text.at) : text.length;
        struct thoth_text piece = {text.at, length}, clause;

        if (!pep440_next_clause(&piece, &clause))
            return true;
        if (!comma)
            return false;
        text.at += length + 1;
        text.length -= length + 1;
    }
}

static unsigned set_flaws(struct thoth_text text, bool prereleases)
{
    struct thoth_findings findings;
    unsigned flaws = 0;
    enum thoth_status status =
        thoth_version_set_conflict(text, prereleases, NULL, &findings);

    if (status == THOTH_E_MEMORY)
        memory_ran_out();
    if (status != THOTH_OK)
        return 0;
    if (findings.empty == THOTH_YES)
        flaws |= FLAW_EMPTY;
    if (findings.everything == THOTH_YES)
        flaws |= FLAW_EVERYTHING;
    else if (findings.removable)
        flaws |= FLAW_REDUNDANT;
    return prereleases ? flaws << FLAWS_ALLOWED : flaws;
}

static unsigned judge(struct thoth_text text)
{
    struct thoth_text rest = text, clause;
    unsigned flaws = 0;
    size_t count = 0;
    bool exact = false;

    while (pep440_next_clause(&rest, &clause)) {
        flaws |= clause_flaws(clause, &exact);
        count++;
    }
    if (!count)
        return FLAW_BLANK;
    if (has_gap(text))
        flaws |= FLAW_GAP;
    if (count == 1 && exact)
        return flaws;
    return flaws | set_flaws(text, false) | set_flaws(text, true);
}

unsigned specifier_flaws(struct lint_session *session, struct thoth_text text)
{
    struct shard *shard;
    unsigned flaws;
    uint64_t hash;

    if (is_one_release(text, &flaws))
        return flaws;
    hash = XXH3_64bits(text.at, text.length);
    shard = &session->shards[hash >> 60];
    if (recall(shard, (uint32_t)hash, text, &flaws))
        return flaws;
    flaws = judge(text);
    remember(shard, (uint32_t)hash, text, flaws);
    return flaws;
}
