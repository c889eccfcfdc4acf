/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What pipelines include, in which order, and when they cannot be built.
 */
#include "tests/harness/run.h"
#include "tests/runtime/rule_case.h"
#include "tests/runtime/short_memory.h"

#include <stdio.h>
#include <string.h>

/* A boot and what its condition says besides the pipeline. */
struct boot {
    const char *name, *condition;
};

static void check_boots(const struct boot boots[4], const char *included)
{
    struct rule_case rules;
    char yaml[1024];
    int used = snprintf(yaml, sizeof yaml, "  boots:\n");

    for (int i = 0; i < 4 && boots[i].name; i++)
        used += snprintf(yaml + used, sizeof yaml - (size_t)used,
                         "  - {<<: *boot, name: %s, should_include: "
                         "{<<: *on, %s}}\n",
                         boots[i].name, boots[i].condition);
    if (rule_case_start(&rules, yaml))
        CU_ASSERT_STRING_EQUAL(rule_included(&rules, THOTH_BOOT), included);
    rule_case_close(&rules);
}

#define CHECK(included, ...)                                                   \
    check_boots((const struct boot[4]){__VA_ARGS__}, included)
#define NEEDS(names) "dependencies: {boots: [" names "]}"
#define A NEEDS("UNKNOWN.A")
#define B NEEDS("UNKNOWN.B")
#define C NEEDS("UNKNOWN.C")
#define D NEEDS("UNKNOWN.D")

static void dependencies(void)
{
    CHECK("A B", {"A", ""}, {"B", A});
    CHECK("B A", {"A", B}, {"B", ""});
    CHECK("B", {"A", NEEDS("B")}, {"B", ""});
    CHECK("", {"A", A});
    CHECK("", {"A", B}, {"B", A});
    CHECK("B", {"A", NEEDS("UNKNOWN.X")}, {"B", ""});
    CHECK("", {"A", "times: 0"}, {"B", A});
    CHECK("B", {"A", NEEDS("UNKNOWN.B, UNKNOWN.C")}, {"B", ""},
          {"C", "labels: {a: b}"});
    CHECK("B", {"A", "labels: {a: b}, " B}, {"B", ""});
}

/* In the first of these A comes in the third pass, B in the second. */
static void passes(void)
{
    CHECK("C D B A", {"A", B}, {"B", D}, {"C", ""}, {"D", C});
    CHECK("C A B", {"A", C}, {"B", A}, {"C", ""});
    CHECK("D A B C", {"A", D}, {"B", A}, {"C", B}, {"D", ""});
    CHECK("D C B A", {"A", B}, {"B", C}, {"C", D}, {"D", ""});
}

/* A long chain, every unit before the one it depends on. */
static void long_chain(void)
{
    enum { LENGTH = 3000 };
    static char yaml[LENGTH * 160];
    struct rule_case rules;
    int used = snprintf(yaml, sizeof yaml, "  boots:\n");

    for (int i = 0; i < LENGTH; i++)
        used += snprintf(yaml + used, sizeof yaml - (size_t)used,
                         "  - {<<: *boot, name: U%d, should_include: "
                         "{<<: *on, dependencies: {boots: [UNKNOWN.U%d]}}}\n",
                         i, i + 1);
    snprintf(yaml + used, sizeof yaml - (size_t)used,
             "  - {<<: *boot, name: U%d}\n", LENGTH);
    if (rule_case_start(&rules, yaml)) {
        CU_ASSERT_EQUAL(thoth_pipeline_count(rules.pipeline, THOTH_BOOT),
                        LENGTH + 1);
        for (uint32_t i = 0; i <= LENGTH; i++)
            CU_ASSERT_EQUAL(thoth_pipeline_unit(rules.pipeline, THOTH_BOOT, i),
                            LENGTH - i);
    }
    rule_case_close(&rules);
}

/* Kinds are gone through in their own order, not in that of the text. */
static void kinds(void)
{
    struct rule_case rules;

    if (rule_case_start(
            &rules,
            "  wraps:\n"
            "  - {<<: *wrap, name: W, run: {}}\n"
            "  - {<<: *wrap, name: X, run: {}, should_include: {<<: *on,\n"
            "      dependencies: {boots: [UNKNOWN.B]}}}\n"
            "  - {<<: *notes, name: G, should_include: {times: 0,\n"
            "      dependencies: {boots: [UNKNOWN.Z]}},\n"
            "     match: {state: {resolved_dependencies: {name: flask}}},\n"
            "     run: {release_notes: {organization: o, repository: r}}}\n"
            "  boots:\n"
            "  - {<<: *boot, name: B, should_include: {<<: *on,\n"
            "      dependencies: {wraps: [UNKNOWN.W]}}}\n"
            "  - {<<: *boot, name: C}\n")) {
        CU_ASSERT_STRING_EQUAL(rule_included(&rules, THOTH_BOOT), "C B");
        CU_ASSERT_STRING_EQUAL(rule_included(&rules, THOTH_WRAP), "W G X");
    }
    rule_case_close(&rules);
}

