/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exact on spaces made for it: what it reports without a proof, and what it may
 * not take for proved.
 */
#include "tests/harness/run.h"
#include "tests/resolver/search/small_space.h"

struct outcome {
    struct thoth_resolution_facts facts;
    double score; /* of the best stack, if there is one */
};

static enum thoth_status resolve(struct thoth_space *space,
                                 const struct thoth_resolve_options *options,
                                 struct outcome *outcome)
{
    struct thoth_resolution *resolution;
    enum thoth_status status = thoth_resolve(space, options, &resolution);
    uint32_t count;

    *outcome = (struct outcome){.score = 0};
    if (status != THOTH_OK)
        return status;
    thoth_resolution_describe(resolution, &outcome->facts);
    thoth_resolution_product(resolution, 0, &count, &outcome->score);
    thoth_resolution_release(resolution);
    return THOTH_OK;
}

/* What interrupts a search after some thousand iterations. */
struct interrupt {
    int stop;
};

static void interrupt_late(void *user, const struct thoth_progress *progress)
{
    struct interrupt *interrupt = user;

    interrupt->stop = progress->iterations > 50000;
}

/* Each of 24 packages has four versions, all of which require a package that
 * costs 0.1: bounds fall so slowly that branch and bound sees no stack in any
 * reasonable time. */
static void exact_has_stacks_when_interrupted(void)
{
    uint32_t versions[48];
    struct thoth_space *space;
    struct thoth_resolve_options options;
    struct interrupt interrupt = {0};
    struct outcome got;

    for (uint32_t i = 0; i < 24; i++) {
        versions[i] = 4;
        versions[24 + i] = 1;
    }
    space = small_space(versions, 48);
    for (uint32_t i = 0; i < 24; i++) {
        small_root(space, i, 0xf);
        small_score(space, 24 + i, 0, -0.1);
        for (uint32_t v = 0; v < 4; v++)
            small_require(space, i, v, 24 + i, 1);
    }
    thoth_resolve_options_init(&options);
    options.predictor = THOTH_PREDICT_EXACT;
    options.progress = interrupt_late;
    options.progress_user = &interrupt;
    options.stop = &interrupt.stop;
    CU_ASSERT_EQUAL(resolve(space, &options, &got), THOTH_OK);
    CU_ASSERT_EQUAL(got.facts.end, THOTH_END_INTERRUPTED);
    CU_ASSERT_EQUAL(got.facts.products, 3);
    CU_ASSERT_DOUBLE_EQUAL(got.score, -2.4, 1e-9);
    CU_ASSERT(got.facts.accepted >= 3);
    CU_ASSERT(got.facts.bound > got.score && got.facts.bound <= 0);
    thoth_space_release(space);
}

/* Packages a and b each have a step that adds another version of c. */
static enum thoth_status add_to_c(void *user,
                                  const struct thoth_choice *resolved,
                                  uint32_t count, struct thoth_choice choice,
                                  struct thoth_step_answer *answer)
{
    static const struct thoth_choice added[] = {{2, 0}, {2, 1}};

    (void)user;
    (void)resolved;
    (void)count;
    if (choice.package < 2) {
        answer->added = &added[choice.package];
        answer->added_count = 1;
    }
    return THOTH_OK;
}

/* Nobody requires c. Once the step of a added c0 and c0 is resolved, the step
 * of b adds nothing: the better stack with c1 is reached in another order only.
 */
static void exact_knows_that_candidates_may_grow(void)
{
    static const uint32_t versions[] = {1, 1, 2};
    const struct thoth_space_rules rules = {add_to_c, NULL, NULL};
    struct thoth_space *space = small_space(versions, 3);
    struct thoth_resolve_options options;
    struct outcome got;

    for (uint32_t i = 0; i < 2; i++) {
        small_root(space, i, 1);
        thoth_space_judge_version(space, i, 0, THOTH_FATE_ASK, 0);
        CU_ASSERT_EQUAL(thoth_space_announce(space, i, 0, 2, i), THOTH_OK);
    }
    small_score(space, 2, 1, 1);
    thoth_resolve_options_init(&options);
    options.predictor = THOTH_PREDICT_EXACT;
    options.rules = &rules;
    options.limit = options.count = 1;
    CU_ASSERT_EQUAL(resolve(space, &options, &got), THOTH_OK);
    CU_ASSERT_EQUAL(got.facts.products, 1);
    CU_ASSERT(got.score == 1 || got.facts.end != THOTH_END_PROVED);
    CU_ASSERT(got.facts.bound >= 1);
    thoth_space_release(space);
}

static const struct test_case cases[] = {
    {"there are stacks when it is interrupted",
     exact_has_stacks_when_interrupted},
    {"candidates may grow", exact_knows_that_candidates_may_grow},
};

TEST_MAIN("exact", cases)
