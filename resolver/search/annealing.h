/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The temperature of adaptive simulated annealing, and the choice between the
 * best state and a random one that depends on it.
 */
#ifndef RESOLVER_SEARCH_ANNEALING_H
#define RESOLVER_SEARCH_ANNEALING_H

#include "resolver/search/search.h"

struct annealing {
    double temperature;
    double log_factor; /* the logarithm of the factor of a round */
};

/* At first the temperature is the limit of stacks. `factor`: 0.999. */
void annealing_start(struct annealing *annealing, const struct search *search,
                     double factor);

/* One round: T <- T * factor^k, k = (accepted + ln(iteration + 1)) / limit. */
void annealing_cool(struct annealing *annealing, const struct search *search);

/* The probability with which a state is taken in place of the best one: 1 if
 * it scores more, else exp((score - best) / T), 0 when T is 0. */
double annealing_acceptance(double temperature, double best, double score);

/* Cools, then chooses: a random state other than the best one, with the
 * probability above, or the best one. */
struct state *annealing_choose(struct annealing *annealing,
                               struct search *search, bool *is_best);

/* The same without cooling, unless the options ask for a temperature of 0. */
struct state *annealing_draw(struct annealing *annealing, struct search *search,
                             bool *is_best);

#endif
