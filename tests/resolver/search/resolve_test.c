/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a run does, on spaces of a few packages: intersections, moves that are
 * invalid, rules that refuse, skip, add and stop, pseudonyms, ties, why it
 * ends.
 */
#include "tests/harness/run.h"
#include "tests/resolver/search/small_space.h"

#include <math.h>
#include <string.h>

/* A run's first product as text, "a0 b2": packages and versions in order. */
struct run {
    struct thoth_resolution_facts facts;
    char best[64];
    double score;
};

static enum thoth_status run(struct thoth_space *space,
                             const struct thoth_resolve_options *options,
                             struct run *run)
{
    struct thoth_resolution *resolution;
    const struct thoth_choice *choices;
    enum thoth_status status = thoth_resolve(space, options, &resolution);
    uint32_t count = 0;

    memset(run, 0, sizeof(*run));
    if (status != THOTH_OK)
        return status;
    thoth_resolution_describe(resolution, &run->facts);
    choices = thoth_resolution_product(resolution, 0, &count, &run->score);
    for (uint32_t i = 0; choices != NULL && i < count; i++) {
        char *end = run->best + strlen(run->best);

        *end++ = i > 0 ? ' ' : '\0';
        end -= i == 0;
        *end++ = (char)('a' + choices[i].package);
        *end++ = (char)('0' + choices[i].version);
        *end = '\0';
    }
    thoth_resolution_release(resolution);
    return THOTH_OK;
}

static struct thoth_resolve_options hill(void)
{
    struct thoth_resolve_options options;

    thoth_resolve_options_init(&options);
    options.predictor = THOTH_PREDICT_HILL;
    options.limit = 1000;
    return options;
}

static void shared_requirements_are_intersected(void)
{
    static const uint32_t versions[] = {1, 1, 4};
    struct thoth_space *space = small_space(versions, 3);
    struct thoth_resolve_options options = hill();
    struct run got;

    small_root(space, 0, 1);
    small_root(space, 1, 1);
    small_require(space, 0, 0, 2, 0x7);
    small_require(space, 1, 0, 2, 0xc);
    CU_ASSERT_EQUAL(run(space, &options, &got), THOTH_OK);
    CU_ASSERT_STRING_EQUAL(got.best, "a0 b0 c2");
    CU_ASSERT_EQUAL(got.facts.accepted, 1);
    CU_ASSERT_EQUAL(got.facts.end, THOTH_END_EXHAUSTED);
    thoth_space_release(space);
}

static void resolved_versions_stay(void)
{
    static const uint32_t versions[] = {2, 2};
    struct thoth_space *space = small_space(versions, 2);
    struct thoth_resolve_options options = hill();
    struct run got;

    small_root(space, 0, 3);
    small_root(space, 1, 3);
    small_require(space, 1, 0, 0, 2); /* b0 needs a1 */
    small_require(space, 0, 0, 0, 1); /* a0 needs itself */
    small_require(space, 0, 1, 0, 1); /* a1 does not: it is no choice */
    CU_ASSERT_EQUAL(run(space, &options, &got), THOTH_OK);
    CU_ASSERT_STRING_EQUAL(got.best, "a0 b1");
    CU_ASSERT_EQUAL(got.facts.accepted, 1);
    CU_ASSERT(got.facts.invalid > 0);
    thoth_space_release(space);
}

static void without_candidates_there_is_no_stack(void)
{
    static const uint32_t versions[] = {2, 0};
    struct thoth_space *space = small_space(versions, 2);
    struct thoth_resolve_options options = hill();
    struct run got;

    small_root(space, 0, 3);
    small_require(space, 0, 0, 1, 0);
    small_require(space, 0, 1, 1, 0);
    CU_ASSERT_EQUAL(run(space, &options, &got), THOTH_OK);
    CU_ASSERT_EQUAL(got.facts.products, 0);
    CU_ASSERT_EQUAL(got.facts.end, THOTH_END_EXHAUSTED);
    CU_ASSERT_EQUAL(got.facts.invalid, 0); /* it is known beforehand */
    thoth_space_release(space);
}

static void sieves_and_skips_leave_out(void)
{
    static const uint32_t versions[] = {1, 3, 2};
    const uint64_t usable = 4;
    struct thoth_space *space = small_space(versions, 3);
    struct thoth_resolve_options options = hill();
    struct run got;

    small_root(space, 0, 1);
    small_require(space, 0, 0, 1, 7);
    small_require(space, 0, 0, 2, 3);
    CU_ASSERT_EQUAL(thoth_space_sieve(space, 1, &usable), THOTH_OK);
    CU_ASSERT_EQUAL(thoth_space_sieve(space, 2, NULL), THOTH_OK);
    CU_ASSERT_EQUAL(run(space, &options, &got), THOTH_OK);
    CU_ASSERT_STRING_EQUAL(got.best, "a0 b2");
    thoth_space_release(space);
}

