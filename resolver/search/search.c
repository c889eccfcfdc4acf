/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The frame of a search: the initial state, joining states, final states.
 */
#include "resolver/search/search.h"
#include "resolver/search/hopeless.h"

#include <stdlib.h>
#include <string.h>

static bool search_allocate(struct search *search)
{
    size_t packages = (size_t)search->space->package_count + 1;

    search->resolved = malloc(packages * sizeof(*search->resolved));
    search->open = malloc(packages * sizeof(*search->open));
    search->places = calloc(packages, sizeof(*search->places));
    search->stack = malloc(packages * sizeof(*search->stack));
    search->products = malloc(((size_t)search->options->count + 1) *
                              sizeof(*search->products));
    if (search->resolved == NULL || search->open == NULL ||
        search->places == NULL || search->stack == NULL ||
        search->products == NULL)
        return false;
    memset(search->resolved, 0xff, packages * sizeof(*search->resolved));
    if (search->predictor->size > 0) {
        search->own = calloc(1, search->predictor->size);
        if (search->own == NULL)
            return false;
    }
    return state_pool_start(&search->states);
}

void search_finish(struct search *search)
{
    if (search->own != NULL && search->predictor->finish != NULL)
        search->predictor->finish(search->own);
    free(search->own);
    free(search->hopeful);
    free(search->resolved);
    free(search->open);
    free(search->places);
    free(search->stack);
    free(search->products);
    beam_release(&search->beam);
    state_pool_release(&search->states);
    memset(search, 0, sizeof(*search));
}

bool search_join(struct search *search, struct state *state)
{
    const struct predictor *predictor = search->predictor;

    if (!beam_add(&search->beam, state) ||
        (state->order != 0 && predictor->joined != NULL &&
         !predictor->joined(search, search->own, state)))
        search->status = THOTH_E_MEMORY;
    return search->status == THOTH_OK;
}

/* The initial state: direct requirements with what sieves leave of them. */
static enum thoth_status join_initial(struct search *search)
{
    struct state *state;

    if (!require_roots(search))
        return search->space->pool.failed ? THOTH_E_MEMORY : THOTH_OK;
    if (search->open_count == 0) {
        search_accept(search, CHAIN_END, 0);
        return search->status;
    }
    state = state_take(&search->states, search->open_count);
    if (state == NULL)
        return THOTH_E_MEMORY;
    memcpy(state->open, search->open,
           search->open_count * sizeof(*search->open));
    state->score = 0;
    state->chain = CHAIN_END;
    if (search_join(search, state) && search->space->pseudonyms.count > 0 &&
        state->order != 0)
        pseudonym_join(search, state, 0);
    return search->status;
}

enum thoth_status search_start(struct search *search, struct thoth_space *space,
                               const struct thoth_resolve_options *options,
                               const struct predictor *predictor)
{
    enum thoth_status status = space_seal(space);
    uint32_t width = UINT32_MAX;

    memset(search, 0, sizeof(*search));
    if (status != THOTH_OK)
        return status;
    search->space = space;
    search->options = options;
    search->predictor = predictor;
    if (options->beam_width >= 0 && options->beam_width < UINT32_MAX)
        width = (uint32_t)options->beam_width;
    random_seed(&search->random, options->seed);
    beam_start(&search->beam, &search->states, width);
    if (!search_allocate(search) ||
        (predictor->start != NULL && !predictor->start(search, search->own)))
        return THOTH_E_MEMORY;
    if (options->own_count > 0)
        own_stack_look(search);
    search->hopeful = hopeless_others(space);
    if (search->hopeful == NULL)
        return THOTH_E_MEMORY;
    return search->status == THOTH_OK ? join_initial(search) : search->status;
}

/* Whether strides accept a complete stack. */
static bool strides_accept(struct search *search, uint32_t chain)
{
    const struct thoth_space_rules *rules = search->options->rules;
    enum thoth_verdict verdict = THOTH_ACCEPTED;

    if (rules == NULL || rules->stride == NULL)
        return true;
    search->status = rules->stride(rules->user, search->stack,
                                   search_stack(search, chain), &verdict);
    search->eager_stop |= verdict == THOTH_EAGER_STOP;
    return search->status == THOTH_OK && verdict == THOTH_ACCEPTED;
}

/* Whether two chains resolved the same versions, in whatever order. */
static bool same_stack(struct search *search, uint32_t a, uint32_t b)
{
    const struct chain_link *links = search->states.links;

    if (links[a].depth != links[b].depth)
        return false;
    cursor_move(search, b);
    while (a != CHAIN_END &&
           search->resolved[links[a].package] == links[a].version)
        a = links[a].previous;
    return a == CHAIN_END;
}

/* Takes a product out that has the same versions; false if that scores as much
 * and stays. Where packages can be left out there are several ways to a stack,
 * and the user's own one is looked at first. */
static bool replace_same(struct search *search, uint32_t chain, int64_t score,
                         bool *own)
{
    uint32_t i = 0;

    *own = false;
    while (i < search->product_count &&
           !same_stack(search, search->products[i].chain, chain))
        i++;
    if (i == search->product_count)
        return true;
    if (search->products[i].score >= score)
        return false;
    *own = search->products[i].own;
    search->product_count--;
    memmove(search->products + i, search->products + i + 1,
            (search->product_count - i) * sizeof(*search->products));
    return true;
}

/* Earlier stacks stay before others of the same score, but for the caller's own
 * one: who wants to keep that says so. */
static bool is_better(int64_t score, const struct product *than)
{
    return score > than->score || (score == than->score && than->own);
}

int64_t search_worst_product(const struct search *search)
{
    return search->product_count == search->options->count
               ? search->products[search->product_count - 1].score
               : SCORE_LEAST;
}

void search_offer(struct search *search, uint32_t chain, int64_t score)
{
    uint32_t at = search->product_count;
    bool own;

    if ((at == search->options->count &&
         !is_better(score, &search->products[at - 1])) ||
        !replace_same(search, chain, score, &own))
        return;
    at = search->product_count;
    while (at > 0 && is_better(score, &search->products[at - 1]))
        at--;
    if (search->product_count < search->options->count)
        search->product_count++;
    memmove(search->products + at + 1, search->products + at,
            (search->product_count - at - 1) * sizeof(*search->products));
    search->products[at] = (struct product){score, chain, own};
}

void search_accept(struct search *search, uint32_t chain, int64_t score)
{
    if (!strides_accept(search, chain)) {
        search->discarded++;
        return;
    }
    search->accepted++;
    search_offer(search, chain, score);
}
