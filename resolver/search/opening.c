/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Requirements meet the state: a package that is resolved must be at a version
 * that is allowed, of an open one candidates go, others become open.
 */
#include "resolver/search/opening.h"

#include "resolver/search/stack_requirement.h"

void cursor_move(struct search *search, uint32_t link)
{
    const struct chain_link *links = search->states.links;
    uint32_t old = search->cursor, new = link;

    while (old != new) {
        if (links[old].depth >= links[new].depth) {
            search->resolved[links[old].package] = SPACE_NONE;
            old = links[old].previous;
        } else {
            new = links[new].previous;
        }
    }
    for (new = link; new != old; new = links[new].previous)
        search->resolved[links[new].package] = links[new].version;
    search->cursor = link;
}

/* The place of a package among the open ones of the new state, or none. */
static inline uint32_t open_place(const struct search *search, uint32_t package)
{
    uint32_t place = search->places[package];

    return place < search->open_count &&
                   set_package(search->open[place]) == package
               ? place
               : SPACE_NONE;
}

uint32_t search_open_place(const struct search *search, uint32_t package)
{
    return open_place(search, package);
}

void opening_append(struct search *search, uint32_t package, candidate_set set)
{
    search->places[package] = search->open_count;
    search->open[search->open_count++] = set;
}

void opening_copy(struct search *search, const struct state *state,
                  uint32_t without)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < state->count; i++) {
        candidate_set set = state->open[i];

        if (i == without)
            continue;
        search->places[set_package(set)] = count;
        search->open[count++] = set;
    }
    search->open_count = count;
}

/* What sieves leave of candidates, and the limit on the latest ones. */
static candidate_set usable(struct search *search, candidate_set allowed)
{
    struct set_pool *pool = &search->space->pool;
    int64_t latest = search->options->latest_versions;
    uint32_t package = set_package(allowed);
    candidate_set left =
        set_meet(pool, allowed, search->space->packages[package].usable);

    if (latest >= 0 && !set_is_empty(left) && set_size(pool, left) > latest) {
        search->cut = true;
        left = set_head(pool, left, (uint32_t)latest);
    }
    return search->hopeful == NULL || set_is_empty(left)
               ? left
               : set_meet(pool, left, search->hopeful[package]);
}

/* A requirement: its place among those of the version `by`, or SPACE_NONE: of
 * the project. */
struct requirer {
    uint32_t by, place;
};

/* Candidates for a package that comes up. */
static bool open_new(struct search *search, struct requirer requirer,
                     candidate_set allowed)
{
    uint32_t package = set_package(allowed);
    const struct space_package *required = &search->space->packages[package];
    candidate_set earlier;

    if (set_is_empty(allowed))
        return false;
    if (required->skipped)
        return true;
    if (search->dropping &&
        (required->has_pseudonyms || required->may_be_left_out) &&
        stack_requirement(search, requirer.by, requirer.place, package,
                          &earlier)) {
        allowed = set_meet(&search->space->pool, allowed, earlier);
        if (required->has_pseudonyms && pseudonym_stands(search, allowed))
            return true;
    }
    allowed = usable(search, allowed);
    if (set_is_empty(allowed))
        return false;
    opening_append(search, package, allowed);
    return true;
}

/* Required for the first time, after a step added it: then versions are
 * candidates that nobody added, too. */
static bool is_only_added(struct search *search, struct requirer requirer,
                          uint32_t package)
{
    candidate_set allowed;

    return search->started && search->space->packages[package].addable &&
           !search->space->packages[package].stands &&
           !stack_requirement(search, requirer.by, requirer.place, package,
                              &allowed);
}

/* One requirement of what is resolved in the new state. */
static bool require(struct search *search, struct requirer requirer,
                    candidate_set allowed)
{
    struct set_pool *pool = &search->space->pool;
    uint32_t package = set_package(allowed);
    uint32_t version = search->resolved[package];
    candidate_set met;
    uint32_t place;

    if (version != SPACE_NONE)
        return set_has(pool, allowed,
                       version - search->space->packages[package].first);
    place = open_place(search, package);
    if (place == SPACE_NONE)
        return open_new(search, requirer, allowed);
    met = set_meet(pool, search->open[place], allowed);
    if (is_only_added(search, requirer, package))
        met = set_join(pool, met, usable(search, allowed));
    search->open[place] = met;
    return !set_is_empty(met);
}

bool opening_require(struct search *search, uint32_t version, uint32_t *clash)
{
    const struct space_version *resolved = &search->space->versions[version];
    const candidate_set *requirements =
        search->space->requirements + resolved->requirements;

    for (uint32_t i = 0; i < resolved->count; i++)
        if (!require(search, (struct requirer){version, i}, requirements[i])) {
            *clash = set_package(requirements[i]);
            return false;
        }
    return true;
}

bool require_roots(struct search *search)
{
    const struct thoth_space *space = search->space;

    search->open_count = 0;
    for (uint32_t i = 0; i < space->root_count; i++)
        if (!require(search, (struct requirer){SPACE_NONE, 0}, space->roots[i]))
            return false;
    search->started = true;
    return true;
}
