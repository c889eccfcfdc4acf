/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Plans: when they stop being true, and many candidates at once. That steps by
 * plan are the steps without one is tested wherever steps are (rule_case.c).
 */
#include "tests/harness/run.h"
#include "tests/runtime/rule_case.h"

#define IS(actual, expected) CU_ASSERT_STRING_EQUAL(actual, expected)
#define PACKAGES(...) ((const char *const[]){__VA_ARGS__, NULL})

static double score_of(struct rule_case *rules, thoth_package package)
{
    struct thoth_bounds bounds;

    CU_ASSERT_EQUAL(thoth_plans_add(rules->plans, package, NULL), THOTH_OK);
    CU_ASSERT_EQUAL(thoth_plans_bounds(rules->plans, package, NULL, &bounds),
                    THOTH_OK);
    return bounds.score;
}

/* A package version that turns out to be for development needs a new plan. */
static void stale(void)
{
    struct rule_case rules;
    thoth_package package, other;

    if (rule_case_start(
            &rules, "  steps:\n"
                    "  - {<<: *step, name: D, run: {score: 0.5}, match:\n"
                    "     {package_version: {name: a, develop: true}}}\n")) {
        package = rule_package(&rules, "a", "1");
        other = rule_package(&rules, "b", "1");
        CU_ASSERT_EQUAL(score_of(&rules, package), 0);
        CU_ASSERT_EQUAL(score_of(&rules, other), 0);
        rule_package_from(&rules, "c", "1", RULE_INDEX, true);
        CU_ASSERT(thoth_plans_have(rules.plans, package));
        rule_package_from(&rules, "a", "1", RULE_INDEX, true);
        CU_ASSERT_FALSE(thoth_plans_have(rules.plans, package));
        CU_ASSERT(thoth_plans_have(rules.plans, other));
        thoth_plans_step(rules.plans, NULL, rules.state, package, NULL,
                         &rules.outcome, NULL);
        CU_ASSERT_EQUAL(rules.outcome.score, 0.5);
        CU_ASSERT_EQUAL(score_of(&rules, package), 0.5);
    }
    rule_case_close(&rules);
}

/* A step may find out itself that its package is for development. */
static void stale_on_the_way(void)
{
    struct rule_case rules;
    thoth_package package;

    if (rule_case_open(
            &rules,
            "  steps:\n"
            "  - {<<: *add, name: A, match: {package_version: {name: b}}, "
            "run:\n"
            "     {package_version: {name: b, locked_version: ==1.0,\n"
            "      develop: true, index_url: 'https://pypi.org/simple'}}}\n"
            "  - {<<: *step, name: D, run: {score: 0.5}, match:\n"
            "     {package_version: {name: b, develop: true}}}\n"
            "  - {<<: *step, name: O, run: {score: 0.25}, match:\n"
            "     {package_version: {develop: true}}}\n")) {
        rule_case_request(&rules, "python 3.8");
        CU_ASSERT_EQUAL_FATAL(rule_case_build(&rules), THOTH_OK);
        package = rule_package(&rules, "b", "1.0");
        IS(rule_step_package(&rules, package, PACKAGES("b 1.0")),
           "ok 0.75 added:A:b-1.0-develop");
    }
    rule_case_close(&rules);
}

static void candidates(void)
{
    struct rule_case rules;
    struct thoth_step_result results[4];
    thoth_package packages[4];
    uint32_t done;

    if (rule_case_start(
            &rules,
            "  steps:\n"
            "  - {<<: *step, name: S, match: {package_version: {name: a}},\n"
            "     run: {score: 0.5, justification:\n"
            "      [{type: INFO, message: w, link: n}]}}\n"
            "  - {<<: *step, name: N, run: {not_acceptable: xy}, match:\n"
            "     {package_version: {name: a, version: ==2}}}\n"
            "  - {<<: *step, name: L, match: {package_version: {name: a,\n"
            "     version: ==3}}, run: {log: {type: INFO, message: l}}}\n")) {
        for (int i = 0; i < 3; i++)
            packages[i] =
                rule_package(&rules, "a", (const char *[]){"1", "2", "3"}[i]);
        packages[3] = 99;
        CU_ASSERT_EQUAL(thoth_plans_add(rules.plans, packages[0], NULL),
                        THOTH_OK);
        CU_ASSERT_EQUAL(thoth_plans_add(rules.plans, packages[1], NULL),
                        THOTH_OK);
        CU_ASSERT_EQUAL(thoth_plans_step_each(
                            rules.plans, rules.run, rules.state, packages, 3,
                            NULL, results, &done, &rules.outcome, NULL),
                        THOTH_OK);
        CU_ASSERT_EQUAL(done, 3);
        CU_ASSERT_EQUAL(results[0].score, 0.5);
        CU_ASSERT_EQUAL(results[0].effect_count, 1);
        CU_ASSERT_EQUAL(results[1].verdict, THOTH_NOT_ACCEPTABLE);
        CU_ASSERT_EQUAL(results[1].message.length, 2);
        CU_ASSERT_EQUAL(results[1].effect_count, 0);
        CU_ASSERT_EQUAL(results[2].effect, 1);
        CU_ASSERT_EQUAL(results[2].effect_count, 1);
        CU_ASSERT_EQUAL(rules.outcome.effects[1].kind, THOTH_EFFECT_LOG);
        CU_ASSERT_EQUAL(rules.outcome.effect_count, 2);
        CU_ASSERT_EQUAL(thoth_plans_step_each(
                            rules.plans, NULL, rules.state, packages + 2, 2,
                            NULL, results, &done, &rules.outcome, &rules.error),
                        THOTH_E_ARGUMENT);
        CU_ASSERT_EQUAL(done, 1);
    }
    rule_case_close(&rules);
}

static void misuse(void)
{
    struct rule_case rules, other;
    struct thoth_bounds all;
    struct thoth_plans *plans;

    if (rule_case_start(&rules, "  boots: [{<<: *boot, name: B}]\n")) {
        CU_ASSERT_EQUAL(thoth_plans_add(rules.plans, 7, &rules.error),
                        THOTH_E_ARGUMENT);
        CU_ASSERT_EQUAL(thoth_plans_bounds(rules.plans, 7, NULL, &all),
                        THOTH_E_ARGUMENT);
        CU_ASSERT_FALSE(thoth_plans_have(rules.plans, 7));
        if (rule_case_start(&other, "  boots: [{<<: *boot, name: B}]\n"))
            CU_ASSERT_EQUAL(
                thoth_plans_create(rules.pipeline, other.catalog, NULL, &plans),
                THOTH_E_ARGUMENT);
        rule_case_close(&other);
    }
    rule_case_close(&rules);
}

static const struct test_case cases[] = {
    {"a plan ends when its package changes", stale},
    {"a step that changes its own package", stale_on_the_way},
    {"many candidates at once", candidates},
    {"plans of nothing are refused", misuse},
};

TEST_MAIN("plan", cases)