static void skipped_versions_take_their_requirements_along(void)
{
    static const uint32_t versions[] = {1, 1, 1};
    struct thoth_space *space = small_space(versions, 3);
    struct thoth_resolve_options options = hill();
    struct run got;

    small_root(space, 0, 1);
    small_require(space, 0, 0, 1, 1);
    small_require(space, 1, 0, 2, 1);
    thoth_space_judge_version(space, 1, 0, THOTH_FATE_SKIPPED, 0.5);
    CU_ASSERT_EQUAL(run(space, &options, &got), THOTH_OK);
    CU_ASSERT_STRING_EQUAL(got.best, "a0");
    CU_ASSERT_EQUAL(got.score, 0);
    thoth_space_release(space);
}

static void pseudonyms_stand_for_packages(void)
{
    static const uint32_t versions[] = {1, 2, 2};
    struct thoth_space *space = small_space(versions, 3);
    struct thoth_resolve_options options = hill();
    struct run got;

    small_root(space, 0, 1);
    small_require(space, 0, 0, 1, 3);
    small_score(space, 2, 1, 0.5);
    CU_ASSERT_EQUAL(thoth_space_add_pseudonym(space, 1, 0, 2, 1), THOTH_OK);
    CU_ASSERT_EQUAL(run(space, &options, &got), THOTH_OK);
    CU_ASSERT_STRING_EQUAL(got.best, "a0 c1");
    CU_ASSERT_EQUAL(got.facts.accepted, 3); /* b0, b1, or c1 */
    thoth_space_release(space);
}

/* Rules that answer as the test says for the last package. */
struct rule {
    struct thoth_step_answer answer;
    enum thoth_verdict stride;
    enum thoth_status status;
    uint32_t asked, strides;
    enum thoth_version_fate fate;
};

static enum thoth_status rule_step(void *user,
                                   const struct thoth_choice *resolved,
                                   uint32_t count, struct thoth_choice choice,
                                   struct thoth_step_answer *answer)
{
    struct rule *rule = user;

    CU_ASSERT(count == 1 && resolved[0].package == 0);
    CU_ASSERT_EQUAL(choice.package, 1);
    rule->asked++;
    *answer = rule->answer;
    return rule->status;
}

static enum thoth_status rule_stride(void *user,
                                     const struct thoth_choice *resolved,
                                     uint32_t count,
                                     enum thoth_verdict *verdict)
{
    struct rule *rule = user;

    (void)resolved;
    CU_ASSERT(count >= 1);
    rule->strides++;
    *verdict = rule->stride;
    return THOTH_OK;
}

static enum thoth_status run_rule(struct rule *rule, struct run *got)
{
    static const uint32_t versions[] = {1, 1, 2};
    struct thoth_space *space = small_space(versions, 3);
    struct thoth_resolve_options options = hill();
    const struct thoth_space_rules rules = {rule_step, rule_stride, rule};
    enum thoth_status status;

    small_root(space, 0, 1);
    small_require(space, 0, 0, 1, 1);
    thoth_space_judge_version(space, 1, 0,
                              rule->fate ? rule->fate : THOTH_FATE_ASK, 1);
    CU_ASSERT_EQUAL(thoth_space_announce(space, 1, 0, 2, 1), THOTH_OK);
    options.rules = &rules;
    status = run(space, &options, got);
    CU_ASSERT_EQUAL(rule->asked, 1);
    thoth_space_release(space);
    return status;
}

