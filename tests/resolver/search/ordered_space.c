/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Random ordered spaces and their stacks. The enumeration shares nothing with
 * the search: it tries each candidate of each open package first.
 */
#include "tests/resolver/search/ordered_space.h"

#include "tests/harness/run.h"

#include <math.h>
#include <string.h>

#define NOTHING 0x80u

static bool one_in(struct random_source *random, uint32_t n)
{
    return random_below(random, n) == 0;
}

static struct thoth_choice random_choice(const struct ordered_space *ordered,
                                         struct random_source *random)
{
    uint32_t package = random_below(random, ordered->packages);

    return (struct thoth_choice){
        package, random_below(random, ordered->versions[package])};
}

static void random_version(struct ordered_space *ordered,
                           struct random_source *random, uint32_t package,
                           uint32_t version, unsigned features)
{
    uint32_t density = 3 + 2 * (uint32_t)(ordered->seed % 3);
    double score = (double)random_below(random, 41) / 20 - 1;

    ordered->fates[package][version] =
        one_in(random, 10)                              ? THOTH_FATE_REFUSED
        : features & ORDERED_SKIPS && one_in(random, 5) ? THOTH_FATE_SKIPPED
        : features & ORDERED_STEPS && one_in(random, 3)
            ? (features & ORDERED_SKIPS && one_in(random, 2)
                   ? THOTH_FATE_ASK_SKIP
                   : THOTH_FATE_ASK)
            : THOTH_FATE_OPEN;
    ordered->scores[package][version] = score;
    for (uint32_t other = 0; other < ordered->packages; other++)
    ordered->requires[package][version][other] =
        one_in(random, density) ? 1 + random_below(random, 7) : NOTHING;
}

static void random_links(struct ordered_space *ordered,
                         struct random_source *random, unsigned features)
{
    while (features & ORDERED_PSEUDONYMS &&
           ordered->pseudonym_count < ORDERED_LINKS && !one_in(random, 3))
        ordered->pseudonyms[ordered->pseudonym_count++] = (struct ordered_link){
            random_choice(ordered, random), random_choice(ordered, random)};
    while (features & ORDERED_ADDITIONS &&
           ordered->addition_count < ORDERED_LINKS && !one_in(random, 3)) {
        struct ordered_link link = {random_choice(ordered, random),
                                    random_choice(ordered, random)};

        ordered->fates[link.from.package][link.from.version] = THOTH_FATE_ASK;
        ordered->additions[ordered->addition_count++] = link;
    }
}

void ordered_random(struct ordered_space *ordered, struct random_source *random,
                    unsigned features)
{
    memset(ordered, 0, sizeof(*ordered));
    ordered->packages = 2 + random_below(random, ORDERED_PACKAGES - 1);
    ordered->seed = random_next(random);
    for (uint32_t i = 0; i < ordered->packages; i++) {
        ordered->versions[i] = 1 + random_below(random, ORDERED_VERSIONS);
        ordered->usable[i] =
            one_in(random, 4) ? 1 + random_below(random, 7) : 7;
        ordered->roots[i] =
            i == 0 || one_in(random, 4) ? 1 + random_below(random, 7) : NOTHING;
        for (uint32_t v = 0; v < ordered->versions[i]; v++)
            random_version(ordered, random, i, v, features);
    }
    random_links(ordered, random, features);
}

/* ---- For the library ------------------------------------------------------
 */

static void build_version(const struct ordered_space *ordered,
                          struct thoth_space *space, uint32_t package,
                          uint32_t version)
{
    enum thoth_version_fate fate = ordered->fates[package][version];
    double score = ordered->scores[package][version];

    CU_ASSERT_EQUAL_FATAL(
        thoth_space_judge_version(space, package, version, fate, score),
        THOTH_OK);
    for (uint32_t other = 0; other < ordered->packages; other++) {
        uint64_t allowed = ordered->requires[package][version][other];

        if (allowed != NOTHING)
            CU_ASSERT_EQUAL_FATAL(
                thoth_space_require(space, package, version, other, &allowed),
                THOTH_OK);
    }
}

