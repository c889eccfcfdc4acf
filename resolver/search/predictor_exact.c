/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exact: branch and bound, best first. The bound of a state is its score, the
 * highest score of each open package's candidates, and the highest one of
 * every package that may follow, if it is above 0. Since each stack is reached
 * from one state only, no stack left scores more than the highest bound: when
 * as many stacks are known as asked for and none scores less, they are proved.
 */
#include "resolver/search/best_first.h"
#include "resolver/search/predictor.h"

static bool exact_start(struct search *search, void *own)
{
    struct best_first *first = own;

    if (!best_first_start(first, search, FOLLOW_POSSIBLY))
        return false;
    outlook_reveal(&first->outlook);
    return true;
}

static void exact_finish(void *own)
{
    best_first_finish(own);
}

static bool exact_joined(struct search *search, void *own, struct state *state)
{
    return best_first_join(own, search, state);
}

static void exact_choose(struct search *search, void *own, struct move *move)
{
    int64_t bound;

    best_first_move(own, search, best_first_state(own, search, &bound), move);
}

static void exact_learn(struct search *search, void *own,
                        const struct reward *reward)
{
    struct best_first *first = own;

    (void)search;
    if (reward->kind == REWARD_INVALID)
        first->outlook.packages[reward->clash].failures++;
}

static int64_t exact_bound(struct search *search, void *own)
{
    int64_t bound;

    best_first_state(own, search, &bound);
    return bound;
}

const struct predictor predictor_exact = {
    .size = sizeof(struct best_first),
    .start = exact_start,
    .finish = exact_finish,
    .choose = exact_choose,
    .learn = exact_learn,
    .joined = exact_joined,
    .bound = exact_bound,
};