static void steps_are_asked_with_the_stack(void)
{
    static const struct thoth_choice added = {2, 1};
    struct rule rule = {.answer = {.score = 0.25}};
    struct run got;

    CU_ASSERT_EQUAL(run_rule(&rule, &got), THOTH_OK);
    CU_ASSERT_STRING_EQUAL(got.best, "a0 b0");
    CU_ASSERT_EQUAL(got.score, 0.25);

    rule = (struct rule){.answer = {THOTH_ACCEPTED, 0.5, &added, 1}};
    CU_ASSERT_EQUAL(run_rule(&rule, &got), THOTH_OK);
    CU_ASSERT_STRING_EQUAL(got.best, "a0 b0 c1");

    rule = (struct rule){.answer = {.verdict = THOTH_SKIPPED},
                         .fate = THOTH_FATE_ASK_SKIP};
    CU_ASSERT_EQUAL(run_rule(&rule, &got), THOTH_OK);
    CU_ASSERT_STRING_EQUAL(got.best, "a0");

    rule = (struct rule){.answer = {.verdict = THOTH_NOT_ACCEPTABLE}};
    CU_ASSERT_EQUAL(run_rule(&rule, &got), THOTH_OK);
    CU_ASSERT_EQUAL(got.facts.products, 0);
    CU_ASSERT_EQUAL(got.facts.invalid, 1);
}

static void scores_that_are_no_numbers_are_errors(void)
{
    struct rule rule = {.answer = {.score = NAN}};
    struct run got;

    CU_ASSERT_EQUAL(run_rule(&rule, &got), THOTH_E_RULE);
    rule = (struct rule){.answer = {.score = INFINITY}};
    CU_ASSERT_EQUAL(run_rule(&rule, &got), THOTH_E_RULE);
    rule = (struct rule){.answer = {.verdict = THOTH_INVALID_SCORE}};
    CU_ASSERT_EQUAL(run_rule(&rule, &got), THOTH_OK);
    CU_ASSERT_EQUAL(got.facts.products, 0);
    rule = (struct rule){.status = THOTH_E_PATTERN};
    CU_ASSERT_EQUAL(run_rule(&rule, &got), THOTH_E_PATTERN);
}

static void eager_stops_end_a_run(void)
{
    struct rule rule = {.answer = {.verdict = THOTH_EAGER_STOP}};
    struct run got;

    CU_ASSERT_EQUAL(run_rule(&rule, &got), THOTH_OK);
    CU_ASSERT_EQUAL(got.facts.end, THOTH_END_EAGER_STOP);
    CU_ASSERT_EQUAL(got.facts.products, 0);
}

static void strides_discard_stacks(void)
{
    struct rule rule = {.stride = THOTH_NOT_ACCEPTABLE};
    struct run got;

    CU_ASSERT_EQUAL(run_rule(&rule, &got), THOTH_OK);
    CU_ASSERT_EQUAL(rule.strides, 1);
    CU_ASSERT_EQUAL(got.facts.discarded, 1);
    CU_ASSERT_EQUAL(got.facts.accepted, 0);
    CU_ASSERT_EQUAL(got.facts.products, 0);
}

/* What comes of a stack that the caller has: "a" requires "b". */
static struct thoth_own own_of(const struct thoth_choice *own, uint32_t count,
                               struct run *got)
{
    static const uint32_t versions[] = {2, 3};
    struct thoth_space *space = small_space(versions, 2);
    struct thoth_resolve_options options = hill();

    small_root(space, 0, 3);
    small_require(space, 0, 0, 1, 3);
    small_require(space, 0, 1, 1, 7);
    small_score(space, 0, 0, 0.5);
    thoth_space_judge_version(space, 1, 1, THOTH_FATE_REFUSED, 0);
    options.own = own;
    options.own_count = count;
    CU_ASSERT_EQUAL(run(space, &options, got), THOTH_OK);
    CU_ASSERT_EQUAL(got->facts.accepted, 3); /* it is not counted */
    thoth_space_release(space);
    return got->facts.own;
}

static void own_stacks_are_looked_at(void)
{
    struct run got;
    struct thoth_own own;

    own = own_of((struct thoth_choice[]){{1, 0}, {0, 1}}, 2, &got);
    CU_ASSERT_EQUAL(own.verdict, THOTH_OWN_SCORED);
    CU_ASSERT(own.score == 0 && own.product == 1);
    CU_ASSERT_EQUAL(got.facts.products, 3);
    CU_ASSERT_STRING_EQUAL(got.best, "a0 b0");
    own = own_of((struct thoth_choice[]){{0, 0}, {1, 0}}, 2, &got);
    CU_ASSERT(own.verdict == THOTH_OWN_SCORED && own.product == 0);
    own = own_of((struct thoth_choice[]){{0, 1}}, 1, &got);
    CU_ASSERT(own.verdict == THOTH_OWN_MISSING && own.at.package == 1);
    own = own_of((struct thoth_choice[]){{0, 0}, {1, 2}}, 2, &got);
    CU_ASSERT_EQUAL(own.verdict, THOTH_OWN_EXCLUDED);
    CU_ASSERT(own.at.package == 1 && own.at.version == 2);
    own = own_of((struct thoth_choice[]){{0, 0}, {1, 1}}, 2, &got);
    CU_ASSERT_EQUAL(own.verdict, THOTH_OWN_REFUSED);
    CU_ASSERT_EQUAL(own.product, UINT32_MAX);
    own = own_of(NULL, 0, &got);
    CU_ASSERT_EQUAL(own.verdict, THOTH_OWN_ABSENT);
}

