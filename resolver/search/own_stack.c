/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The stack that the user has already, looked at before the search: resolved
 * package by package as the search does it, beside the beam. It is a product
 * like others if nothing objects; what is in it and nobody requires is left
 * out.
 */
#include "resolver/search/search.h"

#include <stdlib.h>
#include <string.h>

struct own_stack {
    struct search *search;
    uint32_t *versions; /* by package: counted in it, or SPACE_NONE */
    struct state *state;
};

static bool fail(struct search *search, enum thoth_own_verdict verdict,
                 uint32_t package, uint32_t version)
{
    search->own_facts.verdict = verdict;
    search->own_facts.at = (struct thoth_choice){package, version};
    return false;
}

/* A state of what is open. */
static bool take_open(struct own_stack *own, uint32_t chain, int64_t score)
{
    struct search *search = own->search;
    struct state *next = state_take(&search->states, search->open_count + 1);

    if (own->state != NULL)
        state_give_back(&search->states, own->state);
    own->state = next;
    if (next == NULL) {
        search->status = THOTH_E_MEMORY;
        return false;
    }
    memcpy(next->open, search->open,
           search->open_count * sizeof(*search->open));
    next->count = (uint16_t)search->open_count;
    next->chain = chain;
    next->score = score;
    return true;
}

/* A version of the stack that stands for the first open package takes its
 * place. */
static bool replace_first(struct own_stack *own)
{
    struct search *search = own->search;
    struct thoth_choice other;
    candidate_set set = own->state->open[0];

    for (uint32_t i = 0; pseudonym_of_set(search, own->state, 0, i, &other);
         i++) {
        if (own->versions[other.package] != other.version)
            continue;
        pseudonym_replace(search, own->state, 0, other, own->state);
        search->dropping = true;
        return true;
    }
    return fail(search, THOTH_OWN_MISSING, set_package(set), 0);
}

static bool resolve_first(struct own_stack *own)
{
    struct search *search = own->search;
    candidate_set set = own->state->open[0];
    uint32_t package = set_package(set), version = own->versions[package];
    struct move move = {own->state, 0, version};
    struct reward reward;

    if (version == SPACE_NONE)
        return replace_first(own);
    if (!set_has(&search->space->pool, set, version))
        return fail(search, THOTH_OWN_EXCLUDED, package, version);
    if (!move_alone(search, &move, &reward))
        return reward.clash == package
                   ? fail(search, THOTH_OWN_REFUSED, package, version)
                   : fail(search, THOTH_OWN_EXCLUDED, reward.clash,
                          own->versions[reward.clash]);
    return take_open(own, reward.chain, reward.score);
}

/* Keeps the stack, unless strides refuse it. */
static void keep(struct search *search, const struct state *state)
{
    uint64_t discarded = search->discarded;

    search_accept(search, state->chain, state->score);
    if (search->discarded > discarded) {
        search->discarded = discarded;
        fail(search, THOTH_OWN_REFUSED, SPACE_NONE, 0);
        return;
    }
    search->accepted--;
    search->own_facts.verdict = THOTH_OWN_SCORED;
    search->own_facts.score = score_as_double(state->score);
    search->products[0].own = true;
    search->own_chain = state->chain;
}

static bool read_versions(struct own_stack *own)
{
    const struct thoth_resolve_options *options = own->search->options;
    const struct thoth_space *space = own->search->space;
    size_t size = ((size_t)space->package_count + 1) * sizeof(uint32_t);

    own->versions = malloc(size);
    if (own->versions == NULL) {
        own->search->status = THOTH_E_MEMORY;
        return false;
    }
    memset(own->versions, 0xff, size);
    for (uint32_t i = 0; i < options->own_count; i++) {
        struct thoth_choice choice = options->own[i];

        if (!space_has(space, choice.package, choice.version)) {
            own->search->status = THOTH_E_ARGUMENT;
            return false;
        }
        own->versions[choice.package] = choice.version;
    }
    return true;
}

void own_stack_look(struct search *search)
{
    struct own_stack own = {.search = search};
    bool ready = read_versions(&own) && require_roots(search) &&
                 take_open(&own, CHAIN_END, 0);

    while (ready && own.state->count > 0)
        ready = resolve_first(&own) && search->status == THOTH_OK;
    if (ready)
        keep(search, own.state);
    if (own.state != NULL)
        state_give_back(&search->states, own.state);
    free(own.versions);
    cursor_move(search, CHAIN_END);
    search->started = search->dropping = false;
}
