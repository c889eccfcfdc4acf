/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Steps: when they apply, what they do in which order, and what is left when
 * one of them ends the evaluation.
 */
#include "tests/harness/run.h"
#include "tests/runtime/rule_case.h"

#include <stdio.h>
#include <string.h>

#define IS(actual, expected) CU_ASSERT_STRING_EQUAL(actual, expected)
#define PACKAGES(...) ((const char *const[]){__VA_ARGS__, NULL})
#define NONE ((const char *const[]){NULL})

static void matches(void)
{
    struct rule_case rules;

    if (rule_case_start(
            &rules,
            "  steps:\n"
            "  - {<<: *step, name: V, run: {score: 0.1}, match:\n"
            "     {package_version: {name: flask, version: <2}}}\n"
            "  - {<<: *step, name: E, run: {score: 0.01}, match:\n"
            "     {package_version: {name: flask, version: ''}}}\n"
            "  - {<<: *step, name: I, run: {score: 0.001}, match:\n"
            "     {package_version: {name: flask,\n"
            "       index_url: {not: 'https://pypi.org/simple'}}}}\n"
            "  - {<<: *step, name: D, run: {score: 0.5}, match:\n"
            "     {package_version: {name: flask, develop: true}}}\n"
            "  - {<<: *step, name: L, run: {score: -0.5}, match:\n"
            "     {package_version: {name: flask, version: '===old'}}}\n")) {
        IS(rule_step(&rules, "flask", "1.0"), "ok 0.11");
        IS(rule_step(&rules, "flask", "1.0rc1"), "ok 0.01");
        IS(rule_step(&rules, "flask", "2.0"), "ok 0.01");
        IS(rule_step(&rules, "flask", "older"), "ok 0.01");
        IS(rule_step(&rules, "flask", "old"), "ok -0.49");
        IS(rule_step(&rules, "click", "1.0"), "ok");
        IS(rule_step_package(&rules,
                             rule_package_from(&rules, "flask", "3",
                                               "https://x.org/simple", false),
                             NULL),
           "ok 0.011");
        rule_package_from(&rules, "flask", "1.0", RULE_INDEX, true);
        IS(rule_step(&rules, "flask", "1.0"), "ok 0.61");
    }
    rule_case_close(&rules);
}

static void state_matches(void)
{
    struct rule_case rules;
    thoth_package flask;

    if (rule_case_start(
            &rules,
            "  steps:\n"
            "  - {<<: *step, name: R, run: {score: 0.1}, match:\n"
            "     {package_version: {name: flask}, state:\n"
            "      {resolved_dependencies: [{name: a, version: <2}]}}}\n"
            "  - {<<: *step, name: A, run: {score: 0.01}, match:\n"
            "     {package_version: {name: flask}, state:\n"
            "      {resolved_dependencies: [{name: a}],\n"
            "       package_version_from_allow_other: true}}}\n"
            "  - {<<: *step, name: F, run: {score: 0.001}, match:\n"
            "     {package_version: {name: flask}, state:\n"
            "      {package_version_from: [{name: b}]}}}\n"
            "  - {<<: *step, name: N, run: {score: 0.5}, match:\n"
            "     {package_version: {name: flask}, state: {}}}\n")) {
        flask = rule_package(&rules, "flask", "1.0");
        IS(rule_step(&rules, "flask", "1.0"), "ok 0.5");
        rule_resolve(&rules, PACKAGES("a 1"));
        IS(rule_step(&rules, "flask", "1.0"), "ok 0.61");
        rule_resolve(&rules, PACKAGES("a 2", "b 1"));
        IS(rule_step(&rules, "flask", "1.0"), "ok 0.51");
        rule_dependents(&rules, flask, PACKAGES("b 1"));
        IS(rule_step(&rules, "flask", "1.0"), "ok 0.511");
        rule_dependents(&rules, flask, PACKAGES("b 1", "a 2"));
        IS(rule_step(&rules, "flask", "1.0"), "ok 0.51");
        rule_dependents(&rules, flask, PACKAGES("b 1", "a 1"));
        IS(rule_step(&rules, "flask", "1.0"), "ok 0.511");
    }
    rule_case_close(&rules);
}

