/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The table of predictors, and those that are too simple for a file.
 */
#include "resolver/search/predictor.h"

#include <string.h>

static void hill_choose(struct search *search, void *own, struct move *move)
{
    (void)own;
    choose_first(search, beam_best(&search->beam), move);
}

static void sample_choose(struct search *search, void *own, struct move *move)
{
    (void)own;
    choose_uniform(search, search_random_state(search), move);
}

static void walk_choose(struct search *search, void *own, struct move *move)
{
    struct state *state = beam_last(&search->beam);

    (void)own;
    if (state == NULL)
        state = search_random_state(search);
    choose_uniform(search, state, move);
}

const struct predictor predictor_hill = {.choose = hill_choose};
const struct predictor predictor_sample = {.choose = sample_choose};
const struct predictor predictor_walk = {.choose = walk_choose};

static const struct {
    const char *name;
    const struct predictor *predictor;
} table[THOTH_PREDICTORS] = {
    [THOTH_PREDICT_AUTO] = {"auto", NULL},
    [THOTH_PREDICT_LOOKAHEAD] = {"lookahead", &predictor_lookahead},
    [THOTH_PREDICT_TD] = {"td", &predictor_td},
    [THOTH_PREDICT_MCTS] = {"mcts", &predictor_mcts},
    [THOTH_PREDICT_ASA] = {"asa", &predictor_asa},
    [THOTH_PREDICT_HILL] = {"hill", &predictor_hill},
    [THOTH_PREDICT_LATEST] = {"latest", &predictor_latest},
    [THOTH_PREDICT_WALK] = {"walk", &predictor_walk},
    [THOTH_PREDICT_SAMPLE] = {"sample", &predictor_sample},
    [THOTH_PREDICT_EXACT] = {"exact", &predictor_exact},
};

const struct predictor *predictor_of(enum thoth_predictor predictor)
{
    return predictor < THOTH_PREDICTORS ? table[predictor].predictor : NULL;
}

const char *thoth_predictor_name(enum thoth_predictor predictor)
{
    return predictor < THOTH_PREDICTORS ? table[predictor].name : "";
}

enum thoth_predictor thoth_predictor_find(struct thoth_text name)
{
    unsigned i = 0;

    while (i < THOTH_PREDICTORS &&
           (strlen(table[i].name) != name.length ||
            memcmp(table[i].name, name.at, name.length) != 0))
        i++;
    return (enum thoth_predictor)i;
}
