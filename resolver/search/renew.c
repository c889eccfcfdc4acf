/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A stack is walked through, the packages resolved first first, until nothing
 * changes any more: one package may become newer only after another did. What
 * nobody requires stays: rules brought it.
 */
#include "resolver/search/renew.h"

#include <string.h>

enum {
    PASSES = 8, /* through the stack, at most */
    TRIES = 64, /* versions of a package that rules are asked about, at most */
};

struct renewal {
    struct search *search;
    struct thoth_choice *stack;
    uint32_t count;
    int64_t score;
};

static const struct space_version *version_of(const struct renewal *at,
                                              struct thoth_choice choice)
{
    const struct thoth_space *space = at->search->space;

    return &space->versions[space_version_of(space, choice.package,
                                             choice.version)];
}

/* Whether the requirements of the project and of the other packages allow the
 * version, and somebody requires the package. */
static bool is_allowed(const struct renewal *at, struct thoth_choice choice)
{
    const struct thoth_space *space = at->search->space;
    bool required = false;

    for (uint32_t i = 0; i < space->root_count; i++) {
        if (set_package(space->roots[i]) != choice.package)
            continue;
        required = true;
        if (!set_has(&space->pool, space->roots[i], choice.version))
            return false;
    }
    for (uint32_t i = 0; i < at->count; i++) {
        const struct space_version *by = version_of(at, at->stack[i]);

        if (at->stack[i].package == choice.package)
            continue;
        for (uint32_t r = 0; r < by->count; r++) {
            candidate_set allowed = space->requirements[by->requirements + r];

            if (set_package(allowed) != choice.package)
                continue;
            required = true;
            if (!set_has(&space->pool, allowed, choice.version))
                return false;
        }
    }
    return required;
}

static bool requires_it(const struct renewal *at, struct thoth_choice choice,
                        uint32_t package)
{
    const struct thoth_space *space = at->search->space;

    return space_requires(
        space, space_version_of(space, choice.package, choice.version),
        package);
}

/* Whether the stack has all that the version requires. */
static bool is_supplied(const struct renewal *at, struct thoth_choice choice)
{
    const struct thoth_space *space = at->search->space;
    const struct space_version *version = version_of(at, choice);

    for (uint32_t r = 0; r < version->count; r++) {
        candidate_set allowed = space->requirements[version->requirements + r];
        uint32_t package = set_package(allowed), i = 0;

        if (space->packages[package].skipped)
            continue;
        if (package == choice.package) { /* itself */
            if (!set_has(&space->pool, allowed, choice.version))
                return false;
            continue;
        }
        while (i < at->count && at->stack[i].package != package)
            i++;
        if (i == at->count ||
            !set_has(&space->pool, allowed, at->stack[i].version))
            return false;
    }
    return true;
}

/* Whether a package is there only for the version that is to be replaced. */
static bool leaves_orphans(const struct renewal *at, uint32_t place,
                           struct thoth_choice newer)
{
    const struct thoth_space *space = at->search->space;
    const struct space_version *old = version_of(at, at->stack[place]);

    for (uint32_t r = 0; r < old->count; r++) {
        uint32_t package =
            set_package(space->requirements[old->requirements + r]);
        bool wanted = requires_it(at, newer, package);

        for (uint32_t i = 0; !wanted && i < space->root_count; i++)
            wanted = set_package(space->roots[i]) == package;
        for (uint32_t i = 0; !wanted && i < at->count; i++)
            wanted = i != place && requires_it(at, at->stack[i], package);
        if (!wanted)
            return true;
    }
    return false;
}

static bool has(const struct renewal *at, struct thoth_choice choice)
{
    for (uint32_t i = 0; i < at->count; i++)
        if (at->stack[i].package == choice.package &&
            at->stack[i].version == choice.version)
            return true;
    return false;
}

/* What rules say of one version of the stack; false when they refuse it, would
 * leave it out, or add what is not there. */
