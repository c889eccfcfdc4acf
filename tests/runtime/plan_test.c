/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Plans: what they know before any state is there, when they stop being true,
 * and many candidates at once. That steps by plan are the steps without one is
 * tested wherever steps are (rule_case.c).
 */
#include "tests/harness/run.h"
#include "tests/runtime/rule_case.h"

#include <math.h>

#define IS(actual, expected) CU_ASSERT_STRING_EQUAL(actual, expected)
#define PACKAGES(...) ((const char *const[]){__VA_ARGS__, NULL})
#define ENDINGS(verdict) (1u << (verdict))

#define ON_STATE(name, score, other, version)                                  \
    "  - {<<: *step, name: " name ", run: {score: " score "}, match:\n"        \
    "     {package_version: {name: a}, state: {resolved_dependencies:\n"       \
    "      [{name: " other ", version: " version "}],\n"                       \
    "      package_version_from_allow_other: true}}}\n"

static struct thoth_bounds bounds_of(struct rule_case *rules,
                                     thoth_package package, bool in_state)
{
    struct thoth_bounds bounds;

    CU_ASSERT_EQUAL(thoth_plans_add(rules->plans, package, NULL), THOTH_OK);
    CU_ASSERT_EQUAL(thoth_plans_bounds(rules->plans, package,
                                       in_state ? rules->state : NULL, &bounds),
                    THOTH_OK);
    return bounds;
}

static bool near(double left, double right)
{
    return fabs(left - right) < 1e-12;
}

static void bounds(void)
{
    struct rule_case rules;
    struct thoth_bounds all, here;
    thoth_package package;

    if (rule_case_start(
            &rules,
            "  steps:\n"
            "  - {<<: *step, name: S, match: {package_version: {name: a,\n"
            "     version: <2}}, run: {score: 0.25}}\n" ON_STATE(
                "P", "0.5", "b", "'<2'") ON_STATE("M", "-0.125", "c", "''"))) {
        package = rule_package(&rules, "a", "1");
        all = bounds_of(&rules, package, false);
        CU_ASSERT_EQUAL(all.score, 0.25);
        CU_ASSERT_EQUAL(all.lower, 0.125);
        CU_ASSERT_EQUAL(all.upper, 0.75);
        CU_ASSERT_EQUAL(all.open, 2);
        CU_ASSERT_EQUAL(all.endings, ENDINGS(THOTH_ACCEPTED));
        CU_ASSERT_EQUAL(all.unit, THOTH_NO_UNIT);
        CU_ASSERT_FALSE(all.fails);
        rule_resolve(&rules, PACKAGES("b 2"));
        here = bounds_of(&rules, package, true);
        CU_ASSERT_EQUAL(here.upper, 0.25);
        CU_ASSERT_EQUAL(here.lower, 0.125);
        CU_ASSERT_EQUAL(here.open, 1);
        rule_resolve(&rules, PACKAGES("b 1", "c 1"));
        here = bounds_of(&rules, package, true);
        CU_ASSERT_EQUAL(here.lower, all.lower);
        CU_ASSERT_EQUAL(here.upper, all.upper);
        all = bounds_of(&rules, rule_package(&rules, "a", "2"), false);
        CU_ASSERT_EQUAL(all.score, 0);
        CU_ASSERT_EQUAL(all.upper, 0.5);
        all = bounds_of(&rules, rule_package(&rules, "z", "1"), false);
        CU_ASSERT_EQUAL(all.upper, 0);
        CU_ASSERT_EQUAL(all.open, 0);
    }
    rule_case_close(&rules);
}

/* Versions of one package exclude each other. */
static void exclusive(void)
{
    struct rule_case rules;
    struct thoth_bounds all;

    if (rule_case_start(&rules,
                        "  steps:\n" ON_STATE("A", "0.5", "b", "==1")
                            ON_STATE("B", "0.25", "b", "==2")
                                ON_STATE("C", "0.125", "b", "'<2'")
                                    ON_STATE("D", "-0.5", "b", "'>=2'")
                                        ON_STATE("E", "-0.25", "c", "''"))) {
        all = bounds_of(&rules, rule_package(&rules, "a", "1"), false);
        CU_ASSERT(all.upper >= 0.625 && near(all.upper, 0.625));
        CU_ASSERT(all.lower <= -0.75 && near(all.lower, -0.75));
        rule_resolve(&rules, PACKAGES("b 1"));
        IS(rule_step(&rules, "a", "1"), "ok 0.625");
        rule_resolve(&rules, PACKAGES("b 3", "c 1"));
        IS(rule_step(&rules, "a", "1"), "ok -0.75");
    }
    rule_case_close(&rules);
}

