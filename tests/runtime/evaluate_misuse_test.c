/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Calls that make no sense: numbers and effects of nothing. They are refused,
 * and what they could have damaged works as before.
 */
#include "tests/harness/run.h"
#include "tests/runtime/rule_case.h"

#define IS(actual, expected) CU_ASSERT_STRING_EQUAL(actual, expected)

static void wrong_effects(void)
{
    struct rule_case rules;
    struct thoth_message message;

    if (rule_case_start(&rules, "  wraps: [{<<: *wrap, name: G, run:\n"
                                "    {log: {type: INFO, message: l}}}]\n")) {
        struct thoth_effect effect = {THOTH_EFFECT_LOG, 7, 0, 0};

        CU_ASSERT_EQUAL(thoth_effect_describe(rules.pipeline, rules.catalog,
                                              &effect, &message),
                        THOTH_E_ARGUMENT);
        IS(rule_wrap(&rules), "ok log:G:l");
        effect = rules.outcome.effects[0];
        effect.kind = THOTH_EFFECT_STACK_INFO;
        CU_ASSERT_EQUAL(thoth_effect_describe(rules.pipeline, rules.catalog,
                                              &effect, &message),
                        THOTH_E_ARGUMENT);
        effect.part += 1000;
        CU_ASSERT_EQUAL(thoth_effect_describe(rules.pipeline, rules.catalog,
                                              &effect, &message),
                        THOTH_E_ARGUMENT);
    }
    rule_case_close(&rules);
}

/* Numbers of package versions, instances and kinds that there are none of. */
static void wrong_numbers(void)
{
    static const thoth_package none[] = {0, UINT32_MAX};
    struct rule_case rules;

    if (rule_case_start(&rules, "  steps: [{<<: *step, name: S, match:\n"
                                "    {package_version: {name: b}}, run:\n"
                                "    {score: 0.5}}]\n")) {
        IS(rule_step_package(&rules, 0, NULL), "invalid argument");
        CU_ASSERT_EQUAL(rules.error.status, THOTH_E_ARGUMENT);
        IS(rule_pseudonym(&rules, UINT32_MAX, NULL), "invalid argument");
        CU_ASSERT_EQUAL(rule_package(&rules, "a", "1"), none[0]);
        IS(rule_sieve(&rules, none, 2), "invalid argument");
        IS(rule_sieve(&rules, none, 1), "ok 1");
        IS(rule_step_package(&rules, 1, NULL), "invalid argument");
        CU_ASSERT_EQUAL(thoth_pipeline_count(rules.pipeline, THOTH_KINDS), 0);
        CU_ASSERT_EQUAL(thoth_pipeline_unit(rules.pipeline, THOTH_STEP, 1),
                        THOTH_NO_UNIT);
        CU_ASSERT_EQUAL(thoth_pipeline_unit(rules.pipeline, THOTH_KINDS, 0),
                        THOTH_NO_UNIT);
        CU_ASSERT_PTR_NULL(
            thoth_pipeline_package(rules.pipeline, THOTH_BOOT, 0).at);
    }
    rule_case_close(&rules);
}

static const struct test_case cases[] = {
    {"effects that are none are refused", wrong_effects},
    {"numbers of nothing are refused", wrong_numbers},
};

TEST_MAIN("evaluate_misuse", cases)
