/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exact, on random small spaces with versions that are left out, stand for
 * others, are added by steps, or are judged by the stack, against all their
 * stacks in all orders: what it proves is true, its bound holds in any case,
 * and what other predictors find are stacks.
 */
#include "tests/harness/run.h"
#include "tests/resolver/search/ordered_space.h"

#include <math.h>

#define SPACES 2000

static double stack_scores[ORDERED_KEYS];

struct figures {
    uint32_t solvable, proved, additions;
};

/* The best three scores of all stacks. */
static void best_three(double best[3])
{
    best[0] = best[1] = best[2] = -INFINITY;
    for (uint32_t i = 0; i < ORDERED_KEYS; i++) {
        double score = stack_scores[i];

        for (int place = 0; place < 3; place++)
            if (score > best[place]) {
                double worse = best[place];

                best[place] = score;
                score = worse;
            }
    }
}

static bool same(double a, double b)
{
    return isinf(a) ? isinf(b) : fabs(a - b) < 1e-9;
}

/* Resolves, and checks that products are stacks, all different. */
static struct thoth_resolution_facts run(struct ordered_space *ordered,
                                         enum thoth_predictor predictor,
                                         double scores[3])
{
    const struct thoth_space_rules rules = {ordered_step, NULL, ordered};
    struct thoth_space *space = ordered_build(ordered);
    struct thoth_resolve_options options;
    struct thoth_resolution *resolution;
    struct thoth_resolution_facts facts = {0};
    uint32_t count, keys[3];

    thoth_resolve_options_init(&options);
    options.predictor = predictor;
    options.rules = &rules;
    options.limit = 1000000;
    scores[0] = scores[1] = scores[2] = -INFINITY;
    CU_ASSERT_EQUAL_FATAL(thoth_resolve(space, &options, &resolution),
                          THOTH_OK);
    thoth_resolution_describe(resolution, &facts);
    for (uint32_t i = 0; i < facts.products; i++) {
        const struct thoth_choice *choices =
            thoth_resolution_product(resolution, i, &count, &scores[i]);

        keys[i] = ordered_key(choices, count);
        CU_ASSERT(scores[i] < stack_scores[keys[i]] + 1e-9);
        for (uint32_t j = 0; j < i; j++)
            CU_ASSERT(keys[i] != keys[j]);
    }
    thoth_resolution_release(resolution);
    thoth_space_release(space);
    return facts;
}

static void check_exact(struct ordered_space *ordered, struct figures *figures)
{
    double best[3], scores[3];
    struct thoth_resolution_facts facts =
        run(ordered, THOTH_PREDICT_EXACT, scores);

    best_three(best);
    figures->solvable += !isinf(best[0]);
    if (facts.end == THOTH_END_PROVED) {
        figures->proved += !isinf(best[0]);
        for (int i = 0; i < 3; i++)
            CU_ASSERT(same(scores[i], best[i]));
    } else {
        CU_ASSERT_EQUAL(facts.end, THOTH_END_EXHAUSTED);
    }
    CU_ASSERT(facts.bound > best[0] - 1e-9 || isinf(best[0]));
}

static struct figures check_spaces(unsigned features)
{
    struct random_source random;
    struct ordered_space ordered;
    struct figures figures = {0};

    random_seed(&random, 40 + features);
    for (int i = 0; i < SPACES; i++) {
        ordered_random(&ordered, &random, features);
        ordered_enumerate(&ordered, stack_scores);
        check_exact(&ordered, &figures);
        figures.additions += ordered.addition_count;
    }
    return figures;
}

/* Then the order has no part in it, and everything is proved. */
static void left_out_versions_are_considered(void)
{
    struct figures figures = check_spaces(ORDERED_SKIPS);

    CU_ASSERT(figures.solvable > SPACES / 4);
    CU_ASSERT_EQUAL(figures.proved, figures.solvable);
}

static void pseudonyms_are_considered(void)
{
    struct figures figures = check_spaces(ORDERED_PSEUDONYMS);

    CU_ASSERT(figures.solvable > SPACES / 4);
    CU_ASSERT(figures.proved > figures.solvable / 3);
    figures = check_spaces(ORDERED_PSEUDONYMS | ORDERED_SKIPS);
    CU_ASSERT(figures.proved > figures.solvable / 3);
}

static void steps_that_look_at_the_stack_are_considered(void)
{
    struct figures figures = check_spaces(ORDERED_STEPS);

    CU_ASSERT(figures.solvable > SPACES / 4);
    CU_ASSERT(figures.proved > figures.solvable / 4);
}

static void additions_are_considered(void)
{
    struct figures figures = check_spaces(ORDERED_ADDITIONS);

    CU_ASSERT(figures.additions > SPACES);
    CU_ASSERT(figures.proved > figures.solvable / 5);
    figures = check_spaces(ORDERED_ADDITIONS | ORDERED_STEPS | ORDERED_SKIPS |
                           ORDERED_PSEUDONYMS);
    CU_ASSERT(figures.proved > figures.solvable / 10);
}

/* Every predictor's products are stacks; where the order has no part in it,
 * all find the best ones. */
static void all_predictors_find_stacks(void)
{
    struct random_source random;
    struct ordered_space ordered;

    random_seed(&random, 60);
    for (unsigned i = 0; i < SPACES; i++) {
        enum thoth_predictor predictor =
            (enum thoth_predictor)(i % THOTH_PREDICT_EXACT);
        unsigned features = i / THOTH_PREDICT_EXACT % 16;
        double scores[3], best[3];

        ordered_random(&ordered, &random, features);
        ordered_enumerate(&ordered, stack_scores);
        run(&ordered, predictor, scores);
        best_three(best);
        if ((features & ~(unsigned)ORDERED_SKIPS) == 0)
            for (int place = 0; place < 3; place++)
                CU_ASSERT(same(scores[place], best[place]));
    }
}

static const struct test_case cases[] = {
    {"versions that are left out are considered",
     left_out_versions_are_considered},
    {"pseudonyms are considered", pseudonyms_are_considered},
    {"steps that look at the stack are considered",
     steps_that_look_at_the_stack_are_considered},
    {"packages that steps add are considered", additions_are_considered},
    {"what predictors find are stacks", all_predictors_find_stacks},
};

TEST_MAIN("exact_property", cases)
