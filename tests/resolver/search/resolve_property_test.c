/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Random small spaces, against all their stacks: every predictor reaches each
 * stack exactly once, products are valid, exact proves the best of them, and
 * a beam keeps its width.
 */
#include "tests/harness/run.h"
#include "tests/resolver/search/small_space.h"

#include <math.h>

#define SPACES 150

struct outcome {
    struct thoth_resolution *resolution;
    struct thoth_resolution_facts facts;
    double scores[3];
};

static struct outcome resolve(struct thoth_space *space,
                              const struct thoth_resolve_options *options)
{
    struct outcome outcome = {.scores = {-INFINITY, -INFINITY, -INFINITY}};

    CU_ASSERT_EQUAL_FATAL(thoth_resolve(space, options, &outcome.resolution),
                          THOTH_OK);
    thoth_resolution_describe(outcome.resolution, &outcome.facts);
    for (uint32_t i = 0; i < outcome.facts.products && i < 3; i++) {
        uint32_t count;
        const struct thoth_choice *choices = thoth_resolution_product(
            outcome.resolution, i, &count, &outcome.scores[i]);

        CU_ASSERT(small_is_valid(space, choices, count));
    }
    return outcome;
}

static bool same_scores(const double *a, const double *b)
{
    for (int i = 0; i < 3; i++)
        if (isinf(a[i]) != isinf(b[i]) ||
            (!isinf(a[i]) && fabs(a[i] - b[i]) > 1e-9))
            return false;
    return true;
}

static struct thoth_resolve_options exhaustive(enum thoth_predictor predictor)
{
    struct thoth_resolve_options options;

    thoth_resolve_options_init(&options);
    options.predictor = predictor;
    options.limit = 1000000;
    return options;
}

static void visit_all(uint32_t versions, enum thoth_predictor predictor)
{
    struct thoth_resolve_options options = exhaustive(predictor);
    struct random_source random;

    random_seed(&random, 20 + predictor);
    for (int i = 0; i < SPACES; i++) {
        struct thoth_space *space = small_random(&random, versions);
        struct outcome outcome = resolve(space, &options);
        struct small_stacks stacks = small_enumerate(space);

        CU_ASSERT_EQUAL(outcome.facts.end, THOTH_END_EXHAUSTED);
        CU_ASSERT_EQUAL(outcome.facts.accepted, stacks.count);
        CU_ASSERT(same_scores(outcome.scores, stacks.best));
        thoth_resolution_release(outcome.resolution);
        thoth_space_release(space);
    }
}

static void every_predictor_visits_each_stack_once(void)
{
    for (unsigned p = 0; p < THOTH_PREDICTORS; p++)
        if (p != THOTH_PREDICT_EXACT)
            visit_all(4, (enum thoth_predictor)p);
}

/* Two packages of 60 versions have sets that do not fit in a word. */
static void wide_sets_visit_each_stack_once(void)
{
    struct random_source random;

    random_seed(&random, 7);
    for (int i = 0; i < 30; i++) {
        const uint32_t versions[] = {60, 100, 130};
        struct thoth_space *space = small_space(versions, 3);
        struct thoth_resolve_options options = exhaustive(THOTH_PREDICT_TD);
        struct small_stacks stacks;
        struct outcome outcome;

        for (uint32_t v = 0; v < 60; v++) {
            small_score(space, 0, v, (double)random_below(&random, 100) / 100);
            small_require(space, 0, v, 1,
                          random_next(&random) & random_next(&random) &
                              random_next(&random));
            small_require(space, 0, v, 2,
                          random_next(&random) & random_next(&random) &
                              random_next(&random));
        }
        for (uint32_t v = 0; v < 100; v++)
            small_require(space, 1, v, 2, random_next(&random));
        small_root(space, 0, random_next(&random));
        outcome = resolve(space, &options);
        stacks = small_enumerate(space);
        CU_ASSERT_EQUAL(outcome.facts.accepted, stacks.count);
        CU_ASSERT(same_scores(outcome.scores, stacks.best));
        thoth_resolution_release(outcome.resolution);
        thoth_space_release(space);
    }
}

