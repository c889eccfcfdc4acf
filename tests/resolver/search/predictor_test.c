/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The formulas of predictors, with values computed by hand: temperatures,
 * acceptance, what temporal difference and tree search credit, which state and
 * candidate is chosen.
 */
#include "resolver/search/annealing.h"
#include "resolver/search/policy.h"
#include "resolver/search/predictor.h"
#include "tests/harness/run.h"
#include "tests/resolver/search/small_space.h"

#include <math.h>

#define UNIT ((int64_t)SCORE_UNIT)

enum { DRAWS = 60000 }; /* the seed is fixed, so that frequencies are, too */

struct fixture {
    struct thoth_space *space;
    struct thoth_resolve_options options;
    struct search search;
};

/* "a" and "b" with three versions each, both required, no rules. */
static void fixture_start(struct fixture *fixture,
                          enum thoth_predictor predictor)
{
    static const uint32_t versions[] = {3, 3};

    fixture->space = small_space(versions, 2);
    small_root(fixture->space, 0, 7);
    small_root(fixture->space, 1, 7);
    thoth_resolve_options_init(&fixture->options);
    fixture->options.limit = 1000;
    fixture->options.seed = 3;
    for (uint32_t v = 0; v < 3; v++) {
        small_score(fixture->space, 0, v, 0.1 * v);
        small_score(fixture->space, 1, v, -0.1 * v);
    }
    CU_ASSERT_EQUAL_FATAL(search_start(&fixture->search, fixture->space,
                                       &fixture->options,
                                       predictor_of(predictor)),
                          THOTH_OK);
}

static void fixture_end(struct fixture *fixture)
{
    search_finish(&fixture->search);
    thoth_space_release(fixture->space);
}

static void temperature_cools_with_accepted_stacks(void)
{
    struct fixture fixture;
    struct annealing annealing;

    fixture_start(&fixture, THOTH_PREDICT_ASA);
    annealing_start(&annealing, &fixture.search, 0.999);
    CU_ASSERT_EQUAL(annealing.temperature, 1000);

    /* k = (0 + ln 1) / 1000 = 0 */
    annealing_cool(&annealing, &fixture.search);
    CU_ASSERT_DOUBLE_EQUAL(annealing.temperature, 1000, 1e-9);

    /* k = (500 + ln 1000) / 1000 = 0.506907755...; 0.999^k = 0.99949297... */
    fixture.search.accepted = 500;
    fixture.search.iterations = 999;
    annealing_cool(&annealing, &fixture.search);
    CU_ASSERT_DOUBLE_EQUAL(annealing.temperature, 999.492967, 1e-6);
    fixture_end(&fixture);
}