/* A unit of another kind takes over the decision on its name. */
static void equal_names(void)
{
    struct rule_case rules;

    if (rule_case_start(&rules,
                        "  boots: [{<<: *boot, name: X}]\n"
                        "  wraps: [{<<: *wrap, name: X, run: {},\n"
                        "    should_include: {adviser_pipeline: false}}]\n")) {
        CU_ASSERT_STRING_EQUAL(rule_included(&rules, THOTH_BOOT), "X");
        CU_ASSERT_STRING_EQUAL(rule_included(&rules, THOTH_WRAP), "X");
    }
    rule_case_close(&rules);
}

static void check_package(const struct rule_case *rules, uint32_t number,
                          const char *name)
{
    struct thoth_text package =
        thoth_pipeline_package(rules->pipeline, THOTH_STEP, number);

    CU_ASSERT_EQUAL(package.at == NULL, name == NULL);
    if (name)
        CU_ASSERT(package.length == strlen(name) &&
                  !memcmp(package.at, name, package.length));
}

static void instances(void)
{
    struct rule_case rules;

    if (rule_case_start(
            &rules,
            "  steps:\n"
            "  - {<<: *step, name: T, run: {score: 0.1}, match:\n"
            "     [{package_version: {name: flask}}, {package_version: {}}]}\n"
            "  - {<<: *group, name: G, run: {score: 0.1}, match: {group:\n"
            "     [{package_version: {name: a}},\n"
            "      {package_version: {name: b}}]}}\n")) {
        CU_ASSERT_STRING_EQUAL(rule_included(&rules, THOTH_STEP), "T T G G");
        check_package(&rules, 0, "flask");
        check_package(&rules, 1, NULL);
        check_package(&rules, 2, "a");
        check_package(&rules, 3, "b");
        CU_ASSERT_EQUAL(thoth_pipeline_count(rules.pipeline, THOTH_WRAP), 0);
        CU_ASSERT_EQUAL(thoth_pipeline_engine(rules.pipeline),
                        THOTH_ENGINE_INTERP);
    }
    rule_case_close(&rules);
}

static void check_target(const struct rule_case *rules, enum thoth_kind kind,
                         uint32_t number, const char *expected)
{
    struct thoth_target target;
    char text[80];

    CU_ASSERT(thoth_pipeline_target(rules->pipeline, kind, number, &target));
    snprintf(text, sizeof text, "%.*s %.*s %.*s", (int)target.name.length,
             target.name.at, (int)target.version.length,
             target.version.at ? target.version.at : "",
             (int)target.index.length, target.index.at ? target.index.at : "");
    CU_ASSERT_STRING_EQUAL(text, expected);
}

static void targets(void)
{
    struct rule_case rules;
    struct thoth_target target;

    if (rule_case_start(
            &rules,
            "  pseudonyms:\n"
            "  - {<<: *pseudonym, name: L, match: {package_version: {name: "
            "a}},\n"
            "     run: {yield: {package_version: {name: b,\n"
            "      locked_version: ==2, index_url: https://c}}}}\n"
            "  - {<<: *pseudonym, name: M, match: {package_version: {name: "
            "a}},\n"
            "     run: {yield: {yield_matched_version: true,\n"
            "      package_version: {name: c}}}}\n"
            "  steps:\n"
            "  - {<<: *step, name: S, run: {score: 0.1},\n"
            "     match: {package_version: {name: a}}}\n"
            "  - {<<: *add, name: A, match: {package_version: {name: a}},\n"
            "     run: {package_version: {name: d, locked_version: ==1.0,\n"
            "      index_url: https://d, develop: false}}}\n")) {
        check_target(&rules, THOTH_PSEUDONYM, 0, "b 2 https://c");
        check_target(&rules, THOTH_PSEUDONYM, 1, "c  ");
        check_target(&rules, THOTH_STEP, 1, "d 1.0 https://d");
        CU_ASSERT(
            !thoth_pipeline_target(rules.pipeline, THOTH_STEP, 0, &target));
        CU_ASSERT_PTR_NULL(target.name.at);
        CU_ASSERT(
            !thoth_pipeline_target(rules.pipeline, THOTH_STEP, 2, &target));
        CU_ASSERT(
            !thoth_pipeline_target(rules.pipeline, THOTH_WRAP, 0, &target));
    }
    rule_case_close(&rules);
}

