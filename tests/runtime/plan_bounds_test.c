/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bounds of planned steps: what they are where that can be said, and that they
 * hold, whatever is resolved and registered later.
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

/* What a computed score may be is known as far as its facts are. */
static void computed(void)
{
    struct rule_case rules;
    struct thoth_bounds all, here;
    thoth_package package;

    if (rule_case_start(
            &rules,
            "  steps:\n"
            "  - {<<: *step, name: S, match: {package_version: {name: a}},\n"
            "     run: {score: 'clamp(0.125 * stack.size, 0.25, 0.5)'}}\n"
            "  - {<<: *step, name: M, run:\n"
            "     {score: 'min(0.125 * version.minor, 1) -\n"
            "     min(0.0625 * stack.size, 0.125)'},\n"
            "     match: {package_version: {name: b}}}\n"
            "  - {<<: *step, name: A, match: {package_version: {name: c}},\n"
            "     run: {score: '0 - min(0.25 * version.age, 0.5)'}}\n"
            "  - {<<: *step, name: R, run: {score: if resolved a then 0.5\n"
            "     else -0.25}, match: {package_version: {name: d},\n"
            "     when: stack.size > 3}}\n")) {
        package = rule_package(&rules, "a", "1");
        all = bounds_of(&rules, package, false);
        CU_ASSERT_EQUAL(all.lower, 0.25);
        CU_ASSERT_EQUAL(all.upper, 0.5);
        CU_ASSERT_EQUAL(all.open, 1);
        rule_resolve(&rules, PACKAGES("x 1", "y 1", "z 1"));
        here = bounds_of(&rules, package, true);
        CU_ASSERT_EQUAL(here.lower, 0.375);
        CU_ASSERT_EQUAL(here.upper, 0.5);
        all = bounds_of(&rules, rule_package(&rules, "b", "1.3"), false);
        CU_ASSERT_EQUAL(all.lower, 0.25);
        CU_ASSERT_EQUAL(all.upper, 0.375);
        package = rule_package(&rules, "c", "1");
        all = bounds_of(&rules, package, false);
        CU_ASSERT_EQUAL(all.lower, -0.5);
        CU_ASSERT_EQUAL(all.upper, 0);
        rule_package(&rules, "c", "2");
        all = bounds_of(&rules, package, false);
        CU_ASSERT_EQUAL(all.upper, -0.25);
        all = bounds_of(&rules, rule_package(&rules, "d", "1"), false);
        CU_ASSERT_EQUAL(all.lower, -0.25);
        CU_ASSERT_EQUAL(all.upper, 0.5);
    }
    rule_case_close(&rules);
}

static uint32_t below(uint32_t limit)
{
    static uint64_t seed = 42;

    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % limit;
}

/* Scores of all kinds, on all that grows: one by one, and four together. */
static const char growing[] =
    "  steps:\n"
    "  - {<<: *step, name: P, match: {package_version: {name: p}},\n"
    "     run: {score: 'clamp(0.7 - 0.3 * stack.size, -1, 1)'}}\n"
    "  - {<<: *step, name: Q, match: {package_version: {name: q}},\n"
    "     run: {score: 'clamp(0.15 * version.age - 0.3, -0.1, 0.2)'}}\n"
    "  - {<<: *step, name: R, match: {package_version: {name: r},\n"
    "     when: version.age > 1 or stack.size > 2}, run: {score: -0.3}}\n"
    "  - {<<: *step, name: S, match: {package_version: {name: s}},\n"
    "     run: {score: 'if resolved b <3 then min(0.1 * stack.size, 1)\n"
    "           else min(0.01 * version.minor / 3, 1)'}}\n" ON_STATE(
        "A", "'clamp(0.3 * stack.size - 1, -0.4, 0.9)'", "b", "'<2'")
        ON_STATE("B", "-0.1", "b", "==2") ON_STATE("C", "0.3", "b", "'>=2'")
            ON_STATE("D", "0.1", "d", "''");

/* What was promised of a package version, as the state grew. */
struct promises {
    struct thoth_bounds made[8];
    unsigned count;
};

static void promise(struct promises *promises, struct rule_case *rules,
                    thoth_package package, bool in_state)
{
    promises->made[promises->count++] = bounds_of(rules, package, in_state);
}

/* A package version of the name, of few, so that the same are met again. */
static thoth_package draw_package(struct rule_case *rules, const char *name)
{
    static const char *const versions[] = {"1", "2", "3", "old", "1.2", "2.7"};

    return rule_package(rules, name, versions[below(6)]);
}

/* Lets the state and the catalog grow, and notes what is promised before. */
static void grow(struct promises *promises, struct rule_case *rules,
                 const char *name, thoth_package package)
{
    static const char *const others[] = {"b", "c", "d", "e"};
    uint32_t next = below(4), resolved = 0;

    thoth_state_reset(rules->state);
    promise(promises, rules, package, false);
    for (uint32_t i = 0; i < 6; i++) {
        promise(promises, rules, package, true);
        if (resolved++ < 4 && below(3))
            thoth_state_resolve(rules->state,
                                draw_package(rules, others[next++ % 4]));
        else
            draw_package(rules, name);
    }
}

static double width(const struct thoth_bounds *bounds)
{
    return bounds->upper - bounds->lower;
}

/* Bounds of a state hold in those that grow out of it. */
static void kept(void)
{
    static const char *const names[] = {"a", "p", "q", "r", "s"};
    struct rule_case rules;
    unsigned broken = 0, narrowed = 0, count = 0;

    for (unsigned round = 0; round < 1000; round++) {
        struct promises promises = {.count = 0};
        const char *name = names[round % 5];
        thoth_package package;

        if (rule_case_start(&rules, growing)) {
            package = draw_package(&rules, name);
            grow(&promises, &rules, name, package);
            CU_ASSERT_EQUAL(thoth_plans_step(rules.plans, NULL, rules.state,
                                             package, NULL, &rules.outcome,
                                             &rules.error),
                            THOTH_OK);
        }
        for (unsigned i = 0; i < promises.count; i++, count++) {
            broken += !(promises.made[i].lower <= rules.outcome.score &&
                        rules.outcome.score <= promises.made[i].upper);
            narrowed += width(&promises.made[i]) < width(&promises.made[0]);
        }
        rule_case_close(&rules);
    }
    CU_ASSERT_EQUAL(broken, 0);
    CU_ASSERT_EQUAL(count, 1000 * 7);
    CU_ASSERT(narrowed > 1000);
}

static const struct test_case cases[] = {
    {"bounds of what the state may add", bounds},
    {"versions of one package exclude each other", exclusive},
    {"bounds tell how steps may end", endings},
    {"bounds where the name is resolved", resolved_names},
    {"bounds of computed scores", computed},
    {"bounds hold as the state grows", kept},
};

TEST_MAIN("plan_bounds", cases)