static void acceptance_falls_with_the_temperature(void)
{
    CU_ASSERT_EQUAL(annealing_acceptance(10, 1.0, 1.5), 1);
    CU_ASSERT_EQUAL(annealing_acceptance(0, 1.0, 1.5), 1);
    CU_ASSERT_DOUBLE_EQUAL(annealing_acceptance(2, 1.0, 0.0), exp(-0.5), 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(annealing_acceptance(0.5, 1.0, 0.0), 0.135335283,
                           1e-9);
    CU_ASSERT_EQUAL(annealing_acceptance(0, 1.0, 1.0), 0);
    CU_ASSERT_EQUAL(annealing_acceptance(3, 1.0, 1.0), 1);
}

/* Rewards as moves would give them. */
static struct reward gain_of(uint32_t version, double gain, uint32_t chain)
{
    return (struct reward){.kind = REWARD_GAIN,
                           .version = version,
                           .gain = (int64_t)(gain * SCORE_UNIT),
                           .chain = chain};
}

static void td_credits_the_moved_version(void)
{
    struct fixture fixture;
    struct temporal_difference *td;
    struct reward reward;

    fixture_start(&fixture, THOTH_PREDICT_TD);
    td = fixture.search.own;
    reward = gain_of(4, 0.5, CHAIN_END);
    td_learn(&fixture.search, td, &reward);
    reward = gain_of(4, -0.25, CHAIN_END);
    td_learn(&fixture.search, td, &reward);
    CU_ASSERT_EQUAL(td->records[4].sum, UNIT / 4);
    CU_ASSERT_EQUAL(td->records[4].count, 2);

    /* The end of a trajectory counts as 0. */
    reward = gain_of(4, 0.75, CHAIN_END);
    reward.kind = REWARD_FINAL;
    td_learn(&fixture.search, td, &reward);
    CU_ASSERT_EQUAL(td->records[4].sum, UNIT / 4);
    CU_ASSERT_EQUAL(td->records[4].count, 3);
    CU_ASSERT_EQUAL(td->records[3].count, 0);
    fixture_end(&fixture);
}

static void td_adds_rewards_up_over_n_moves(void)
{
    struct fixture fixture;
    struct temporal_difference *td;
    struct reward reward;

    fixture_start(&fixture, THOTH_PREDICT_TD);
    fixture.options.td_steps = 2;
    td = fixture.search.own;
    reward = gain_of(1, 0.5, CHAIN_END);
    td_learn(&fixture.search, td, &reward);
    CU_ASSERT_EQUAL(td->records[1].count, 0);
    reward = gain_of(4, 0.25, CHAIN_END);
    td_learn(&fixture.search, td, &reward);
    CU_ASSERT_EQUAL(td->records[1].count, 0);
    CU_ASSERT_EQUAL(td->records[4].sum, 3 * UNIT / 4);

    /* An invalid move ends the trajectory: what is pending is credited. */
    reward = gain_of(2, 0.5, CHAIN_END);
    td_learn(&fixture.search, td, &reward);
    reward = gain_of(5, 0, CHAIN_END);
    reward.kind = REWARD_INVALID;
    td_learn(&fixture.search, td, &reward);
    CU_ASSERT_EQUAL(td->records[2].count, 0);
    CU_ASSERT_EQUAL(td->records[5].sum, UNIT / 2);
    CU_ASSERT_EQUAL(td->records[5].count, 1);
    fixture_end(&fixture);
}

static void td_with_a_trace_credits_all_resolved(void)
{
    struct fixture fixture;
    struct temporal_difference *td;
    struct reward reward;
    uint32_t first, second;

    fixture_start(&fixture, THOTH_PREDICT_TD);
    fixture.options.td_trace = true;
    td = fixture.search.own;
    CU_ASSERT(chain_extend(&fixture.search.states, CHAIN_END, 0, 1, &first));
    CU_ASSERT(chain_extend(&fixture.search.states, first, 1, 4, &second));
    reward = gain_of(1, 0.5, first);
    td_learn(&fixture.search, td, &reward);
    reward = gain_of(4, 0.25, second);
    td_learn(&fixture.search, td, &reward);
    CU_ASSERT_EQUAL(td->records[1].sum, 3 * UNIT / 4);
    CU_ASSERT_EQUAL(td->records[1].count, 2);
    CU_ASSERT_EQUAL(td->records[4].sum, UNIT / 4);
    CU_ASSERT_EQUAL(td->records[4].count, 1);
    fixture_end(&fixture);
}

static void exploiting_takes_the_highest_average(void)
{
    struct fixture fixture;
    struct temporal_difference *td;
    struct state *state;
    struct move move;

    fixture_start(&fixture, THOTH_PREDICT_TD);
    td = fixture.search.own;
    state = beam_best(&fixture.search.beam);
    policy_credit(td->records, 1, UNIT); /* a: 1 of 2 moves: average 0.5 */
    policy_credit(td->records, 1, 0);
    policy_credit(td->records, 2, UNIT / 4); /* a: average 0.25 */
    policy_credit(td->records, 5, UNIT / 2); /* b: 0.5, but behind the first */
    policy_exploit(&fixture.search, td->records, state, &move);
    CU_ASSERT_EQUAL(move.place, 0);
    CU_ASSERT_EQUAL(move.version, 1);
    policy_credit(td->records, 5, 2 * UNIT);
    policy_exploit(&fixture.search, td->records, state, &move);
    CU_ASSERT_EQUAL(move.place, 1);
    CU_ASSERT_EQUAL(move.version, 2);
    fixture_end(&fixture);
}

static void tree_search_credits_whole_stacks(void)
{
    struct fixture fixture;
    const struct predictor *mcts = &predictor_mcts;
    struct temporal_difference *td;
    struct reward reward;
    uint32_t first, second;

    fixture_start(&fixture, THOTH_PREDICT_MCTS);
    td = fixture.search.own; /* the first member */
    CU_ASSERT(chain_extend(&fixture.search.states, CHAIN_END, 0, 1, &first));
    CU_ASSERT(chain_extend(&fixture.search.states, first, 1, 4, &second));
    reward = gain_of(4, 0.25, second);
    reward.kind = REWARD_FINAL;
    reward.score = 2 * UNIT;
    fixture.search.iterations = 100; /* a tenth of the limit is over */
    mcts->learn(&fixture.search, fixture.search.own, &reward);
    CU_ASSERT_EQUAL(td->records[1].sum, 2 * UNIT);
    CU_ASSERT_EQUAL(td->records[4].sum, 2 * UNIT);
    reward.kind = REWARD_INVALID;
    mcts->learn(&fixture.search, fixture.search.own, &reward);
    CU_ASSERT_EQUAL(td->records[4].count, 1);

    /* T <- T * 0.99^(accepted / limit) = 1000 * 0.99^0.5 */
    fixture.search.accepted = 500;
    {
        struct move move;

        mcts->choose(&fixture.search, fixture.search.own, &move);
    }
    CU_ASSERT_DOUBLE_EQUAL(mcts->temperature(fixture.search.own), 994.987437,
                           1e-6);
    fixture_end(&fixture);
}

static void hill_climbing_takes_the_first_of_the_best(void)
{
    struct fixture fixture;
    struct move move;
    struct reward reward;

    fixture_start(&fixture, THOTH_PREDICT_HILL);
    predictor_hill.choose(&fixture.search, NULL, &move);
    CU_ASSERT_EQUAL(move.place, 0);
    CU_ASSERT_EQUAL(move.version, 0);
    /* a 0 scores 0: of the two states with score 0 the older one is best. */
    move_make(&fixture.search, &move, &reward);
    CU_ASSERT_EQUAL(fixture.search.beam.count, 2);
    predictor_hill.choose(&fixture.search, NULL, &move);
    CU_ASSERT_EQUAL(move.version, 1);
    move_make(&fixture.search, &move, &reward);
    CU_ASSERT_EQUAL(reward.gain, UNIT / 10);
    CU_ASSERT_PTR_EQUAL(beam_best(&fixture.search.beam), reward.state);
    fixture_end(&fixture);
}

static void latest_warms_up_with_direct_requirements(void)
{
    struct fixture fixture;
    struct reward reward;
    struct move move;

    fixture_start(&fixture, THOTH_PREDICT_LATEST);
    predictor_latest.choose(&fixture.search, fixture.search.own, &move);
    CU_ASSERT(move.place == 0 && move.version == 0 && move.state->order == 1);
    move_make(&fixture.search, &move, &reward);
    predictor_latest.learn(&fixture.search, fixture.search.own, &reward);
    predictor_latest.choose(&fixture.search, fixture.search.own, &move);
    CU_ASSERT(move.place == 1 && move.version == 0 && move.state->order == 1);
    move_make(&fixture.search, &move, &reward);
    predictor_latest.learn(&fixture.search, fixture.search.own, &reward);
    predictor_latest.choose(&fixture.search, fixture.search.own, &move);
    CU_ASSERT_PTR_EQUAL(move.state, reward.state);
    fixture_end(&fixture);
}

/* After an invalid move, random ones until a stack is complete. The last state
 * has versions 1 and 2 of "a" left, since version 0 was taken out before: the
 * older one with the probability 0.1 * 1/3. */
static void latest_hops_after_an_invalid_move(void)
{
    const struct predictor *latest = &predictor_latest;
    struct reward invalid = {.kind = REWARD_INVALID};
    struct reward reward;
    uint32_t older = 0;
    struct fixture fixture;
    struct move move;

    fixture_start(&fixture, THOTH_PREDICT_LATEST);
    for (int i = 0; i < 2; i++) {
        latest->choose(&fixture.search, fixture.search.own, &move);
        move_make(&fixture.search, &move, &reward);
        latest->learn(&fixture.search, fixture.search.own, &reward);
    }
    latest->learn(&fixture.search, fixture.search.own, &invalid);
    for (int i = 0; i < DRAWS; i++) {
        latest->choose(&fixture.search, fixture.search.own, &move);
        older += move.version > 1;
    }
    CU_ASSERT_DOUBLE_EQUAL(older / (double)DRAWS, 0.1 / 3, 0.003);
    reward.kind = REWARD_FINAL;
    latest->learn(&fixture.search, fixture.search.own, &reward);
    for (int i = 0; i < 100; i++) {
        latest->choose(&fixture.search, fixture.search.own, &move);
        CU_ASSERT_EQUAL(move.version, 1);
    }
    fixture_end(&fixture);
}

/* The newest with 0.9 + 0.1 * 3/6, then 0.1 * 2/6 and 0.1 * 1/6. */
static void recent_versions_are_preferred(void)
{
    static const double expected[] = {0.95, 0.1 / 3, 0.1 / 6};
    uint32_t versions[3] = {0}, places[2] = {0};
    struct fixture fixture;
    struct move move;

    fixture_start(&fixture, THOTH_PREDICT_TD);
    for (int i = 0; i < DRAWS; i++) {
        choose_recent(&fixture.search, beam_best(&fixture.search.beam), &move);
        versions[move.version]++;
        places[move.place]++;
    }
    for (int i = 0; i < 3; i++)
        CU_ASSERT_DOUBLE_EQUAL(versions[i] / (double)DRAWS, expected[i], 0.005);
    CU_ASSERT_DOUBLE_EQUAL(places[0] / (double)DRAWS, 0.5, 0.01);
    fixture_end(&fixture);
}

/* Of three states and 2 packages with 3 versions, or 1, each as often. */
static void sampling_is_uniform(void)
{
    uint32_t states[3] = {0}, versions[3] = {0};
    struct fixture fixture;
    struct reward reward;
    struct move move;

    fixture_start(&fixture, THOTH_PREDICT_SAMPLE);
    for (uint32_t v = 0; v < 2; v++) {
        move = (struct move){beam_best(&fixture.search.beam), 0, v};
        move.state = fixture.search.beam.states[0];
        move_make(&fixture.search, &move, &reward);
    }
    CU_ASSERT_EQUAL_FATAL(fixture.search.beam.count, 3);
    for (int i = 0; i < DRAWS; i++) {
        predictor_sample.choose(&fixture.search, NULL, &move);
        for (uint32_t s = 0; s < 3; s++)
            states[s] += fixture.search.beam.states[s] == move.state;
        if (move.state->count == 1)
            versions[move.version]++;
    }
    for (int s = 0; s < 3; s++)
        CU_ASSERT_DOUBLE_EQUAL(states[s] / (double)DRAWS, 1 / 3.0, 0.01);
    for (int v = 0; v < 3; v++)
        CU_ASSERT_DOUBLE_EQUAL(versions[v] / (double)DRAWS, 2 / 9.0, 0.01);
    fixture_end(&fixture);
}

static void walks_go_on_with_the_last_state(void)
{
    struct fixture fixture;
    struct reward reward;
    struct move move;

    fixture_start(&fixture, THOTH_PREDICT_WALK);
    predictor_walk.choose(&fixture.search, NULL, &move);
    CU_ASSERT_EQUAL(move.state->count, 2);
    move_make(&fixture.search, &move, &reward);
    for (int i = 0; i < 100; i++) {
        predictor_walk.choose(&fixture.search, NULL, &move);
        CU_ASSERT_PTR_EQUAL(move.state, reward.state);
    }
    fixture_end(&fixture);
}

/* When time is nearly up: the best state, and of it what scored best. */
static void at_no_temperature_td_exploits(void)
{
    volatile int exploit = 0;
    struct temporal_difference *td;
    struct fixture fixture;
    struct reward reward;
    struct move move = {0};

    fixture_start(&fixture, THOTH_PREDICT_TD);
    fixture.options.exploit = &exploit;
    td = fixture.search.own;
    move.state = beam_best(&fixture.search.beam);
    move.version = 1; /* scores 0.1, so that its state is best */
    move_make(&fixture.search, &move, &reward);
    policy_credit(td->records, 4, UNIT);
    td_choose(&fixture.search, td, &move);
    CU_ASSERT(td->annealing.temperature > 900);
    exploit = 1;
    for (int i = 0; i < 100; i++) {
        td_choose(&fixture.search, td, &move);
        CU_ASSERT_PTR_EQUAL(move.state, reward.state);
        CU_ASSERT_EQUAL(move.version, 1);
    }
    CU_ASSERT_EQUAL(td->annealing.temperature, 0);
    fixture_end(&fixture);
}

static const struct test_case cases[] = {
    {"temperature cools with accepted stacks",
     temperature_cools_with_accepted_stacks},
    {"acceptance falls with the temperature",
     acceptance_falls_with_the_temperature},
    {"td credits the moved version", td_credits_the_moved_version},
    {"td adds rewards up over n moves", td_adds_rewards_up_over_n_moves},
    {"td with a trace credits all resolved",
     td_with_a_trace_credits_all_resolved},
    {"exploiting takes the highest average",
     exploiting_takes_the_highest_average},
    {"tree search credits whole stacks", tree_search_credits_whole_stacks},
    {"hill climbing takes the first of the best",
     hill_climbing_takes_the_first_of_the_best},
    {"latest warms up with direct requirements",
     latest_warms_up_with_direct_requirements},
    {"latest hops after an invalid move", latest_hops_after_an_invalid_move},
    {"recent versions are preferred", recent_versions_are_preferred},
    {"sampling is uniform", sampling_is_uniform},
    {"walks go on with the last state", walks_go_on_with_the_last_state},
    {"at no temperature td exploits", at_no_temperature_td_exploits},
};

TEST_MAIN("predictor", cases)