struct thoth_space *ordered_build(const struct ordered_space *ordered)
{
    struct thoth_space *space = NULL;
    uint32_t package;

    CU_ASSERT_EQUAL_FATAL(thoth_space_create(&space), THOTH_OK);
    for (uint32_t i = 0; i < ordered->packages; i++)
        CU_ASSERT_EQUAL_FATAL(
            thoth_space_add_package(space, (struct thoth_text){"p", 1},
                                    ordered->versions[i], &package),
            THOTH_OK);
    for (uint32_t i = 0; i < ordered->packages; i++) {
        uint64_t usable = ordered->usable[i], root = ordered->roots[i];

        CU_ASSERT_EQUAL_FATAL(thoth_space_sieve(space, i, &usable), THOTH_OK);
        if (root != NOTHING)
            CU_ASSERT_EQUAL_FATAL(thoth_space_require_directly(space, i, &root),
                                  THOTH_OK);
        for (uint32_t v = 0; v < ordered->versions[i]; v++)
            build_version(ordered, space, i, v);
    }
    for (uint32_t i = 0; i < ordered->pseudonym_count; i++) {
        const struct ordered_link *link = &ordered->pseudonyms[i];

        thoth_space_add_pseudonym(space, link->from.package, link->from.version,
                                  link->other.package, link->other.version);
    }
    for (uint32_t i = 0; i < ordered->addition_count; i++) {
        const struct ordered_link *link = &ordered->additions[i];

        thoth_space_announce(space, link->from.package, link->from.version,
                             link->other.package, link->other.version);
    }
    return space;
}

uint32_t ordered_key(const struct thoth_choice *choices, uint32_t count)
{
    uint32_t key = 0;

    for (uint32_t i = 0; i < count; i++)
        key |= (choices[i].version + 1) << 2 * choices[i].package;
    return key;
}

static uint32_t version_in(uint32_t key, uint32_t package)
{
    return (key >> 2 * package & 3) - 1; /* UINT32_MAX: not in it */
}

/* What steps answer depends on which versions are resolved. */
static void answer_step(struct ordered_space *ordered, uint32_t key,
                        struct thoth_choice choice,
                        struct thoth_step_answer *answer)
{
    struct random_source random;

    *answer = (struct thoth_step_answer){.verdict = THOTH_ACCEPTED,
                                         .added = ordered->added};
    random_seed(&random, ordered->seed ^ (uint64_t)key << 20 ^
                             choice.package << 8 ^ choice.version);
    if (one_in(&random, 8))
        answer->verdict = THOTH_NOT_ACCEPTABLE;
    else if (one_in(&random, 4) &&
             ordered->fates[choice.package][choice.version] ==
                 THOTH_FATE_ASK_SKIP)
        answer->verdict = THOTH_SKIPPED;
    answer->score = ordered->scores[choice.package][choice.version];
    if (one_in(&random, 3))
        answer->score -= 0.3;
    for (uint32_t i = 0; i < ordered->addition_count; i++) {
        const struct ordered_link *link = &ordered->additions[i];

        if (link->from.package == choice.package &&
            link->from.version == choice.version &&
            version_in(key, link->other.package) == UINT32_MAX &&
            !one_in(&random, 4))
            ordered->added[answer->added_count++] = link->other;
    }
}

enum thoth_status ordered_step(void *user, const struct thoth_choice *resolved,
                               uint32_t count, struct thoth_choice choice,
                               struct thoth_step_answer *answer)
{
    answer_step(user, ordered_key(resolved, count), choice, answer);
    return THOTH_OK;
}

/* ---- All stacks -----------------------------------------------------------
 */

struct partial {
    uint32_t key;                    /* resolved */
    unsigned open[ORDERED_PACKAGES]; /* candidates; 0: not open */
    unsigned fresh;                  /* packages that came up */
    double score;
};

