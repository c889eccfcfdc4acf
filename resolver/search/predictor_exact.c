/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exact: branch and bound, best first. The bound of a state is its score, the
 * highest score of each open package's candidates, and the highest one of
 * every package that may follow, if it is above 0. Since each stack is reached
 * from one state only, no stack left scores more than the highest bound: when
 * as many stacks are known as asked for and none scores less, they are proved.
 * States whose bound is no more than the least of these are dropped.
 *
 * Stacks are sets of versions: a proof is about all orders in which they can be
 * resolved, and the search tries one. Where the outcome of a move may depend on
 * what is resolved already, because a step looks at the stack, what another
 * order could come to is at most the bound of the state that the move was made
 * in. The highest of these bounds is kept as what was missed.
 *
 * Best first keeps many states. When they are a crowd the search goes on depth
 * first, with the state that joined last, which adds hardly any.
 */
#include "resolver/search/best_first.h"
#include "resolver/search/predictor.h"
#include "resolver/search/stack_requirement.h"

#define CROWD (1u << 18)

struct exact {
    struct best_first first;
    struct state_heap latest; /* by order of joining, while diving */
    bool diving;
    int64_t bound;  /* of the state whose move was chosen last */
    int64_t missed; /* stacks of other orders score no more */
};

/* Whether pseudonyms meet other ways for a package to come up; then no bound is
 * told of other orders. */
static bool is_tangled(const struct thoth_space *space)
{
    for (uint32_t i = 0; i < space->pseudonyms.count; i++) {
        const struct space_link *link = &space->pseudonyms.links[i];
        const struct space_package *other =
            &space->packages[link->other.package];

        if (other->has_pseudonyms || other->addable || other->may_be_left_out ||
            space->packages[space->labels[link->version].package].addable)
            return true;
    }
    return false;
}

static bool exact_start(struct search *search, void *own)
{
    struct exact *exact = own;

    if (!best_first_start(&exact->first, search, FOLLOW_POSSIBLY))
        return false;
    outlook_reveal(&exact->first.outlook);
    exact->missed = is_tangled(search->space) ? INT64_MAX : INT64_MIN;
    return true;
}

static void exact_finish(void *own)
{
    struct exact *exact = own;

    best_first_finish(&exact->first);
    state_heap_release(&exact->latest);
}

static bool note_latest(struct exact *exact, struct state *state)
{
    return state_heap_push(&exact->latest, state->order, 0, state);
}

static bool exact_joined(struct search *search, void *own, struct state *state)
{
    struct exact *exact = own;
    int64_t least = search_worst_product(search);

    /* Pseudonyms make clones of states, which may be better. */
    if (search->space->pseudonyms.count > 0)
        least = INT64_MIN;
    if (!best_first_join_above(&exact->first, search, state, least))
        return false;
    return !exact->diving || state->order == 0 || note_latest(exact, state);
}

static void note_missed(struct exact *exact)
{
    if (exact->bound > exact->missed)
        exact->missed = exact->bound;
}

/* Whether there would be more candidates if the package were resolved later: of
 * one that nobody requires yet, or that steps may add a version to. */
static bool may_grow(struct search *search, const struct state *state,
                     candidate_set set)
{
    const struct thoth_space *space = search->space;
    uint32_t package = set_package(set);
    candidate_set allowed;

    if (!space->packages[package].addable)
        return false;
    cursor_move(search, state->chain);
    if (!stack_requirement(search, SPACE_NONE, 0, package, &allowed))
        return true;
    for (uint32_t i = 0; i < space->additions.count; i++) {
        struct thoth_choice other = space->additions.links[i].other;

        if (other.package == package &&
            !set_has(&space->pool, set, other.version) &&
            set_has(&space->pool, allowed, other.version))
            return true;
    }
    return false;
}

/* Whether steps decide about a candidate. */
static bool asks(const struct search *search, const struct state *state,
                 uint32_t place)
{
    return search->space->packages[set_package(state->open[place])].asks;
}

/* What steps decide comes last, unless it is in the way: then they see most of
 * the stack, and bounds of what is missed are low. */
static void settle_first(const struct exact *exact, const struct search *search,
                         struct state *state, struct move *move)
{
    for (uint32_t i = 0; i < state->count; i++)
        if (!asks(search, state, i)) {
            move->place = i;
            outlook_best(&exact->first.outlook, state->open[i], &move->version);
            return;
        }
}

/* Begins to dive when states are a crowd, and ends when half of them are gone.
 */
static void settle_depth(struct exact *exact, struct search *search)
{
    bool dives = search->beam.count >= CROWD / (exact->diving ? 2 : 1);

    if (dives == exact->diving)
        return;
    exact->diving = dives;
    exact->latest.count = 0;
    for (uint32_t i = 0; dives && i < search->beam.count; i++)
        if (!note_latest(exact, search->beam.states[i]))
            search->status = THOTH_E_MEMORY;
}

/* The state that joined last, of those that can still do better; others leave
 * the beam. There is one: the best state can. */
static struct state *latest_state(struct exact *exact, struct search *search)
{
    int64_t least = search_worst_product(search);
    const struct heap_entry *top;

    while ((top = state_heap_top(&exact->latest)) != NULL) {
        struct state *state = top->state;

        exact->bound = outlook_value(&exact->first.outlook, search, state);
        if (exact->bound > least)
            return state;
        state_heap_pop(&exact->latest);
        beam_remove(&search->beam, state);
        state_give_back(&search->states, state);
    }
    return best_first_state(&exact->first, search, &exact->bound);
}

static void exact_choose(struct search *search, void *own, struct move *move)
{
    struct exact *exact = own;
    struct state *state;

    settle_depth(exact, search);
    state = exact->diving
                ? latest_state(exact, search)
                : best_first_state(&exact->first, search, &exact->bound);

    best_first_move(&exact->first, search, state, move);
    if (asks(search, state, move->place) &&
        exact->first.outlook.packages[set_package(state->open[move->place])]
                .failures == 0)
        settle_first(exact, search, state, move);
    if (may_grow(search, state, state->open[move->place]))
        note_missed(exact);
}

static void exact_learn(struct search *search, void *own,
                        const struct reward *reward)
{
    struct exact *exact = own;

    (void)search;
    if (reward->kind == REWARD_INVALID)
        exact->first.outlook.packages[reward->clash].failures++;
    if (reward->order_matters)
        note_missed(exact);
}

static int64_t exact_bound(struct search *search, void *own)
{
    struct exact *exact = own;
    int64_t bound;

    best_first_state(&exact->first, search, &bound);
    return bound;
}

static int64_t exact_missed(const void *own)
{
    const struct exact *exact = own;

    return exact->missed;
}

const struct predictor predictor_exact = {
    .size = sizeof(struct exact),
    .start = exact_start,
    .finish = exact_finish,
    .choose = exact_choose,
    .learn = exact_learn,
    .joined = exact_joined,
    .bound = exact_bound,
    .missed = exact_missed,
};
