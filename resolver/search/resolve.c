/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A run from options to a resolution: asks the predictor for moves until there
 * are enough stacks, nothing is left, or somebody stops it.
 */
#include "resolver/search/resolution.h"

#include "resolver/search/incumbents.h"
#include "resolver/search/predictor.h"
#include "resolver/search/renew.h"

#include <math.h>
#include <string.h>

#define LOOK_AROUND 1024 /* iterations between looks at the clock */

void thoth_resolve_options_init(struct thoth_resolve_options *options)
{
    memset(options, 0, sizeof(*options));
    options->predictor = THOTH_PREDICT_AUTO;
    options->recommendation = THOTH_RECOMMEND_STABLE;
    options->count = 3;
    options->limit = 10000;
    options->beam_width = -1;
    options->latest_versions = -1;
    options->td_steps = 1;
}

static bool look_around(const struct search *search, struct run_clock *clock,
                        enum thoth_end *end)
{
    const struct thoth_resolve_options *options = search->options;
    struct thoth_progress progress = {
        .iterations = search->iterations,
        .accepted = search->accepted,
        .discarded = search->discarded,
        .seconds = run_clock_seconds(clock),
        .best = search->product_count > 0
                    ? score_as_double(search->products[0].score)
                    : 0,
    };

    if (options->progress != NULL)
        options->progress(options->progress_user, &progress);
    if (options->timeout > 0 && progress.seconds >= options->timeout) {
        *end = THOTH_END_TIMEOUT;
        return true;
    }
    return false;
}

/* Whether no better stacks are left to reach than those known. */
static bool is_complete(struct search *search)
{
    const struct predictor *predictor = search->predictor;

    return search->beam.count == 0 ||
           (predictor->bound != NULL &&
            search->product_count == search->options->count &&
            predictor->bound(search, search->own) <=
                search_worst_product(search));
}

/* Then there are no better ones, if no other order of moves leads to any. */
static enum thoth_end end_of_complete(const struct search *search)
{
    const struct predictor *predictor = search->predictor;

    return predictor->missed != NULL && predictor->missed(search->own) <=
                                            search_worst_product(search)
               ? THOTH_END_PROVED
               : THOTH_END_EXHAUSTED;
}

/* Whether the search is to end, and why. */
static bool is_over(struct search *search, struct run_clock *clock,
                    enum thoth_end *end)
{
    const struct thoth_resolve_options *options = search->options;

    if (search->accepted >= options->limit)
        *end = THOTH_END_LIMIT;
    else if (search->eager_stop)
        *end = THOTH_END_EAGER_STOP;
    else if (is_complete(search))
        *end = end_of_complete(search);
    else if (options->stop != NULL && *options->stop != 0)
        *end = THOTH_END_INTERRUPTED;
    else
        return search->iterations % LOOK_AROUND == 0 &&
               look_around(search, clock, end);
    return true;
}

static bool record_sample(struct search *search, const struct reward *reward,
                          struct thoth_resolution *resolution)
{
    const struct predictor *predictor = search->predictor;
    struct thoth_sample sample = {
        .accepted = search->accepted,
        .score = score_as_double(reward->score),
        .temperature = predictor->temperature != NULL
                           ? predictor->temperature(search->own)
                           : 0,
        .best = search->product_count > 0
                    ? score_as_double(search->products[0].score)
                    : NAN,
    };

    return resolution_sample(resolution, search->iterations, &sample);
}

static enum thoth_status search_run(struct search *search,
                                    struct run_clock *clock,
                                    struct thoth_resolution *resolution)
{
    const struct predictor *predictor = search->predictor;
    struct reward reward;
    struct move move;

    while (search->status == THOTH_OK &&
           !is_over(search, clock, &resolution->facts.end)) {
        predictor->choose(search, search->own, &move);
        move_make(search, &move, &reward);
        if (predictor->learn != NULL)
            predictor->learn(search, search->own, &reward);
        if (search->options->history > 0 &&
            !record_sample(search, &reward, resolution))
            return THOTH_E_MEMORY;
        search->iterations++;
    }
    return search->status;
}

static enum thoth_status keep_products(struct search *search,
                                       struct thoth_resolution *resolution)
{
    for (uint32_t i = 0; i < search->product_count; i++) {
        uint32_t count = search_stack(search, search->products[i].chain);

        if (!resolution_add(resolution, search->stack, count,
                            search->products[i].score, search->products[i].own))
            return THOTH_E_MEMORY;
    }
    renew_products(search, resolution->products, resolution->facts.products);
    return search->status;
}

/* What no stack scores more than: the best one, what may yet be found, or what
 * another order of moves may lead to. */
static double best_possible(struct search *search)
{
    int64_t best;

    if (search->predictor->bound == NULL)
        return INFINITY;
    best = search->predictor->missed(search->own);
    if (best == INT64_MAX)
        return INFINITY;
    if (search->product_count > 0 && search->products[0].score > best)
        best = search->products[0].score;
    if (search->beam.count > 0) {
        int64_t bound = search->predictor->bound(search, search->own);

        if (bound > best)
            best = bound;
    }
    return best == SCORE_LEAST ? -INFINITY : score_as_double(best);
}