/* Members of a group may come in any order, but not because of each other. */
static void groups(void)
{
    struct rule_case rules;

    if (rule_case_start(
            &rules,
            "  steps:\n"
            "  - {<<: *group, name: G, run: {score: 0.1}, match: {group:\n"
            "     [{package_version: {name: a, version: ==1}},\n"
            "      {package_version: {name: b}}]}}\n")) {
        IS(rule_step(&rules, "a", "1"), "ok");
        rule_resolve(&rules, PACKAGES("b 1"));
        IS(rule_step(&rules, "a", "1"), "ok 0.1");
        IS(rule_step(&rules, "a", "2"), "ok");
        rule_resolve(&rules, PACKAGES("a 1", "b 2"));
        IS(rule_step(&rules, "b", "1"), "ok 0.1");
        rule_dependents(&rules, rule_package(&rules, "b", "1"),
                        PACKAGES("a 1"));
        IS(rule_step(&rules, "b", "1"), "ok");
    }
    rule_case_close(&rules);
}

static void write_down(void *user, uint32_t unit, thoth_package package,
                       double score)
{
    char *end = (char *)user + strlen(user);

    sprintf(end, " %u:%u:%g", unit, package, score);
}

/* Units that apply tell of themselves, also when a later one ends the step. */
static void watched(void)
{
    struct rule_case rules;
    char told[100];
    const struct thoth_watch watch = {write_down, told};

    if (rule_case_start(
            &rules,
            "  sieves:\n"
            "  - {<<: *sieve, name: S, run: {}, match:\n"
            "     {package_version: {name: flask, version: <1}}}\n"
            "  steps:\n"
            "  - {<<: *step, name: A, run: {score: 0.1}, match:\n"
            "     {package_version: {name: flask, version: <3}}}\n"
            "  - {<<: *step, name: B, run: {score: -7.0}, match:\n"
            "     {package_version: {name: flask}}}\n"
            "  - {<<: *step, name: C, run: {not_acceptable: Bad}, match:\n"
            "     {package_version: {name: flask, version: ==2}}}\n")) {
        thoth_package versions[] = {rule_package(&rules, "flask", "0.5"),
                                    rule_package(&rules, "flask", "1"),
                                    rule_package(&rules, "flask", "2"),
                                    rule_package(&rules, "flask", "3")};

        rules.outcome.watch = &watch;
        for (size_t i = 0; i < 4; i++) {
            *told = '\0';
            thoth_sieve(rules.pipeline, NULL, rules.catalog, &versions[i], 1,
                        &rules.outcome, NULL);
            thoth_step(rules.pipeline, NULL, rules.catalog, rules.state,
                       versions[i], NULL, &rules.outcome, NULL);
            IS(told, i == 0   ? " 0:0:0 1:0:0.1 2:0:-1"
                     : i == 1 ? " 1:1:0.1 2:1:-1"
                     : i == 2 ? " 1:2:0.1 2:2:-1 3:2:0"
                              : " 2:3:-1");
        }
    }
    rule_case_close(&rules);
}

static void resolved_names(void)
{
    struct rule_case rules;

    if (rule_case_start(
            &rules,
            "  steps:\n"
            "  - {<<: *step, name: A, match: {package_version: {name: a}},\n"
            "     run: {score: 0.1}}\n"
            "  - {<<: *step, name: B, match: {package_version: {name: a}},\n"
            "     run: {score: 0.01, multi_package_resolution: true}}\n")) {
        IS(rule_step(&rules, "a", "1"), "ok 0.11");
        rule_resolve(&rules, PACKAGES("a 2"));
        IS(rule_step(&rules, "a", "1"), "ok 0.01");
    }
    rule_case_close(&rules);
}

