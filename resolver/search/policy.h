/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What temporal difference and tree search learn: for each package version the
 * sum of rewards and how many there were; and the moves by temporal difference
 * that both of them make.
 */
#ifndef RESOLVER_SEARCH_POLICY_H
#define RESOLVER_SEARCH_POLICY_H

#include "resolver/search/annealing.h"

struct policy_record {
    int64_t sum;
    uint32_t count;
};

struct temporal_difference {
    struct annealing annealing;
    struct policy_record *records; /* by version of the whole space */
    int64_t pending;               /* rewards not yet credited */
    uint32_t pending_moves;
    struct state *next; /* where the trajectory goes on, if its order is */
    uint32_t next_order;
};

/* False when memory is short. */
bool td_start(struct search *search, struct temporal_difference *td,
              double factor);
void td_finish(struct temporal_difference *td);

void td_choose(struct search *search, struct temporal_difference *td,
               struct move *move);
void td_learn(struct search *search, struct temporal_difference *td,
              const struct reward *reward);

/* Credits a reward to one package version, or to all of a chain. */
void policy_credit(struct policy_record *records, uint32_t version,
                   int64_t reward);
void policy_credit_chain(struct policy_record *records,
                         const struct search *search, uint32_t chain,
                         int64_t reward);

/* The candidate with the highest average reward, the first of equal ones; if
 * none has a record, a random one, prefer recent. */
void policy_exploit(struct search *search, const struct policy_record *records,
                    struct state *state, struct move *move);

#endif
