/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lookahead, what auto stands for: best-first search by what it expects of
 * states. It follows the state of the highest value to its end, with the
 * candidates that scored best, at first the newest. Once a first stack is found
 * it looks at random ones for a while, to learn scores.
 */
#include "resolver/search/best_first.h"
#include "resolver/search/predictor.h"

#define WARM_SHARE 10 /* of the limit: one stack in so many is random */
#define STRAY 16      /* after a dead end, one move in so many is random */

struct lookahead {
    struct best_first first;
    struct state *next; /* where a stack goes on, if its order is */
    uint32_t next_order;
    bool lost; /* the move before was invalid */
};

static bool lookahead_start(struct search *search, void *own)
{
    struct lookahead *look = own;

    return best_first_start(&look->first, search, FOLLOW_ALWAYS);
}

static void lookahead_finish(void *own)
{
    struct lookahead *look = own;

    best_first_finish(&look->first);
}

/* Random stacks follow the first one; then the heap is not used. Dead ends
 * count, too: where they are many, nothing is to be learned at random. */
static bool is_learning(const struct search *search)
{
    return search->accepted > 0 && search->accepted + search->invalid <
                                       search->options->limit / WARM_SHARE;
}

static bool lookahead_joined(struct search *search, void *own,
                             struct state *state)
{
    struct lookahead *look = own;

    return is_learning(search) || best_first_join(&look->first, search, state);
}

/* The state that a stack goes on with, or NULL. */
static struct state *under_way(const struct lookahead *look)
{
    return look->next != NULL && look->next->order == look->next_order
               ? look->next
               : NULL;
}

static void choose_random(struct lookahead *look, struct search *search,
                          struct move *move)
{
    struct state *state = under_way(look);

    if (state == NULL)
        state = search_random_state(search);
    choose_recent(search, state, move);
    look->first.outlook.raised = true; /* states are missing in the heap */
}

static void choose_best(struct lookahead *look, struct search *search,
                        struct move *move)
{
    struct state *state = under_way(look);
    int64_t value;

    if (state == NULL)
        state = best_first_state(&look->first, search, &value);
    best_first_move(&look->first, search, state, move);
}

static void lookahead_choose(struct search *search, void *own,
                             struct move *move)
{
    struct lookahead *look = own;

    if (is_learning(search))
        choose_random(look, search, move);
    else if (look->lost && random_below(&search->random, STRAY) == 0)
        choose_recent(search, search_random_state(search), move);
    else
        choose_best(look, search, move);
}

static void lookahead_learn(struct search *search, void *own,
                            const struct reward *reward)
{
    struct lookahead *look = own;

    look->lost = reward->kind == REWARD_INVALID;
    look->next = reward->kind == REWARD_GAIN ? reward->state : NULL;
    look->next_order = look->next != NULL ? look->next->order : 0;
    outlook_learn(&look->first.outlook, search, reward);
}

const struct predictor predictor_lookahead = {
    .size = sizeof(struct lookahead),
    .start = lookahead_start,
    .finish = lookahead_finish,
    .choose = lookahead_choose,
    .learn = lookahead_learn,
    .joined = lookahead_joined,
};