static bool score_step(const struct renewal *at, uint32_t place, int64_t *gain)
{
    const struct thoth_space_rules *rules = at->search->options->rules;
    const struct space_version *version = version_of(at, at->stack[place]);
    struct thoth_step_answer answer = {.verdict = THOTH_ACCEPTED};

    *gain = version->score;
    if (version->fate == THOTH_FATE_OPEN)
        return true;
    if (version->fate != THOTH_FATE_ASK && version->fate != THOTH_FATE_ASK_SKIP)
        return false;
    if (rules == NULL || rules->step == NULL)
        return true;
    at->search->status =
        rules->step(rules->user, at->stack, place, at->stack[place], &answer);
    if (at->search->status != THOTH_OK || answer.verdict != THOTH_ACCEPTED ||
        !score_from_double(answer.score, gain))
        return false;
    for (uint32_t i = 0; i < answer.added_count; i++)
        if (!has(at, answer.added[i]))
            return false;
    return true;
}

static bool strides_accept(const struct renewal *at)
{
    const struct thoth_space_rules *rules = at->search->options->rules;
    enum thoth_verdict verdict = THOTH_ACCEPTED;

    if (rules == NULL || rules->stride == NULL)
        return true;
    at->search->status =
        rules->stride(rules->user, at->stack, at->count, &verdict);
    return at->search->status == THOTH_OK && verdict == THOTH_ACCEPTED;
}

static bool scores_the_same(const struct renewal *at)
{
    int64_t score = 0, gain;

    for (uint32_t i = 0; i < at->count; i++) {
        if (!score_step(at, i, &gain))
            return false;
        score += gain;
    }
    return score == at->score && strides_accept(at);
}

/* True when the package at the place got a newer version. */
static bool renew(const struct renewal *at, uint32_t place)
{
    const struct thoth_space *space = at->search->space;
    struct thoth_choice old = at->stack[place], newer = old;
    candidate_set usable = space->packages[old.package].usable;
    uint32_t tries = 0;

    for (uint32_t v = set_first(&space->pool, usable);
         v < old.version && tries < TRIES && at->search->status == THOTH_OK;
         v = set_next(&space->pool, usable, v + 1)) {
        newer.version = v;
        if (!is_allowed(at, newer) || !is_supplied(at, newer) ||
            leaves_orphans(at, place, newer))
            continue;
        tries++;
        at->stack[place] = newer;
        if (scores_the_same(at))
            return true;
        at->stack[place] = old;
    }
    return false;
}

static void renew_stack(const struct renewal *at)
{
    bool changed = true;

    for (uint32_t pass = 0; changed && pass < PASSES; pass++) {
        changed = false;
        for (uint32_t i = 0; i < at->count && at->search->status == THOTH_OK;
             i++)
            changed |= renew(at, i);
    }
}

/* The product with these versions, in whatever order; `count` for none. */
static uint32_t find_product(const struct renewal *at,
                             const struct resolution_product *products,
                             uint32_t count)
{
    uint32_t i = 0, same = 0;

    for (; i < count; i++) {
        if (products[i].count != at->count || products[i].score != at->score)
            continue;
        for (same = 0; same < at->count && has(at, products[i].choices[same]);)
            same++;
        if (same == at->count)
            break;
    }
    return i;
}

/* A product that comes to be like a later one changes places with it. */
void renew_products(struct search *search, struct resolution_product *products,
                    uint32_t count)
{
    for (uint32_t i = 0; i < count && i < RENEWED; i++) {
        const struct renewal at = {search, search->stack, products[i].count,
                                   products[i].score};
        uint32_t same;

        if (at.count == 0 || products[i].own)
            continue;
        memcpy(at.stack, products[i].choices, at.count * sizeof(*at.stack));
        renew_stack(&at);
        if (search->status != THOTH_OK)
            return;
        same = find_product(&at, products, count);
        if (same == count) {
            memcpy(products[i].choices, at.stack, at.count * sizeof(*at.stack));
        } else if (same > i) {
            struct resolution_product moving = products[i];

            products[i] = products[same];
            products[same] = moving;
        }
    }
}