/* The product that is the caller's own stack; UINT32_MAX if none is. */
static uint32_t find_own(struct search *search,
                         const struct thoth_resolution *resolution)
{
    if (search->own_facts.verdict != THOTH_OWN_SCORED)
        return UINT32_MAX;
    cursor_move(search, search->own_chain);
    for (uint32_t i = 0; i < resolution->facts.products; i++) {
        const struct resolution_product *product = &resolution->products[i];
        uint32_t same = 0;

        while (same < product->count &&
               search->resolved[product->choices[same].package] ==
                   space_version_of(search->space,
                                    product->choices[same].package,
                                    product->choices[same].version))
            same++;
        if (same == product->count &&
            same == search->states.links[search->own_chain].depth)
            return i;
    }
    return UINT32_MAX;
}

/* A search and what came of it. `incumbents`: stacks to begin with, or NULL. */
static enum thoth_status
resolve_by_search(struct thoth_space *space,
                  const struct thoth_resolve_options *options,
                  const struct thoth_resolution *incumbents,
                  struct run_clock *clock, struct thoth_resolution *resolution)
{
    struct thoth_resolution_facts *facts = &resolution->facts;
    struct search search;
    enum thoth_status status =
        search_start(&search, space, options, predictor_of(options->predictor));

    if (status == THOTH_OK && incumbents != NULL &&
        !incumbents_offer(&search, incumbents))
        status = THOTH_E_MEMORY;
    if (status == THOTH_OK)
        status = search_run(&search, clock, resolution);
    if (status == THOTH_OK)
        status = keep_products(&search, resolution);
    if (status == THOTH_OK)
        facts->bound = best_possible(&search);
    facts->iterations += search.iterations;
    facts->accepted += search.accepted;
    facts->discarded += search.discarded;
    facts->invalid += search.invalid;
    facts->states = search.beam.most;
    facts->own = search.own_facts;
    facts->own.product = find_own(&search, resolution);
    if (search.predictor != NULL)
        search_finish(&search);
    return status;
}

/* Branch and bound, which begins with the stacks of a short search. */
static enum thoth_status
resolve_exactly(struct thoth_space *space,
                const struct thoth_resolve_options *options,
                struct run_clock *clock, struct thoth_resolution *resolution)
{
    struct thoth_resolve_options brief = incumbent_options(options);
    struct thoth_resolve_options whole = *options;
    struct thoth_resolution_facts *facts = &resolution->facts;
    struct thoth_resolution *found = resolution_create(0);
    enum thoth_status status = THOTH_E_MEMORY;

    if (found != NULL)
        status = resolve_by_search(space, &brief, NULL, clock, found);
    if (status == THOTH_OK) {
        facts->iterations = found->facts.iterations;
        facts->accepted = found->facts.accepted;
        facts->discarded = found->facts.discarded;
        facts->invalid = found->facts.invalid;
        whole.limit = UINT64_MAX;
        whole.beam_width = -1;
        status = resolve_by_search(space, &whole, found, clock, resolution);
    }
    thoth_resolution_release(found);
    return status;
}

/* What auto stands for, and why. */
static void settle_predictor(const struct thoth_resolve_options *options,
                             struct thoth_resolution_facts *facts)
{
    facts->predictor = options->predictor;
    facts->reason = "";
    if (options->predictor != THOTH_PREDICT_AUTO)
        return;
    if (options->recommendation == THOTH_RECOMMEND_LATEST) {
        facts->predictor = THOTH_PREDICT_LATEST;
        facts->reason = "the latest versions were asked for";
    } else {
        facts->predictor = THOTH_PREDICT_LOOKAHEAD;
        facts->reason = "it finds the best stacks with the fewest moves";
    }
}

bool resolve_options_make_sense(const struct thoth_resolve_options *options)
{
    return options->predictor < THOTH_PREDICTORS && options->count > 0 &&
           options->count <= 1000000 && options->limit > 0 &&
           options->beam_width != 0 && options->latest_versions != 0 &&
           options->td_steps > 0;
}

enum thoth_status thoth_resolve(struct thoth_space *space,
                                const struct thoth_resolve_options *options,
                                struct thoth_resolution **resolution)
{
    struct thoth_resolve_options effective;
    struct thoth_resolution_facts *facts;
    enum thoth_status status;
    struct run_clock clock;

    *resolution = NULL;
    if (!resolve_options_make_sense(options))
        return THOTH_E_ARGUMENT;
    *resolution = resolution_create(options->history);
    if (*resolution == NULL)
        return THOTH_E_MEMORY;
    facts = &(*resolution)->facts;
    run_clock_start(&clock);
    settle_predictor(options, facts);
    effective = *options;
    effective.predictor = facts->predictor;
    if (facts->predictor == THOTH_PREDICT_EXACT) {
        status = resolve_exactly(space, &effective, &clock, *resolution);
    } else {
        status =
            resolve_by_search(space, &effective, NULL, &clock, *resolution);
    }
    facts->seconds = run_clock_seconds(&clock);
    facts->cpu_seconds = run_clock_cpu_seconds(&clock);
    if (status != THOTH_OK) {
        thoth_resolution_release(*resolution);
        *resolution = NULL;
    }
    return status;
}
