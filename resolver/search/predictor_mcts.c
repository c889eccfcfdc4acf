/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Monte Carlo tree search: after a time of temporal difference, a tenth of the
 * limit, each rollout follows one state to its end and credits the whole score
 * to all that the stack holds.
 */
#include "resolver/search/policy.h"
#include "resolver/search/predictor.h"

#include <math.h>

struct tree_search {
    struct temporal_difference td;
    struct state *next;
    uint32_t next_order;
};

static bool is_warm(const struct search *search)
{
    return search->iterations >= search->options->limit / 10;
}

static bool mcts_start(struct search *search, void *own)
{
    struct tree_search *tree = own;

    return td_start(search, &tree->td, 0.999);
}

static void mcts_finish(void *own)
{
    struct tree_search *tree = own;

    td_finish(&tree->td);
}

/* T <- T * 0.99^(accepted / limit) */
static void tree_cool(struct tree_search *tree, const struct search *search)
{
    tree->td.annealing.temperature *=
        pow(0.99, (double)search->accepted / (double)search->options->limit);
}

static void mcts_choose(struct search *search, void *own, struct move *move)
{
    struct tree_search *tree = own;
    struct state *state = tree->next;
    bool is_best;

    if (!is_warm(search)) {
        td_choose(search, &tree->td, move);
        return;
    }
    if (state != NULL && state->order == tree->next_order &&
        state == beam_last(&search->beam)) {
        choose_recent(search, state, move);
        return;
    }
    tree_cool(tree, search);
    state = annealing_draw(&tree->td.annealing, search, &is_best);
    if (is_best)
        policy_exploit(search, tree->td.records, state, move);
    else
        choose_recent(search, state, move);
}

static void mcts_learn(struct search *search, void *own,
                       const struct reward *reward)
{
    struct tree_search *tree = own;

    tree->next = reward->kind == REWARD_GAIN ? reward->state : NULL;
    tree->next_order = tree->next != NULL ? tree->next->order : 0;
    if (!is_warm(search))
        td_learn(search, &tree->td, reward);
    else if (reward->kind == REWARD_FINAL)
        policy_credit_chain(tree->td.records, search, reward->chain,
                            reward->score);
}

static double mcts_temperature(const void *own)
{
    return ((const struct tree_search *)own)->td.annealing.temperature;
}

const struct predictor predictor_mcts = {
    .size = sizeof(struct tree_search),
    .start = mcts_start,
    .finish = mcts_finish,
    .choose = mcts_choose,
    .learn = mcts_learn,
    .temperature = mcts_temperature,
};