static void order_and_messages(void)
{
    struct rule_case rules;

    if (rule_case_start(
            &rules,
            "  steps:\n"
            "  - {<<: *step, name: G, match: {package_version: {}}, run:\n"
            "     {justification: [{type: INFO, message: g, link: n}]}}\n"
            "  - {<<: *step, name: N, match: {package_version: {name: a}},\n"
            "     run: {stack_info: [{type: ERROR, message: i, link: n},\n"
            "       {type: INFO, message: k, link: 'http://x.org/'}],\n"
            "      log: {type: WARNING, message: l}, score: 0.1,\n"
            "      justification: [{type: WARNING, message: w, link: n,\n"
            "       package_name: a, advisory: v, cve_id: c, cve_name: d,\n"
            "       version_range: <1}]}}\n")) {
        const char *const first =
            "ok 0.1 log:N:l,WARNING "
            "info:N:i,ERROR,link=https://thoth-station.ninja/j/n "
            "info:N:k,link=http://x.org/ "
            "why:N:w,WARNING,link=https://thoth-station.ninja/j/n,package=a,"
            "advisory=v,cve=c,name=d,range=<1 "
            "why:G:g,link=https://thoth-station.ninja/j/n";
        struct thoth_run *run = rules.run, *copy;

        IS(rule_step(&rules, "a", "1"), first);
        IS(rule_step(&rules, "a", "1"), "ok 0.1");
        CU_ASSERT_EQUAL(thoth_run_clone(run, &copy), THOTH_OK);
        thoth_run_reset(run);
        IS(rule_step(&rules, "a", "2"), first);
        rules.run = copy;
        IS(rule_step(&rules, "a", "2"), "ok 0.1");
        rules.run = NULL;
        IS(rule_step(&rules, "a", "2"), first);
        IS(rule_step(&rules, "a", "2"), first);
        thoth_run_release(copy);
        rules.run = run;
    }
    rule_case_close(&rules);
}

/* Two instances of a unit score twice and explain themselves once. */
static void shared_flags(void)
{
    struct rule_case rules;

    if (rule_case_start(
            &rules,
            "  steps:\n"
            "  - {<<: *step, name: T, run: {score: 0.25, justification:\n"
            "       [{type: INFO, message: w, link: n}]}, match:\n"
            "     [{package_version: {name: a}},\n"
            "      {package_version: {name: a, version: <2}},\n"
            "      {package_version: {name: b}}]}\n")) {
        struct thoth_run *run = rules.run;

        IS(rule_step(&rules, "a", "1"),
           "ok 0.5 why:T:w,link=https://thoth-station.ninja/j/n");
        IS(rule_step(&rules, "b", "1"), "ok 0.25");
        rules.run = NULL;
        IS(rule_step(&rules, "a", "1"),
           "ok 0.5 why:T:w,link=https://thoth-station.ninja/j/n");
        rules.run = run;
    }
    rule_case_close(&rules);
}

static void scores(void)
{
    struct rule_case rules;

    if (rule_case_start(
            &rules,
            "  steps:\n"
            "  - {<<: *step, name: A, match: {package_version: {name: a}},\n"
            "     run: {score: 5.0}}\n"
            "  - {<<: *step, name: B, match: {package_version: {name: a}},\n"
            "     run: {score: -0.25}}\n"
            "  - {<<: *step, name: C, run: {score: .nan, stack_info:\n"
            "       [{type: INFO, message: i, link: 'http://x.org/'}]},\n"
            "     match: {package_version: {name: a, version: ==2}}}\n"
            "  - {<<: *step, name: D, run: {score: -.inf},\n"
            "     match: {package_version: {name: a, version: ==3}}}\n")) {
        IS(rule_step(&rules, "a", "1"), "ok 0.75");
        IS(rule_step(&rules, "a", "2"),
           "invalid score C info:C:i,link=http://x.org/");
        IS(rule_step(&rules, "a", "3"), "invalid score D");
    }
    rule_case_close(&rules);
}

/* A stop takes reasons and score back; what units said once stays said. */
static void stops(void)
{
    struct rule_case rules;

    if (rule_case_start(
            &rules,
            "  steps:\n"
            "  - {<<: *step, name: A, match: {package_version: {name: a}},\n"
            "     run: {score: 0.5, log: {type: INFO, message: l},\n"
            "      justification: [{type: INFO, message: w, link: n}]}}\n"
            "  - {<<: *step, name: B, run: {not_acceptable: no good,\n"
            "      stack_info: [{type: INFO, message: i, link:\n"
            "       'http://x.org/'}]},\n"
            "     match: {package_version: {name: a, version: ==1}}}\n"
            "  - {<<: *step, name: C, run: {eager_stop_pipeline: enough},\n"
            "     match: {package_version: {name: a, version: <3}}}\n"
            "  - {<<: *skip, name: S,\n"
            "     match: {package_version: {name: a, version: ==3}}}\n")) {
        IS(rule_step(&rules, "a", "1"),
           "not acceptable B: no good log:A:l info:B:i,link=http://x.org/");
        IS(rule_step(&rules, "a", "1"), "not acceptable B: no good");
        IS(rule_step(&rules, "a", "2"), "stop C: enough");
        IS(rule_step(&rules, "a", "3"), "skip S");
        IS(rule_step(&rules, "a", "4"), "ok 0.5");
        CU_ASSERT_EQUAL(rules.outcome.unit, THOTH_NO_UNIT);
        CU_ASSERT_PTR_NULL(rules.outcome.message.at);
    }
    rule_case_close(&rules);
}