/* What resolved versions and the project allow of a package, or NOTHING. */
static unsigned required_of(const struct ordered_space *ordered, uint32_t key,
                            uint32_t package)
{
    unsigned allowed = ordered->roots[package];

    for (uint32_t i = 0; i < ordered->packages; i++) {
        uint32_t version = version_in(key, i);
        unsigned wanted = version == UINT32_MAX
                              ? NOTHING
                              : ordered->requires[i][version][package];

        if (wanted != NOTHING)
            allowed = allowed == NOTHING ? wanted : allowed & wanted;
    }
    return allowed;
}

static unsigned all_of(const struct ordered_space *ordered, uint32_t package)
{
    return (1u << ordered->versions[package]) - 1;
}

static bool is_target(const struct ordered_link *links, uint32_t count,
                      uint32_t package)
{
    for (uint32_t i = 0; i < count; i++)
        if (links[i].other.package == package)
            return true;
    return false;
}

static bool stands(const struct ordered_space *ordered,
                   const struct partial *partial, uint32_t package,
                   unsigned allowed)
{
    for (uint32_t i = 0; i < ordered->pseudonym_count; i++) {
        const struct ordered_link *link = &ordered->pseudonyms[i];
        struct thoth_choice other = link->other;

        if (link->from.package == package &&
            (allowed & ordered->usable[package]) >> link->from.version & 1 &&
            (version_in(partial->key, other.package) == other.version ||
             partial->open[other.package] == 1u << other.version))
            return true;
    }
    return false;
}

/* `before`: what is resolved without the version whose requirement it is. */
static bool require(const struct ordered_space *ordered,
                    struct partial *partial, uint32_t before, uint32_t package,
                    unsigned allowed)
{
    uint32_t resolved = version_in(partial->key, package);
    unsigned earlier = required_of(ordered, before, package);
    unsigned usable, *open = &partial->open[package];

    allowed &= all_of(ordered, package);
    usable = allowed & ordered->usable[package];
    if (resolved != UINT32_MAX)
        return allowed >> resolved & 1;
    if (*open != 0) {
        bool only_added =
            earlier == NOTHING &&
            is_target(ordered->additions, ordered->addition_count, package) &&
            !is_target(ordered->pseudonyms, ordered->pseudonym_count, package);

        *open = (*open & allowed) | (only_added ? usable : 0);
        return *open != 0;
    }
    if (allowed == 0)
        return false;
    if (earlier != NOTHING) {
        usable &= earlier;
        if (stands(ordered, partial, package, usable))
            return true;
    }
    *open = usable;
    partial->fresh |= 1u << package;
    return usable != 0;
}

static void explore(struct ordered_space *ordered,
                    const struct partial *partial, double best[ORDERED_KEYS]);

/* The stack with `other` in place of the package. */
static void explore_pseudonym(struct ordered_space *ordered,
                              const struct partial *partial, uint32_t package,
                              struct thoth_choice other,
                              double best[ORDERED_KEYS])
{
    struct partial clone = *partial;
    unsigned required = required_of(ordered, partial->key, other.package);
    unsigned candidates = partial->open[other.package];
    uint32_t resolved = version_in(partial->key, other.package);

    clone.fresh = 0;
    clone.open[package] = 0;
    if (resolved != UINT32_MAX && resolved != other.version)
        return;
    if (other.package == package ||
        !(ordered->usable[other.package] >> other.version & 1))
        return;
    if (resolved == UINT32_MAX && !(candidates >> other.version & 1)) {
        if (candidates != 0)
            return;
        if (required != NOTHING && !(required >> other.version & 1))
            return;
    }
    if (resolved == UINT32_MAX)
        clone.open[other.package] = 1u << other.version;
    explore(ordered, &clone, best);
}

