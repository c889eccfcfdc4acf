/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Temporal difference learning with n steps: rewards of n moves are added up
 * and credited, with a trace to all package versions of the new state, else to
 * the one that was moved. A trajectory is followed to its end; the next one
 * begins as annealing says.
 */
#include "resolver/search/policy.h"

#include "resolver/search/predictor.h"

#include <stdlib.h>

void policy_credit(struct policy_record *records, uint32_t version,
                   int64_t reward)
{
    records[version].sum += reward;
    records[version].count++;
}

void policy_credit_chain(struct policy_record *records,
                         const struct search *search, uint32_t chain,
                         int64_t reward)
{
    const struct chain_link *links = search->states.links;

    for (; chain != CHAIN_END; chain = links[chain].previous)
        policy_credit(records, links[chain].version, reward);
}

void policy_exploit(struct search *search, const struct policy_record *records,
                    struct state *state, struct move *move)
{
    const struct set_pool *pool = &search->space->pool;
    double most = 0;
    bool found = false;

    for (uint32_t place = 0; place < state->count; place++) {
        candidate_set set = state->open[place];
        const struct policy_record *of_package =
            records + search->space->packages[set_package(set)].first;
        uint32_t version = set_first(pool, set);

        for (; version != UINT32_MAX;
             version = set_next(pool, set, version + 1)) {
            const struct policy_record *record = &of_package[version];
            double average;

            if (record->count == 0)
                continue;
            average = (double)record->sum / record->count;
            if (found && average <= most)
                continue;
            found = true;
            most = average;
            *move = (struct move){state, place, version};
        }
    }
    if (!found)
        choose_recent(search, state, move);
}

bool td_start(struct search *search, struct temporal_difference *td,
              double factor)
{
    annealing_start(&td->annealing, search, factor);
    td->records =
        calloc((size_t)search->space->version_count + 1, sizeof(*td->records));
    return td->records != NULL;
}

void td_finish(struct temporal_difference *td)
{
    free(td->records);
}

void td_choose(struct search *search, struct temporal_difference *td,
               struct move *move)
{
    struct state *state = td->next;
    bool is_best;

    if (state != NULL && state->order == td->next_order) {
        choose_recent(search, state, move);
        return;
    }
    state = annealing_choose(&td->annealing, search, &is_best);
    if (is_best || td->annealing.temperature <= 0)
        policy_exploit(search, td->records, beam_best(&search->beam), move);
    else
        choose_recent(search, state, move);
}

static void credit_pending(struct search *search,
                           struct temporal_difference *td,
                           const struct reward *reward)
{
    if (search->options->td_trace)
        policy_credit_chain(td->records, search, reward->chain, td->pending);
    else
        policy_credit(td->records, reward->version, td->pending);
    td->pending = 0;
    td->pending_moves = 0;
}

void td_learn(struct search *search, struct temporal_difference *td,
              const struct reward *reward)
{
    td->next = NULL;
    td->pending_moves++;
    if (reward->kind == REWARD_GAIN) {
        td->pending += reward->gain;
        td->next = reward->state;
        td->next_order = reward->state != NULL ? reward->state->order : 0;
    }
    if (reward->kind != REWARD_GAIN ||
        td->pending_moves >= search->options->td_steps)
        credit_pending(search, td, reward);
}

static bool own_start(struct search *search, void *own)
{
    return td_start(search, own, 0.999);
}

static void own_finish(void *own)
{
    td_finish(own);
}

static void own_choose(struct search *search, void *own, struct move *move)
{
    td_choose(search, own, move);
}

static void own_learn(struct search *search, void *own,
                      const struct reward *reward)
{
    td_learn(search, own, reward);
}

static double own_temperature(const void *own)
{
    return ((const struct temporal_difference *)own)->annealing.temperature;
}

const struct predictor predictor_td = {
    .size = sizeof(struct temporal_difference),
    .start = own_start,
    .finish = own_finish,
    .choose = own_choose,
    .learn = own_learn,
    .temperature = own_temperature,
};
