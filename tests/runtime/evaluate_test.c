/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Boots, sieves, strides, wraps and pseudonyms: what applies in which order,
 * what is said once, and who ends an evaluation.
 */
#include "tests/harness/run.h"
#include "tests/runtime/rule_case.h"

#include <stdlib.h>

#define IS(actual, expected) CU_ASSERT_STRING_EQUAL(actual, expected)
#define PACKAGES(...) ((const char *const[]){__VA_ARGS__, NULL})
#define NONE ((const char *const[]){NULL})

static void boots(void)
{
    struct rule_case rules;

    if (rule_case_open(
            &rules,
            "  boots:\n"
            "  - {<<: *boot, name: G, run: {log: {type: INFO, message: l}}}\n"
            "  - {<<: *boot, name: F, match: {package_name: flask},\n"
            "     run: {log: {type: INFO, message: l}}}\n"
            "  - {<<: *boot, name: D, match: {package_name: click},\n"
            "     run: {log: {type: INFO, message: l}}}\n"
            "  - {<<: *boot, name: N, match: {package_name: Flask},\n"
            "     run: {not_acceptable: never}}\n")) {
        rule_case_request(&rules, "develops click");
        rule_case_request(&rules, "requires Flask");
        rule_case_request(&rules, "develops flask");
        CU_ASSERT_EQUAL_FATAL(rule_case_build(&rules), THOTH_OK);
        IS(rule_boot(&rules, false), "ok log:F:l log:G:l");
        IS(rule_boot(&rules, true), "ok log:D:l");
        thoth_run_release(rules.run);
        rules.run = NULL;
        IS(rule_boot(&rules, true), "ok log:F:l log:D:l log:G:l");
        IS(rule_boot(&rules, true), "ok log:F:l log:D:l log:G:l");
    }
    rule_case_close(&rules);
}

static void boots_stop(void)
{
    struct rule_case rules;

    if (rule_case_open(
            &rules, "  boots:\n"
                    "  - {<<: *boot, name: E, run: {eager_stop_pipeline: e}}\n"
                    "  - {<<: *boot, name: F, match: {package_name: flask},\n"
                    "     run: {not_acceptable: n, log: {type: INFO, message: "
                    "l}}}\n")) {
        rule_case_request(&rules, "develops flask");
        CU_ASSERT_EQUAL_FATAL(rule_case_build(&rules), THOTH_OK);
        IS(rule_boot(&rules, true), "not acceptable F: n log:F:l");
        IS(rule_boot(&rules, true), "not acceptable F: n");
        IS(rule_boot(&rules, false), "stop E: e");
    }
    rule_case_close(&rules);
}

/* Each version goes through all sieves before the next one: the messages show
 * it. */
static void sieves(void)
{
    struct rule_case rules;
    thoth_package packages[4];

    if (rule_case_start(
            &rules,
            "  sieves:\n"
            "  - {<<: *sieve, name: G, run: {log: {type: INFO, message: l}},\n"
            "     match: {package_version: {version: <1}}}\n"
            "  - {<<: *sieve, name: A, run: {log: {type: INFO, message: l}},\n"
            "     match: {package_version: {name: a, version: ==1.0}}}\n"
            "  - {<<: *sieve, name: B, run: {log: {type: INFO, message: l}},\n"
            "     match: {package_version: {name: a, version: '>=2'}}}\n")) {
        packages[0] = rule_package(&rules, "a", "2rc1");
        packages[1] = rule_package(&rules, "a", "1.0");
        packages[2] = rule_package(&rules, "a", "3.0b1");
        packages[3] = rule_package(&rules, "a", "0.9.dev1");
        IS(rule_sieve(&rules, packages, 4), "ok log:A:l log:B:l log:G:l 2rc1");
        packages[1] = rule_package(&rules, "a", "old");
        IS(rule_sieve(&rules, packages, 2), "ok 2rc1 old");
        IS(rule_sieve(&rules, packages, 0), "ok");
        packages[0] = rule_package(&rules, "b", "1.0");
        IS(rule_sieve(&rules, packages, 1), "ok 1.0");
    }
    rule_case_close(&rules);
}

static void sieves_skip(void)
{
    struct rule_case rules;
    thoth_package package;

    if (rule_case_start(
            &rules,
            "  sieves:\n"
            "  - {<<: *sieve, name: A, run: {log: {type: INFO, message: l}},\n"
            "     match: {package_version: {name: a}}}\n"
            "  - {<<: *omit, name: S, match: {package_name: a},\n"
            "     run: {log: {type: INFO, message: l}}}\n"
            "  - {<<: *omit, name: T, match: {package_name: a}}\n")) {
        package = rule_package(&rules, "a", "1");
        IS(rule_sieve(&rules, &package, 1), "skip S log:S:l");
        IS(rule_sieve(&rules, &package, 1), "skip S");
        IS(rule_sieve(&rules, &package, 0), "ok");
    }
    rule_case_close(&rules);
}