static void endings(void)
{
    struct rule_case rules;
    struct thoth_bounds all;

    if (rule_case_start(
            &rules,
            "  steps:\n"
            "  - {<<: *step, name: A, match: {package_version: {name: a}},\n"
            "     run: {score: 0.5}}\n"
            "  - {<<: *step, name: N, run: {not_acceptable: n}, match:\n"
            "     {package_version: {name: a, version: ==1}}}\n"
            "  - {<<: *step, name: E, run: {eager_stop_pipeline: e}, match:\n"
            "     {package_version: {name: a}, state:\n"
            "      {resolved_dependencies: [{name: b}],\n"
            "      package_version_from_allow_other: true}}}\n"
            "  - {<<: *skip, name: K, match: {package_version:\n"
            "     {name: a, version: ==2}}}\n"
            "  - {<<: *step, name: I, run: {score: .nan},\n"
            "     match: {package_version: {name: c}}}\n"
            "  - {<<: *step, name: F, run: {score: 0.1}, match:\n"
            "     {package_version: {name: f, index_url: {}}}}\n")) {
        all = bounds_of(&rules, rule_package(&rules, "a", "1"), false);
        CU_ASSERT_EQUAL(all.endings, ENDINGS(THOTH_NOT_ACCEPTABLE));
        CU_ASSERT_NOT_EQUAL(all.unit, THOTH_NO_UNIT);
        CU_ASSERT_EQUAL(all.upper, 0);
        all = bounds_of(&rules, rule_package(&rules, "a", "2"), false);
        CU_ASSERT_EQUAL(all.endings,
                        ENDINGS(THOTH_SKIPPED) | ENDINGS(THOTH_EAGER_STOP));
        all = bounds_of(&rules, rule_package(&rules, "a", "3"), false);
        CU_ASSERT_EQUAL(all.endings,
                        ENDINGS(THOTH_ACCEPTED) | ENDINGS(THOTH_EAGER_STOP));
        CU_ASSERT_EQUAL(all.lower, 0.5);
        all = bounds_of(&rules, rule_package(&rules, "c", "1"), false);
        CU_ASSERT_EQUAL(all.endings, ENDINGS(THOTH_INVALID_SCORE));
        all = bounds_of(&rules, rule_package(&rules, "f", "1"), false);
        CU_ASSERT(all.fails);
        CU_ASSERT_EQUAL(all.endings, 0);
    }
    rule_case_close(&rules);
}

/* Units that run for a name once more are all that counts then. */
static void resolved_names(void)
{
    struct rule_case rules;
    struct thoth_bounds here;
    thoth_package package;

    if (rule_case_start(
            &rules,
            "  steps:\n"
            "  - {<<: *step, name: A, match: {package_version: {name: a}},\n"
            "     run: {score: 0.5}}\n"
            "  - {<<: *step, name: B, match: {package_version: {name: a}},\n"
            "     run: {score: 0.25, multi_package_resolution: true}}\n")) {
        package = rule_package(&rules, "a", "1");
        CU_ASSERT_EQUAL(bounds_of(&rules, package, true).score, 0.75);
        rule_resolve(&rules, PACKAGES("a 2"));
        here = bounds_of(&rules, package, true);
        CU_ASSERT_EQUAL(here.score, 0.25);
        CU_ASSERT_EQUAL(here.upper, 0.25);
        CU_ASSERT_EQUAL(bounds_of(&rules, package, false).upper, 0.75);
    }
    rule_case_close(&rules);
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
        CU_ASSERT_EQUAL(bounds_of(&rules, package, false).score, 0);
        CU_ASSERT_EQUAL(bounds_of(&rules, other, false).score, 0);
        rule_package_from(&rules, "c", "1", RULE_INDEX, true);
        CU_ASSERT(thoth_plans_have(rules.plans, package));
        rule_package_from(&rules, "a", "1", RULE_INDEX, true);
        CU_ASSERT_FALSE(thoth_plans_have(rules.plans, package));
        CU_ASSERT(thoth_plans_have(rules.plans, other));
        thoth_plans_step(rules.plans, NULL, rules.state, package, NULL,
                         &rules.outcome, NULL);
        CU_ASSERT_EQUAL(rules.outcome.score, 0.5);
        CU_ASSERT_EQUAL(bounds_of(&rules, package, false).score, 0.5);
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
    {"bounds of what the state may add", bounds},
    {"versions of one package exclude each other", exclusive},
    {"bounds tell how steps may end", endings},
    {"bounds where the name is resolved", resolved_names},
    {"a plan ends when its package changes", stale},
    {"a step that changes its own package", stale_on_the_way},
    {"many candidates at once", candidates},
    {"plans of nothing are refused", misuse},
};

TEST_MAIN("plan", cases)