static void exact_proves_the_best(void)
{
    struct thoth_resolve_options options = exhaustive(THOTH_PREDICT_EXACT);
    struct random_source random;
    uint64_t accepted = 0, stacks_there_are = 0;

    options.limit = 1; /* stacks to begin with */
    random_seed(&random, 99);
    for (int i = 0; i < 3 * SPACES; i++) {
        struct thoth_space *space = small_random(&random, 6);
        struct outcome outcome = resolve(space, &options);
        struct small_stacks stacks = small_enumerate(space);

        CU_ASSERT_EQUAL(outcome.facts.end, THOTH_END_PROVED);
        CU_ASSERT(same_scores(outcome.scores, stacks.best));
        if (stacks.count == 0)
            CU_ASSERT(outcome.facts.bound < 0 && isinf(outcome.facts.bound));
        if (stacks.count > 0)
            CU_ASSERT_DOUBLE_EQUAL(outcome.facts.bound, stacks.best[0], 1e-9);
        accepted += outcome.facts.accepted;
        stacks_there_are += stacks.count;
        thoth_resolution_release(outcome.resolution);
        thoth_space_release(space);
    }
    CU_ASSERT(accepted < stacks_there_are / 3); /* it looks at few of them */
}

static void beams_keep_their_width(void)
{
    struct random_source random;

    random_seed(&random, 5);
    for (int i = 0; i < SPACES; i++) {
        enum thoth_predictor predictor =
            (enum thoth_predictor)random_below(&random, THOTH_PREDICT_EXACT);
        struct thoth_resolve_options options = exhaustive(predictor);
        struct thoth_space *space = small_random(&random, 5);
        struct small_stacks stacks;
        struct outcome outcome;

        options.beam_width = 1 + random_below(&random, 6);
        outcome = resolve(space, &options);
        stacks = small_enumerate(space);
        CU_ASSERT(outcome.facts.states <= (uint64_t)options.beam_width);
        CU_ASSERT(outcome.facts.accepted <= stacks.count);
        thoth_resolution_release(outcome.resolution);
        thoth_space_release(space);
    }
}

static bool same_products(const struct outcome *a, const struct outcome *b)
{
    for (uint32_t i = 0; i < a->facts.products; i++) {
        uint32_t left, right;
        double score;
        const struct thoth_choice *x =
            thoth_resolution_product(a->resolution, i, &left, &score);
        const struct thoth_choice *y =
            thoth_resolution_product(b->resolution, i, &right, &score);

        if (y == NULL || left != right)
            return false;
        for (uint32_t j = 0; j < left; j++)
            if (x[j].package != y[j].package || x[j].version != y[j].version)
                return false;
    }
    return a->facts.products == b->facts.products;
}

static void a_seed_decides_a_run(void)
{
    struct random_source random;
    uint32_t different = 0;

    random_seed(&random, 11);
    for (int i = 0; i < SPACES; i++) {
        struct thoth_resolve_options options =
            exhaustive((enum thoth_predictor)(i % THOTH_PREDICTORS));
        struct thoth_space *space = small_random(&random, 6);
        struct outcome first, second, third;

        options.limit = 3;
        options.seed = random_next(&random);
        first = resolve(space, &options);
        second = resolve(space, &options);
        options.seed++;
        third = resolve(space, &options);
        CU_ASSERT(same_products(&first, &second));
        CU_ASSERT_EQUAL(first.facts.iterations, second.facts.iterations);
        different += !same_products(&first, &third);
        thoth_resolution_release(first.resolution);
        thoth_resolution_release(second.resolution);
        thoth_resolution_release(third.resolution);
        thoth_space_release(space);
    }
    CU_ASSERT(different > 0);
}

static const struct test_case cases[] = {
    {"every predictor visits each stack once",
     every_predictor_visits_each_stack_once},
    {"so it is with sets of many versions", wide_sets_visit_each_stack_once},
    {"exact proves the best stacks", exact_proves_the_best},
    {"beams keep their width", beams_keep_their_width},
    {"a seed decides a run", a_seed_decides_a_run},
};

TEST_MAIN("resolve_property", cases)