static void arrive(struct ordered_space *ordered, struct partial *partial,
                   double best[ORDERED_KEYS])
{
    unsigned fresh = partial->fresh;

    partial->fresh = 0;
    for (uint32_t i = 0; i < ordered->pseudonym_count; i++) {
        const struct ordered_link *link = &ordered->pseudonyms[i];

        if (fresh >> link->from.package & 1 &&
            partial->open[link->from.package] >> link->from.version & 1)
            explore_pseudonym(ordered, partial, link->from.package, link->other,
                              best);
    }
    explore(ordered, partial, best);
}

static void open_added(const struct ordered_space *ordered,
                       struct partial *partial, uint32_t by,
                       struct thoth_choice added)
{
    unsigned required = required_of(ordered, partial->key, added.package);

    if (version_in(partial->key, added.package) != UINT32_MAX ||
        added.package == by ||
        !(ordered->usable[added.package] >> added.version & 1) ||
        (required != NOTHING && !(required >> added.version & 1)))
        return;
    if (partial->open[added.package] == 0) {
        partial->open[added.package] = 1u << added.version;
        partial->fresh |= 1u << added.package;
    } else if (!is_target(ordered->pseudonyms, ordered->pseudonym_count,
                          added.package)) {
        partial->open[added.package] |= 1u << added.version;
    }
}

static void move(struct ordered_space *ordered, const struct partial *partial,
                 struct thoth_choice choice, double best[ORDERED_KEYS])
{
    enum thoth_version_fate fate =
        ordered->fates[choice.package][choice.version];
    struct thoth_step_answer answer = {.verdict = THOTH_ACCEPTED};
    struct partial next = *partial, left_out;
    double score = ordered->scores[choice.package][choice.version];

    next.open[choice.package] = 0;
    left_out = next;
    if (fate == THOTH_FATE_REFUSED)
        return;
    next.key |= ordered_key(&choice, 1);
    for (uint32_t i = 0; i < ordered->packages && fate != THOTH_FATE_SKIPPED;
         i++) {
        unsigned wanted = ordered->requires[choice.package][choice.version][i];

        if (wanted != NOTHING &&
            !require(ordered, &next, partial->key, i, wanted))
            return;
    }
    if (fate == THOTH_FATE_ASK || fate == THOTH_FATE_ASK_SKIP) {
        answer_step(ordered, partial->key, choice, &answer);
        score = answer.score;
    }
    if (answer.verdict == THOTH_NOT_ACCEPTABLE)
        return;
    if (fate == THOTH_FATE_SKIPPED || answer.verdict == THOTH_SKIPPED)
        next = left_out;
    else
        next.score += score;
    for (uint32_t i = 0; i < answer.added_count; i++)
        open_added(ordered, &next,
                   answer.verdict == THOTH_SKIPPED ? UINT32_MAX
                                                   : choice.package,
                   ordered->added[i]);
    arrive(ordered, &next, best);
}

static void explore(struct ordered_space *ordered,
                    const struct partial *partial, double best[ORDERED_KEYS])
{
    bool complete = true;

    for (uint32_t i = 0; i < ordered->packages; i++)
        for (uint32_t v = 0; v < ordered->versions[i]; v++)
            if (partial->open[i] >> v & 1) {
                complete = false;
                move(ordered, partial, (struct thoth_choice){i, v}, best);
            }
    if (complete && partial->score > best[partial->key])
        best[partial->key] = partial->score;
}

void ordered_enumerate(struct ordered_space *ordered, double best[ORDERED_KEYS])
{
    struct partial start = {0};

    for (uint32_t i = 0; i < ORDERED_KEYS; i++)
        best[i] = -INFINITY;
    for (uint32_t i = 0; i < ordered->packages; i++) {
        if (ordered->roots[i] == NOTHING)
            continue;
        start.open[i] =
            ordered->roots[i] & all_of(ordered, i) & ordered->usable[i];
        start.fresh |= 1u << i;
        if (start.open[i] == 0)
            return;
    }
    arrive(ordered, &start, best);
}
