/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Learning and valuing. Values are optimistic: what is unseen counts as the
 * best that was seen of its package, or as 0, the score of a version that no
 * rule speaks of. So they fall as more is learned.
 */
#include "resolver/search/outlook.h"

#include <stdlib.h>

bool outlook_start(struct outlook *outlook, const struct thoth_space *space,
                   enum follow what)
{
    size_t packages = (size_t)space->package_count + 1;

    outlook->space = space;
    outlook->look_at = OUTLOOK_LOOK_AT;
    followers_start(&outlook->followers, space, what);
    outlook->records =
        calloc((size_t)space->version_count + 1, sizeof(*outlook->records));
    outlook->fates =
        calloc((size_t)space->version_count + 1, sizeof(*outlook->fates));
    outlook->packages = calloc(packages, sizeof(*outlook->packages));
    outlook->stamps = calloc(packages, sizeof(*outlook->stamps));
    outlook->met = calloc(packages, sizeof(*outlook->met));
    return outlook->records != NULL && outlook->fates != NULL &&
           outlook->packages != NULL && outlook->stamps != NULL &&
           outlook->met != NULL;
}

void outlook_finish(struct outlook *outlook)
{
    free(outlook->records);
    free(outlook->fates);
    free(outlook->packages);
    followers_release(&outlook->followers);
    free(outlook->stamps);
    free(outlook->met);
}

static void blame(struct outlook *outlook, uint32_t version)
{
    uint32_t package = outlook->space->labels[version].package;

    outlook->fates[version].dead++;
    outlook->packages[package].varied = true;
    outlook->blamed = true;
}

/* A package had no candidates left: what was resolved last is to blame, and
 * whatever requires the package, and its version if it is resolved. When the
 * state has no other candidate to try, so is whatever requires the package that
 * was to be resolved. */
static void learn_dead_end(struct outlook *outlook, const struct search *search,
                           const struct reward *reward)
{
    const struct chain_link *links = search->states.links;
    const struct thoth_space *space = outlook->space;

    outlook->packages[reward->clash].failures++;
    if (reward->clash != reward->package)
        outlook->packages[reward->package].failures++;
    blame(outlook, reward->version);
    for (uint32_t link = reward->chain; link != CHAIN_END;
         link = links[link].previous) {
        uint32_t version = links[link].version;

        if (links[link].package == reward->clash ||
            space_requires(space, version, reward->clash) ||
            (reward->from == NULL &&
             space_requires(space, version, reward->package)))
            blame(outlook, version);
    }
}

static void learn_stack(struct outlook *outlook, const struct search *search,
                        const struct reward *reward)
{
    const struct chain_link *links = search->states.links;

    for (uint32_t link = reward->chain; link != CHAIN_END;
         link = links[link].previous)
        outlook->fates[links[link].version].done++;
}

void outlook_learn(struct outlook *outlook, const struct search *search,
                   const struct reward *reward)
{
    struct outlook_package *package = &outlook->packages[reward->package];
    const struct policy_record *record = &outlook->records[reward->version];
    int64_t average;

    if (reward->kind == REWARD_INVALID) {
        learn_dead_end(outlook, search, reward);
        return;
    }
    if (reward->kind == REWARD_FINAL)
        learn_stack(outlook, search, reward);
    policy_credit(outlook->records, reward->version, reward->gain);
    package->varied |= reward->gain != 0;
    average = record->sum / record->count;
    if (average > package->ceiling) {
        outlook->hopeful += package->ceiling == 0;
        package->ceiling = average;
        outlook->raised = true;
    }
}

void outlook_reveal(struct outlook *outlook)
{
    const struct thoth_space *space = outlook->space;

    outlook->look_at = UINT32_MAX;
    outlook->revealed = true;
    for (uint32_t i = 0; i < space->version_count; i++) {
        const struct space_version *version = &space->versions[i];
        struct outlook_package *package =
            &outlook->packages[space->labels[i].package];
        int64_t score = version->score;

        if (version->fate == THOTH_FATE_REFUSED)
            score = OUTLOOK_HOPELESS;
        else if (version->fate == THOTH_FATE_SKIPPED ||
                 (version->fate == THOTH_FATE_ASK_SKIP && score < 0))
            score = 0;
        policy_credit(outlook->records, i, score);
        package->varied |= score != 0;
        if (score > package->ceiling) {
            outlook->hopeful += package->ceiling == 0;
            package->ceiling = score;
        }
    }
}