static void earlier_stacks_win_ties(void)
{
    static const uint32_t versions[] = {4};
    struct thoth_space *space = small_space(versions, 1);
    struct thoth_resolve_options options = hill();
    struct run got;

    small_root(space, 0, 15);
    CU_ASSERT_EQUAL(run(space, &options, &got), THOTH_OK);
    CU_ASSERT_STRING_EQUAL(got.best, "a0");
    CU_ASSERT_EQUAL(got.facts.accepted, 4);
    CU_ASSERT_EQUAL(got.facts.products, 3);
    options.latest_versions = 2;
    CU_ASSERT_EQUAL(run(space, &options, &got), THOTH_OK);
    CU_ASSERT_EQUAL(got.facts.accepted, 2);
    options.limit = 1;
    CU_ASSERT_EQUAL(run(space, &options, &got), THOTH_OK);
    CU_ASSERT_EQUAL(got.facts.accepted, 1);
    CU_ASSERT_EQUAL(got.facts.end, THOTH_END_LIMIT);
    thoth_space_release(space);
}

static void runs_can_be_stopped(void)
{
    static const uint32_t versions[] = {4};
    struct thoth_space *space = small_space(versions, 1);
    struct thoth_resolve_options options = hill();
    volatile int stop = 1;
    struct run got;

    small_root(space, 0, 15);
    options.stop = &stop;
    CU_ASSERT_EQUAL(run(space, &options, &got), THOTH_OK);
    CU_ASSERT_EQUAL(got.facts.end, THOTH_END_INTERRUPTED);
    options.stop = NULL;
    options.timeout = 1e-9;
    CU_ASSERT_EQUAL(run(space, &options, &got), THOTH_OK);
    CU_ASSERT_EQUAL(got.facts.end, THOTH_END_TIMEOUT);
    options.timeout = 0;
    options.count = 0;
    CU_ASSERT_EQUAL(run(space, &options, &got), THOTH_E_ARGUMENT);
    thoth_space_release(space);
}

static void histories_keep_to_their_room(void)
{
    static const uint32_t versions[] = {40, 40};
    struct thoth_space *space = small_space(versions, 2);
    struct thoth_resolve_options options = hill();
    struct thoth_resolution *resolution;
    struct thoth_resolution_facts facts;

    small_root(space, 0, UINT64_MAX);
    small_root(space, 1, UINT64_MAX);
    options.history = 100;
    CU_ASSERT_EQUAL(thoth_resolve(space, &options, &resolution), THOTH_OK);
    thoth_resolution_describe(resolution, &facts);
    CU_ASSERT(facts.iterations > 200);
    CU_ASSERT(facts.samples > 40 && facts.samples <= 100);
    for (uint32_t i = 1; i < facts.samples; i++)
        CU_ASSERT(thoth_resolution_history(resolution)[i].accepted >=
                  thoth_resolution_history(resolution)[i - 1].accepted);
    thoth_resolution_release(resolution);
    thoth_space_release(space);
}

static const struct test_case cases[] = {
    {"shared requirements are intersected",
     shared_requirements_are_intersected},
    {"resolved versions stay", resolved_versions_stay},
    {"without candidates there is no stack",
     without_candidates_there_is_no_stack},
    {"sieves and skips leave out", sieves_and_skips_leave_out},
    {"skipped versions take their requirements along",
     skipped_versions_take_their_requirements_along},
    {"pseudonyms stand for packages", pseudonyms_stand_for_packages},
    {"steps are asked with the stack", steps_are_asked_with_the_stack},
    {"scores that are no numbers are errors",
     scores_that_are_no_numbers_are_errors},
    {"eager stops end a run", eager_stops_end_a_run},
    {"strides discard stacks", strides_discard_stacks},
    {"own stacks are looked at", own_stacks_are_looked_at},
    {"earlier stacks win ties", earlier_stacks_win_ties},
    {"runs can be stopped", runs_can_be_stopped},
    {"histories keep to their room", histories_keep_to_their_room},
};

TEST_MAIN("resolve", cases)