static void strides(void)
{
    struct rule_case rules;

    if (rule_case_start(
            &rules,
            "  strides:\n"
            "  - {<<: *stride, name: G, run: {eager_stop_pipeline: g},\n"
            "     match: {state: {resolved_dependencies: []}}}\n"
            "  - {<<: *stride, name: A, match: {state: "
            "{resolved_dependencies:\n"
            "      [{name: a, version: ==1}]}}, run: {not_acceptable: one}}\n"
            "  - {<<: *stride, name: B, match: {state: "
            "{resolved_dependencies:\n"
            "      [{name: b}, {name: a, version: <3}]}},\n"
            "     run: {not_acceptable: two}}\n"
            "  - {<<: *stride, name: E, match: {state: "
            "{resolved_dependencies:\n"
            "      [{name: c, version: ''}]}}, run: {not_acceptable: c}}\n")) {
        rule_resolve(&rules, PACKAGES("a 1", "b 1"));
        IS(rule_stride(&rules), "not acceptable A: one");
        rule_resolve(&rules, PACKAGES("b 1", "a 1"));
        IS(rule_stride(&rules), "not acceptable B: two");
        rule_resolve(&rules, PACKAGES("b 1", "a 3"));
        IS(rule_stride(&rules), "stop G: g");
        rule_resolve(&rules, PACKAGES("c 1rc1"));
        IS(rule_stride(&rules), "stop G: g");
        rule_resolve(&rules, PACKAGES("c 1"));
        IS(rule_stride(&rules), "not acceptable E: c");
    }
    rule_case_close(&rules);
}

static void nameless_stride(void)
{
    struct rule_case rules;

    if (rule_case_start(
            &rules, "  strides:\n"
                    "  - {<<: *stride, name: F, match: {state: "
                    "{resolved_dependencies:\n"
                    "      [{version: '>1'}]}}, run: {not_acceptable: x}}\n")) {
        rule_resolve(&rules, PACKAGES("a 2"));
        IS(rule_stride(&rules), "rule cannot be evaluated");
        CU_ASSERT_EQUAL(rules.error.unit, 0);
        CU_ASSERT_EQUAL(rules.error.status, THOTH_E_RULE);
    }
    rule_case_close(&rules);
}

static void wraps(void)
{
    struct rule_case rules;

    if (rule_case_start(
            &rules,
            "  wraps:\n"
            "  - {<<: *wrap, name: G, run: {log: {type: INFO, message: l},\n"
            "      advised_manifest_changes: {a: [1, true]}}}\n"
            "  - {<<: *wrap, name: A, match: {state: {resolved_dependencies:\n"
            "      [{name: a, version: <2}]}}, run: {justification:\n"
            "       [{type: INFO, message: w, link: 'http://x.org/',\n"
            "         package_name: a}]}}\n"
            "  - {<<: *wrap, name: B, match: {state: {resolved_dependencies:\n"
            "      [{name: b}, {name: a}]}}, run: {justification:\n"
            "       [{type: INFO, message: w, link: 'http://x.org/'}],\n"
            "      advised_manifest_changes: {}}}\n")) {
        rule_resolve(&rules, PACKAGES("b 1", "a 1"));
        IS(rule_wrap(&rules), "ok why:B:w,link=http://x.org/ "
                              "why:A:w,link=http://x.org/,package=a "
                              "log:G:l manifest:G:{\"a\":[1,true]}");
        IS(rule_wrap(&rules), "ok");
        thoth_run_reset(rules.run);
        rule_resolve(&rules, PACKAGES("b 1", "a 2"));
        IS(rule_wrap(&rules), "ok why:B:w,link=http://x.org/ "
                              "log:G:l manifest:G:{\"a\":[1,true]}");
        thoth_run_reset(rules.run);
        rule_resolve(&rules, NONE);
        IS(rule_wrap(&rules), "ok log:G:l manifest:G:{\"a\":[1,true]}");
    }
    rule_case_close(&rules);
}

