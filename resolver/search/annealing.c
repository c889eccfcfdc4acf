/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Adaptive simulated annealing: the more stacks were accepted, the faster it
 * cools. The source of the formulas is docs/predictors.md.
 */
#include "resolver/search/annealing.h"

#include "resolver/search/predictor.h"

#include <math.h>

void annealing_start(struct annealing *annealing, const struct search *search,
                     double factor)
{
    annealing->temperature = (double)search->options->limit;
    annealing->log_factor = log(factor);
}

void annealing_cool(struct annealing *annealing, const struct search *search)
{
    double done =
        (double)search->accepted + log((double)search->iterations + 1);

    annealing->temperature *=
        exp(annealing->log_factor * done / (double)search->options->limit);
}

double annealing_acceptance(double temperature, double best, double score)
{
    if (score > best)
        return 1;
    return temperature > 0 ? exp((score - best) / temperature) : 0;
}

struct state *annealing_draw(struct annealing *annealing, struct search *search,
                             bool *is_best)
{
    struct state *best = beam_best(&search->beam);
    struct state *other = search_other_state(search, best);
    const volatile int *exploit = search->options->exploit;
    double accepted;

    if (exploit != NULL && *exploit != 0)
        annealing->temperature = 0;
    *is_best = false;
    if (other == best) {
        *is_best = true;
        return best;
    }
    accepted = annealing_acceptance(annealing->temperature,
                                    score_as_double(best->score),
                                    score_as_double(other->score));
    *is_best = !(random_unit(&search->random) < accepted);
    return *is_best ? best : other;
}

struct state *annealing_choose(struct annealing *annealing,
                               struct search *search, bool *is_best)
{
    annealing_cool(annealing, search);
    return annealing_draw(annealing, search, is_best);
}

static bool asa_start(struct search *search, void *own)
{
    annealing_start(own, search, 0.999);
    return true;
}

static void asa_choose(struct search *search, void *own, struct move *move)
{
    bool is_best;
    struct state *state = annealing_choose(own, search, &is_best);

    if (is_best)
        choose_recent(search, state, move);
    else
        choose_uniform(search, state, move);
}

static double asa_temperature(const void *own)
{
    return ((const struct annealing *)own)->temperature;
}

const struct predictor predictor_asa = {
    .size = sizeof(struct annealing),
    .start = asa_start,
    .choose = asa_choose,
    .temperature = asa_temperature,
};