/* Grows with the logarithm of dead ends for each stack. */
static inline int64_t blame_of(const struct outlook *outlook, uint32_t version)
{
    const struct outlook_fate *fate = &outlook->fates[version];
    uint32_t ratio = fate->dead / (fate->done + 1);

    return ratio == 0 ? 0 : OUTLOOK_BLAME * (32 - __builtin_clz(ratio));
}

static inline int64_t estimate(const struct outlook *outlook,
                               const struct outlook_package *package,
                               uint32_t version)
{
    const struct policy_record *record = &outlook->records[version];
    int64_t average =
        record->count == 0 ? package->ceiling : record->sum / record->count;

    return average - blame_of(outlook, version);
}

int64_t outlook_best(const struct outlook *outlook, candidate_set set,
                     uint32_t *version)
{
    const struct set_pool *pool = &outlook->space->pool;
    const struct outlook_package *package =
        &outlook->packages[set_package(set)];
    uint32_t first = outlook->space->packages[set_package(set)].first;
    int64_t most;

    *version = set_first(pool, set);
    if (!package->varied)
        return 0;
    most = estimate(outlook, package, first + *version);
    for (uint32_t other = *version, left = outlook->look_at;
         most < package->ceiling && --left > 0 &&
         (other = set_next(pool, set, other + 1)) != UINT32_MAX;) {
        int64_t value = estimate(outlook, package, first + other);

        if (value > most) {
            most = value;
            *version = other;
        }
    }
    return most;
}

/* Whether a valuation meets a package for the first time. */
static bool meet(struct outlook *outlook, uint32_t package, uint32_t *count)
{
    if (outlook->stamps[package] == outlook->stamp)
        return false;
    outlook->stamps[package] = outlook->stamp;
    outlook->met[(*count)++] = package;
    return true;
}

/* The ceilings of packages that follow from the open ones, and are neither
 * open nor resolved. */
static int64_t value_of_followers(struct outlook *outlook,
                                  const struct search *search,
                                  const struct state *state)
{
    const struct chain_link *links = search->states.links;
    uint32_t count = 0;
    int64_t value = 0;

    outlook->stamp++;
    for (uint32_t link = state->chain; link != CHAIN_END;
         link = links[link].previous)
        outlook->stamps[links[link].package] = outlook->stamp;
    for (uint32_t i = 0; i < state->count; i++)
        meet(outlook, set_package(state->open[i]), &count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t number;
        const uint32_t *others =
            followers_of(&outlook->followers, outlook->met[i], &number);

        for (uint32_t j = 0; j < number; j++)
            if (meet(outlook, others[j], &count))
                value += outlook->packages[others[j]].ceiling;
    }
    return value;
}

static int64_t blame_of_chain(const struct outlook *outlook,
                              const struct search *search, uint32_t link)
{
    const struct chain_link *links = search->states.links;
    int64_t blames = 0;

    for (; link != CHAIN_END; link = links[link].previous)
        blames += blame_of(outlook, links[link].version);
    return blames;
}

int64_t outlook_value(struct outlook *outlook, const struct search *search,
                      const struct state *state)
{
    int64_t value = state->score;
    uint32_t version;

    for (uint32_t i = 0; i < state->count; i++) {
        uint32_t package = set_package(state->open[i]);

        value += outlook->revealed && outlook->space->packages[package].addable
                     ? outlook->packages[package].ceiling
                     : outlook_best(outlook, state->open[i], &version);
    }
    if (outlook->blamed)
        value -= blame_of_chain(outlook, search, state->chain);
    if (outlook->hopeful > 0)
        value += value_of_followers(outlook, search, state);
    return value;
}
