/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Filters against the matches they stand for: over all instances, package
 * versions and states of a rule set, what a filter refuses must not match, and
 * each filter has to refuse something.
 */
#include "runtime/catalog.h"
#include "runtime/pipeline.h"
#include "runtime/state.h"
#include "tests/harness/run.h"
#include "tests/runtime/rule_case.h"

static const char units[] =
    "  steps:\n"
    "  - {<<: *step, name: V, run: {}, match:\n"
    "     {package_version: {name: a, version: '>=1,!=2,<3'}}}\n"
    "  - {<<: *step, name: N, run: {}, match:\n"
    "     {package_version: {name: a, version: '>3,<2'}}}\n"
    "  - {<<: *step, name: I, run: {}, match: {package_version:\n"
    "     {version: '>=1rc1', index_url: 'https://pypi.org/simple'}}}\n"
    "  - {<<: *step, name: R, run: {}, match: {package_version: {name: a,\n"
    "      index_url: {not: 'https://x.org/simple'}, develop: false},\n"
    "     state: {resolved_dependencies: [{name: b, version: <2}],\n"
    "      package_version_from_allow_other: true}}}\n"
    "  - {<<: *step, name: F, run: {}, match: {package_version: {name: a},\n"
    "     state: {package_version_from: [{name: b}],\n"
    "      resolved_dependencies: [{name: c}]}}}\n"
    "  - {<<: *step, name: X, run: {}, match: {package_version: {name: a,\n"
    "      version: '===old'}}}\n";

static const char *const versions[] = {"0.9", "1rc1", "1",   "2",
                                       "2.5", "3",    "3.1", "old"};

/* Evaluates one instance in both ways; is the filter right? */
static bool is_right(const struct rule_case *rules,
                     const struct pipeline_instance *instance,
                     thoth_package package, bool *refused)
{
    const struct thoth_pipeline *pipeline = rules->pipeline;
    const struct thoth_catalog *catalog = rules->catalog;
    const struct native_frame frame = {
        .specs = rules->bundle->specs,
        .facts = catalog->facts,
        .dependents_of = catalog->dependents_of,
        .dependents = catalog->dependents,
        .state = &rules->state->view,
    };

    *refused =
        filter_refuses(&instance->filter, catalog->facts, package, frame.state);
    return !*refused ||
           engine_match(&pipeline->engine, &frame, instance->shape,
                        rules->bundle->rows + instance->row, package) == 0;
}

static uint32_t count_refused(struct rule_case *rules,
                              const struct pipeline_instance *instance,
                              const char *index)
{
    uint32_t count = 0;

    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        thoth_package package =
            rule_package_from(rules, "a", versions[i], index, i % 2);
        bool refused;

        rule_dependents(rules, package, (const char *const[]){"b 1", NULL});
        CU_ASSERT(is_right(rules, instance, package, &refused));
        count += refused;
    }
    return count;
}

static void filters_are_right(void)
{
    static const char *const states[][3] = {
        {NULL}, {"b 1", NULL}, {"b 3", "c 1", NULL}};
    struct rule_case rules;
    struct pipeline_range range;
    uint32_t refused[6] = {0};

    if (rule_case_start(&rules, units)) {
        for (int generic = 0; generic < 2; generic++) {
            uint32_t package =
                generic ? 0 : bundle_find_package(rules.bundle, rule_text("a"));

            range = pipeline_range(rules.pipeline, package, THOTH_STEP);
            CU_ASSERT_EQUAL(range.end - range.first, generic ? 1 : 5);
            for (; range.first < range.end; range.first++)
                for (size_t i = 0; i < 3; i++) {
                    rule_resolve(&rules, states[i]);
                    refused[range.first->unit] +=
                        count_refused(&rules, range.first, RULE_INDEX);
                    refused[range.first->unit] += count_refused(
                        &rules, range.first, "https://x.org/simple");
                }
        }
        CU_ASSERT_EQUAL(refused[0], 24); /* 0.9, 1rc1, 3, 3.1 */
        CU_ASSERT_EQUAL(refused[1], 42); /* all but `old` */
        CU_ASSERT_EQUAL(refused[2], 27); /* an index, else 0.9 */
        CU_ASSERT_EQUAL(refused[3], 16); /* the empty state */
        CU_ASSERT_EQUAL(refused[4], 32); /* two states without c */
        CU_ASSERT_EQUAL(refused[5], 0);  /* irregular */
    }
    rule_case_close(&rules);
}

/* What fails to be decided must not be hidden by a filter. */
static void failures_are_seen(void)
{
    struct rule_case rules;

    if (rule_case_start(&rules,
                        "  steps:\n"
                        "  - {<<: *step, name: F, run: {score: 0.1}, match:\n"
                        "     {package_version: {name: a, version: ==1, "
                        "index_url: {}}}}\n")) {
        CU_ASSERT_STRING_EQUAL(rule_step(&rules, "a", "1"),
                               "rule cannot be evaluated");
        CU_ASSERT_STRING_EQUAL(rule_step(&rules, "a", "2"),
                               "rule cannot be evaluated");
    }
    rule_case_close(&rules);
}

static const struct test_case cases[] = {
    {"what a filter refuses does not match", filters_are_right},
    {"failures are seen behind filters", failures_are_seen},
};

TEST_MAIN("pipeline_filter", cases)