static void release_notes(void)
{
    struct rule_case rules;

    if (rule_case_start(
            &rules,
            "  wraps:\n"
            "  - {<<: *notes, name: N, match: {state: {resolved_dependencies:\n"
            "      {name: flask, version: '>=1'}}}, run: {release_notes:\n"
            "      {organization: o, repository: r, tag_version_prefix: "
            "v}}}\n")) {
        rule_resolve(&rules, PACKAGES("flask 0.9"));
        IS(rule_wrap(&rules), "ok");
        rule_resolve(&rules, PACKAGES("flask 1.00"));
        IS(rule_wrap(&rules), "ok why:N:Release notes for package 'flask',"
                              "link=https://github.com/o/r/releases/tag/v1.00");
        IS(rule_wrap(&rules), "ok");
    }
    rule_case_close(&rules);
}

static void pseudonyms(void)
{
    struct rule_case rules;
    thoth_package a;

    if (rule_case_start(
            &rules,
            "  pseudonyms:\n"
            "  - {<<: *pseudonym, name: L, match: {package_version: {name: a,\n"
            "      version: <2, index_url: 'https://pypi.org/simple'}}, run:\n"
            "     {log: {type: INFO, message: l}, yield: {package_version:\n"
            "       {name: b, locked_version: ===1}}}}\n"
            "  - {<<: *pseudonym, name: M, match:\n"
            "      {package_version: {name: a, develop: true}},\n"
            "     run: {yield: {package_version: {name: c},\n"
            "       yield_matched_version: true}}}\n"
            "  - {<<: *pseudonym, name: N, match:\n"
            "      {package_version: {name: a, version: '>2'}},\n"
            "     run: {yield: {package_version: {name: b}}}}\n")) {
        a = rule_package(&rules, "a", "1.0rc1");
        IS(rule_pseudonym(&rules, a, NULL), "ok yielded:L yielded:M yielded:N");
        IS(rule_pseudonym(&rules, a, PACKAGES("b 1", "c 1.0")),
           "ok yielded:L yielded:M yielded:N");
        IS(rule_pseudonym(
               &rules, a,
               PACKAGES("b 1", "b =1", "c 2", "c 1.0rc1", "b =1", "b 2")),
           "ok yielded:L candidate:L:b-=1 log:L:l "
           "yielded:M candidate:M:c-1.0rc1 yielded:N");
        a = rule_package(&rules, "a", "3");
        IS(rule_pseudonym(&rules, a, PACKAGES("b 2", "b =1", "b 2")),
           "ok yielded:L yielded:M yielded:N candidate:N:b-2 candidate:N:b-=1");
        a = rule_package(&rules, "b", "3");
        IS(rule_pseudonym(&rules, a, PACKAGES("b 2")), "ok");
    }
    rule_case_close(&rules);
}

/* Fails for the second allocation of an outcome or a run. */
static void *allocate_once(void *user, size_t size)
{
    int *left = user;

    return (*left)-- > 0 ? malloc(size) : NULL;
}

static void release(void *user, void *block)
{
    (void)user;
    free(block);
}

static void short_of_memory(void)
{
    struct rule_case rules;
    int left = 0;
    const struct thoth_allocator allocator = {allocate_once, release, &left};

    if (rule_case_start(&rules, "  wraps: [{<<: *wrap, name: G, run:\n"
                                "    {log: {type: INFO, message: l}}}]\n"
                                "  sieves: [{<<: *sieve, name: S, match:\n"
                                "    {package_version: {name: b}}}]\n")) {
        thoth_package package = rule_package(&rules, "a", "1");

        rules.outcome.allocator = &allocator;
        IS(rule_wrap(&rules), "out of memory");
        CU_ASSERT_EQUAL(rules.error.status, THOTH_E_MEMORY);
        IS(rule_sieve(&rules, &package, 1), "out of memory");
        left = 1;
        IS(rule_wrap(&rules), "ok log:G:l");
        left = 1;
        IS(rule_sieve(&rules, &package, 1), "ok 1");
        thoth_outcome_release(&rules.outcome);
        CU_ASSERT_PTR_EQUAL(rules.outcome.allocator, &allocator);
        thoth_outcome_release(&rules.outcome);
        thoth_outcome_release(NULL);
    }
    rule_case_close(&rules);
}

static const struct test_case cases[] = {
    {"boots follow the requirements", boots},
    {"the first boot that stops ends the evaluation", boots_stop},
    {"sieves remove versions one by one", sieves},
    {"a sieve that skips decides before any other", sieves_skip},
    {"strides follow the order of the state", strides},
    {"a stride without a name cannot be evaluated", nameless_stride},
    {"wraps explain once and advise changes", wraps},
    {"release notes name package and version", release_notes},
    {"pseudonyms yield what the graph knows", pseudonyms},
    {"no memory is an error, and the next evaluation works", short_of_memory},
};

TEST_MAIN("evaluate", cases)