static void errors_name_the_unit(void)
{
    struct rule_case rules;

    if (rule_case_open(&rules,
                       "  wraps: [{<<: *wrap, name: W, run: {}}]\n"
                       "  boots:\n"
                       "  - {<<: *boot, name: B, should_include: {}}\n"
                       "  - {<<: *boot, name: C, should_include: {<<: *on,\n"
                       "     runtime_environments: {python_packages:\n"
                       "      [{name: pip, location: '*'}]}}}\n")) {
        rule_case_request(&rules, "image a");
        CU_ASSERT_EQUAL(rule_case_build(&rules), THOTH_E_BASE_IMAGE);
        CU_ASSERT_EQUAL(rules.error.status, THOTH_E_BASE_IMAGE);
        CU_ASSERT_EQUAL(rules.error.unit, 1);
        rule_case_request(&rules, "image a:b");
        rule_case_request(&rules, "analysis - -");
        rule_case_request(&rules, "installed pip 9 /usr");
        CU_ASSERT_EQUAL(rule_case_build(&rules), THOTH_E_PATTERN);
        CU_ASSERT_EQUAL(rules.error.unit, 1);
        CU_ASSERT_PTR_NOT_NULL(strstr(rules.error.message, "unit C"));
        CU_ASSERT_PTR_NOT_NULL(
            strstr(rules.error.message, "nothing to repeat"));
        CU_ASSERT_PTR_NULL(rules.pipeline);
    }
    rule_case_close(&rules);
}

static void native_code_is_missing(void)
{
    struct rule_case rules;

    if (rule_case_open(&rules, "  boots: [{<<: *boot, name: B}]")) {
        CU_ASSERT_EQUAL(thoth_pipeline_build(rules.bundle, rules.context,
                                             THOTH_ENGINE_NATIVE, NULL,
                                             &rules.pipeline, &rules.error),
                        THOTH_E_ENGINE);
        CU_ASSERT_EQUAL(thoth_pipeline_build(rules.bundle, rules.context,
                                             THOTH_ENGINE_JIT, NULL,
                                             &rules.pipeline, &rules.error),
                        THOTH_E_ENGINE);
        CU_ASSERT_EQUAL(thoth_pipeline_build(rules.bundle, rules.context,
                                             THOTH_ENGINE_AUTO, NULL,
                                             &rules.pipeline, NULL),
                        THOTH_OK);
    }
    rule_case_close(&rules);
}

static void short_of_memory(void)
{
    struct rule_case rules;
    enum thoth_status status = THOTH_E_MEMORY;

    if (rule_case_open(&rules,
                       "  boots:\n"
                       "  - {<<: *boot, name: A, should_include: {<<: *on,\n"
                       "     dependencies: {boots: [UNKNOWN.B]}}}\n"
                       "  - {<<: *boot, name: B, should_include: {<<: *on,\n"
                       "     runtime_environments: {python_version: '===3.8',\n"
                       "      python_packages: [{name: pip, version: '>=8',\n"
                       "       location: '/usr(/lib)?'}]}}}\n")) {
        rule_case_request(&rules, "python 3.8");
        rule_case_request(&rules, "image a:b");
        rule_case_request(&rules, "analysis - -");
        rule_case_request(&rules, "installed pip 9 /usr");
        for (size_t left = 0; status != THOTH_OK && left < 100; left++) {
            struct short_memory memory;
            struct thoth_pipeline *pipeline;

            short_memory_start(&memory, left);
            status = thoth_pipeline_build(rules.bundle, rules.context,
                                          THOTH_ENGINE_AUTO, &memory.allocator,
                                          &pipeline, &rules.error);
            CU_ASSERT(status == THOTH_OK || status == THOTH_E_MEMORY);
            CU_ASSERT_EQUAL(rules.error.status, status);
            CU_ASSERT(status != THOTH_OK ||
                      thoth_pipeline_count(pipeline, THOTH_BOOT) == 2);
            thoth_pipeline_release(pipeline);
            CU_ASSERT_EQUAL(memory.blocks, 0);
        }
        CU_ASSERT_EQUAL(status, THOTH_OK);
    }
    rule_case_close(&rules);
}

static const struct test_case cases[] = {
    {"units wait for what they depend on", dependencies},
    {"each pass appends what it includes", passes},
    {"a long chain of dependencies is resolved in time", long_chain},
    {"kinds follow each other, release notes are always in", kinds},
    {"the first unit of a name decides for all kinds", equal_names},
    {"pseudonyms and additions have targets", targets},
    {"each match entry is an instance of a package", instances},
    {"an error names the unit that the reference stops at",
     errors_name_the_unit},
    {"native code is asked for only where it is", native_code_is_missing},
    {"no memory is an error, and nothing is lost", short_of_memory},
};

TEST_MAIN("pipeline", cases)