#define ADD                                                                    \
    "  steps:\n"                                                               \
    "  - {<<: *add, name: A, match: {package_version: {name: a}}, run:\n"      \
    "     {log: {type: INFO, message: l}, package_version: {name: b,\n"        \
    "       locked_version: ==1.0, develop: true,\n"                           \
    "       index_url: 'https://pypi.org/simple'}}}\n"                         \
    "  - {<<: *add, name: B, match: {package_version: {name: a}}, run:\n"      \
    "     {package_version: {name: b, locked_version: ==1.0, develop: true,\n" \
    "       index_url: 'https://pypi.org/simple'}}}\n"

static void additions(void)
{
    struct rule_case rules;
    thoth_package a;

    if (rule_case_open(
            &rules,
            ADD "  - {<<: *skip, name: S,\n"
                "     match: {package_version: {name: a, version: ==2}}}\n"
                "  - {<<: *step, name: N, run: {not_acceptable: x},\n"
                "     match: {package_version: {name: a, version: ==3}}}\n")) {
        rule_case_request(&rules, "python 3.8");
        CU_ASSERT_EQUAL_FATAL(rule_case_build(&rules), THOTH_OK);
        a = rule_package(&rules, "a", "1");
        IS(rule_step_package(&rules, a, NULL), "ok");
        IS(rule_step_package(&rules, a, PACKAGES("b 2")), "ok");
        IS(rule_step_package(&rules, a, PACKAGES("b 1.0")),
           "ok log:A:l added:A:b-1.0-develop");
        IS(rule_step_package(&rules, rule_package(&rules, "a", "2"),
                             PACKAGES("b 1.0")),
           "skip S added:A:b-1.0-develop");
        IS(rule_step_package(&rules, rule_package(&rules, "a", "3"),
                             PACKAGES("b 1.0")),
           "not acceptable N: x");
        rule_resolve(&rules, PACKAGES("b 7"));
        IS(rule_step_package(&rules, a, PACKAGES("b 1.0")), "ok");
    }
    rule_case_close(&rules);
}

static void undecidable(void)
{
    struct rule_case rules;

    if (rule_case_start(
            &rules, ADD
            "  - {<<: *step, name: F, run: {score: 0.1}, match:\n"
            "     {package_version: {name: c, version: ==1, index_url: {}}}}\n"
            "  - {<<: *add, name: V, match: {package_version: {name: d}},\n"
            "     run: {package_version: {name: b, locked_version: null,\n"
            "       develop: true, index_url: "
            "'https://pypi.org/simple'}}}\n")) {
        IS(rule_step(&rules, "a", "1"), "rule cannot be evaluated");
        CU_ASSERT_EQUAL(rules.error.unit, 0);
        rule_resolve(&rules, PACKAGES("b 1"));
        IS(rule_step(&rules, "a", "1"), "ok");
        rule_resolve(&rules, NONE);
        IS(rule_step(&rules, "c", "1"), "rule cannot be evaluated");
        CU_ASSERT_EQUAL(rules.error.unit, 2);
        IS(rule_step(&rules, "d", "1"), "rule cannot be evaluated");
        CU_ASSERT_EQUAL(rules.error.unit, 3);
    }
    rule_case_close(&rules);
}

static const struct test_case cases[] = {
    {"steps match versions, indexes and development packages", matches},
    {"steps match the state and who asked for the package", state_matches},
    {"groups match whichever member comes last", groups},
    {"resolved names are for few steps only", resolved_names},
    {"named steps come first, messages once a run", order_and_messages},
    {"instances of a unit share what is said once", shared_flags},
    {"scores are clamped and added, numbers only", scores},
    {"stops take back reasons and score", stops},
    {"units that apply tell who watches", watched},
    {"packages are added when the graph knows them", additions},
    {"what cannot be decided is an error that names the unit", undecidable},
};

TEST_MAIN("evaluate_step", cases)
