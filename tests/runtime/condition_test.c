/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Conditions of inclusion, one unit and one request a row: whether the unit is
 * included, or with which status the pipeline cannot be built. What is expected
 * is the reference's behaviour (docs/semantics.md).
 */
#include "tests/harness/run.h"
#include "tests/runtime/rule_case.h"

#include <stdio.h>

enum { NO, YES, FAILS = 100 }; /* FAILS + a status */

struct row {
    const char *condition; /* within should_include */
    const char *request[6];
    int expected;
};

static int decide(const struct row *row)
{
    struct rule_case rules;
    char yaml[1024];
    int result = -1;

    snprintf(yaml, sizeof yaml,
             " boots: [{<<: *boot, name: B, should_include: {%s}}]",
             row->condition);
    if (rule_case_open(&rules, yaml)) {
        for (int i = 0; i < 6 && row->request[i]; i++)
            rule_case_request(&rules, row->request[i]);
        result = (int)rule_case_build(&rules);
        if (result == THOTH_OK)
            result = (int)thoth_pipeline_count(rules.pipeline, THOTH_BOOT);
        else
            result += FAILS;
    }
    rule_case_close(&rules);
    return result;
}

static void check(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int result = decide(&rows[i]);

        if (result != rows[i].expected) {
            printf("# %s, %s: %d\n", rows[i].condition,
                   rows[i].request[0] ? rows[i].request[0] : "", result);
            CU_FAIL("another decision");
        }
    }
}

#define CHECK(rows) check(rows, sizeof(rows) / sizeof *(rows))
#define ON "adviser_pipeline: true, "
#define ENV(what) ON "runtime_environments: {" what "}"

static void pipelines(void)
{
    static const struct row rows[] = {
        {"", {NULL}, NO},
        {"adviser_pipeline: true", {NULL}, YES},
        {"adviser_pipeline: true", {"decide all"}, NO},
        {"dependency_monkey_pipeline: true", {"decide all"}, YES},
        {"dependency_monkey_pipeline: true", {NULL}, NO},
        {ON "recommendation_types: [latest]", {NULL}, NO},
        {ON "recommendation_types: [latest]", {"recommend latest"}, YES},
        {ON "recommendation_types: {not: [latest]}", {NULL}, YES},
        {ON "recommendation_types: {not: [stable]}", {NULL}, NO},
        {ON "decision_types: [all]", {NULL}, YES},
        {"dependency_monkey_pipeline: true, decision_types: [all]",
         {"decide random"},
         NO},
        {"dependency_monkey_pipeline: true, recommendation_types: [latest]",
         {"decide random"},
         YES},
        {ON "authenticated: true", {NULL}, NO},
        {ON "authenticated: true", {"authenticated"}, YES},
        {ON "authenticated: false", {"authenticated"}, NO},
        {ON "times: 0", {NULL}, NO},
        {ON "times: 1", {NULL}, YES},
    };

    CHECK(rows);
}

static void labels(void)
{
    static const struct row rows[] = {
        {ON "labels: {}", {NULL}, YES},
        {ON "labels: {a: b}", {NULL}, NO},
        {ON "labels: {a: b}", {"label a b"}, YES},
        {ON "labels: {a: b}", {"label a c"}, NO},
        {ON "labels: {a: b, c: d}", {"label x y", "label c d"}, YES},
        {ON "labels: {a: b}", {"label a b", "label a c"}, NO},
    };

    CHECK(rows);
}

static void library_usage(void)
{
    static const struct row rows[] = {
        {ON "library_usage: {flask: [flask.App]}", {NULL}, NO},
        {ON "library_usage: {flask: [flask.App]}", {"uses flask -"}, NO},
        {ON "library_usage: {flask: [flask.App]}",
         {"uses flask flask.App"},
         YES},
        {ON "library_usage: {flask: [flask.App]}",
         {"uses flask flask.App", "uses flask flask.B"},
         YES},
        {ON "library_usage: {flask: [flask.App]}",
         {"uses flask flask.B", "uses flask flask.App"},
         NO},
        {ON "library_usage: {flask: [a, b]}",
         {"uses flask a", "uses flask b"},
         NO},
        {ON "library_usage: {flask: [f.*, 'flask.*']}",
         {"uses flask flaskx"},
         YES},
        {ON "library_usage: {flask: [flaskx.*]}", {"uses flask flask"}, NO},
        {ON "library_usage: {flask: [a], click: [b]}", {"uses flask a"}, NO},
        {ON "library_usage: {flask: [a], click: [b]}",
         {"uses flask a", "uses click b"},
         YES},
    };

    CHECK(rows);
}

static void operating_systems(void)
{
    static const struct row rows[] = {
        {ENV("operating_systems: []"), {NULL}, YES},
        {ENV("operating_systems: [{}]"), {NULL}, YES},
        {ENV("operating_systems: [{name: rhel}]"), {NULL}, NO},
        {ENV("operating_systems: [{name: rhel}]"), {"system rhel 8"}, YES},
        {ENV("operating_systems: [{name: rhel, version: '9'}, "
             "{name: fedora, version: '35'}]"),
         {"system fedora 35"},
         YES},
        {ENV("operating_systems: [{name: rhel, version: '9'}]"),
         {"system rhel 8"},
         NO},
        {ENV("operating_systems: [{name: rhel, version: '9'}]"),
         {"system rhel -"},
         NO},
        {ON, {"system - 8"}, FAILS + THOTH_E_SYSTEM},
        {"", {"system - 8"}, FAILS + THOTH_E_SYSTEM},
    };

    CHECK(rows);
}

static void hardware(void)
{
    static const struct row rows[] = {
        {ENV("hardware: [{cpu_families: [6]}]"), {"cpu 6 -"}, YES},
        {ENV("hardware: [{cpu_families: [6]}]"), {NULL}, NO},
        {ENV("hardware: [{cpu_families: [null]}]"), {NULL}, YES},
        {ENV("hardware: [{cpu_families: {not: [6]}}]"), {NULL}, YES},
        {ENV("hardware: [{cpu_models: [0x55]}]"), {"cpu 6 85"}, YES},
        {ENV("hardware: [{cpu_families: [6]}, {cpu_families: [7]}]"),
         {"cpu 6 1"},
         NO},
        {ENV("hardware: [{gpu_models: [T4]}]"), {"gpu T4"}, YES},
        {ENV("hardware: [{gpu_models: {not: [null]}}]"), {NULL}, NO},
        {ENV("hardware: [{cpu_flags: [avx2]}]"), {"cpu 6 15"}, YES},
        {ENV("hardware: [{cpu_flags: [avx2]}]"), {"cpu 6 85"}, NO},
        {ENV("hardware: [{cpu_flags: [avx2]}]"), {"cpu 6 -"}, NO},
        {ENV("hardware: [{cpu_flags: [avx2, avx512]}]"), {"cpu 6 14"}, YES},
        {ENV("hardware: [{cpu_flags: [avx2, avx512]}]"), {"cpu 23 49"}, NO},
        {ENV("hardware: [{cpu_flags: {not: [avx2]}}]"), {"cpu 6 7"}, YES},
        {ENV("hardware: [{cpu_flags: {not: [avx2]}}]"), {"cpu 25 1"}, NO},
        {ENV("hardware: [{cpu_flags: {not: [avx2]}}]"), {"cpu - 1"}, NO},
    };

    CHECK(rows);
}

static void versions(void)
{
    static const struct row rows[] = {
        {ENV("cuda_version: null"), {"cuda 11"}, YES},
        {ENV("cuda_version: '>=9'"), {NULL}, NO},
        {ENV("cuda_version: '>=9'"), {"cuda 9.0"}, YES},
        {ENV("cuda_version: '>=9'"), {"cuda 8.9"}, NO},
        {ENV("python_version: '>=3.6'"), {"python 3.12rc1"}, NO},
        {ENV("python_version: '>=3.6rc1'"), {"python 3.12rc1"}, YES},
        {ENV("python_version: ''"), {"python 3.8"}, YES},
        {ENV("python_version: ''"), {NULL}, NO},
        {ENV("python_version: '===3.8'"), {"python 3.8"}, YES},
        {ENV("python_version: '>=3.6'"),
         {"python 3.x"},
         FAILS + THOTH_E_VERSION},
        {ENV("operating_systems: [{name: x}], python_version: '>=3.6'"),
         {"python 3.x"},
         NO},
        {ENV("mkl_version: ==2020.*"), {"mkl 2020.1"}, YES},
        {ENV("platforms: [linux-x86_64]"), {"platform linux-x86_64"}, YES},
        {ENV("platforms: [linux-x86_64]"), {NULL}, NO},
        {ENV("platforms: {not: [linux-x86_64]}"), {NULL}, YES},
    };

    CHECK(rows);
}

static void base_images(void)
{
    static const struct row rows[] = {
        {ENV("base_images: ['q/a:v1']"), {"image q/a:v1"}, YES},
        {ENV("base_images: ['q/a:v1*']"), {"image q/a:v12"}, YES},
        {ENV("base_images: ['q/a:v12*']"), {"image q/a:v1"}, NO},
        {ENV("base_images: ['q/a']"), {"image q/a:v12"}, YES},
        {ENV("base_images: ['q/a:x', 'q/a:v2']"), {"image q/a:v2"}, YES},
        {ENV("base_images: ['reg:5000/a']"), {"image reg:5000/a:v1"}, NO},
        {ENV("base_images: ['reg:5000/a:v1']"), {"image reg:5000/a:v1"}, YES},
        {ENV("base_images: [null]"), {NULL}, YES},
        {ENV("base_images: {not: [null]}"), {NULL}, NO},
        {ENV("base_images: {not: ['q/a:v1']}"), {"image q/a:v1"}, NO},
        {ENV("base_images: ['q/b:v1']"), {"image q/a:v1"}, NO},
        {ON, {"image q/a"}, FAILS + THOTH_E_BASE_IMAGE},
        {ENV("base_images: ['q/a:v1']"),
         {"image q/a"},
         FAILS + THOTH_E_BASE_IMAGE},
        {ENV("base_images: ['q/b:v1']"), {"image q/a"}, NO},
        {ON "times: 0", {"image q/a"}, NO},
        {"", {"image q/a"}, NO},
    };

    CHECK(rows);
}

static void symbols(void)
{
    static const struct row rows[] = {
        {ENV("abi: [S]"), {"image q:v1", "symbol S"}, YES},
        {ENV("abi: [S]"), {"symbol S"}, NO},
        {ENV("abi: [S]"), {"image q:v1"}, NO},
        {ENV("abi: [S, T]"), {"image q:v1", "symbol S"}, NO},
        {ENV("abi: {not: [T]}"), {"image q:v1", "symbol S"}, YES},
        {ENV("abi: {not: [T, S]}"), {"image q:v1", "symbol S"}, NO},
        {ENV("abi: {not: [T]}"), {"image q:v1"}, NO},
        {ENV("abi: [S], rpm_packages: [{package_name: gcc}]"),
         {"image q:v1", "symbol S"},
         YES},
        {ENV("abi: [S]"), {"image q:v1", "analysis q 1", "symbol S"}, YES},
        {ENV("abi: [S]"), {"image q:v1", "analysis q v1", "symbol S"}, NO},
        {ENV("abi: [S]"),
         {"image r:5/q:v1", "analysis r 5/q:v1", "symbol S"},
         YES},
    };

    CHECK(rows);
}

static void rpm_packages(void)
{
    static const struct row rows[] = {
        {ENV("rpm_packages: [{package_name: gcc}]"),
         {"image q:v1", "analysis - -", "rpm gcc"},
         YES},
        {ENV("rpm_packages: [{package_name: gcc}]"),
         {"image q:v1", "undocumented - -", "rpm gcc"},
         NO},
        {ENV("rpm_packages: [{package_name: gcc}]"),
         {"analysis - -", "rpm gcc"},
         NO},
        {ENV("rpm_packages: {not: [{package_name: gcc}]}"),
         {"image q:v1", "analysis - -"},
         NO},
        {ENV("rpm_packages: [{package_name: gcc, arch: arm}]"),
         {"image q:v1", "analysis - -", "rpm gcc x86"},
         NO},
        {ENV("rpm_packages: [{package_name: gcc, arch: arm}]"),
         {"image q:v1", "analysis - -", "rpm gcc arm", "rpm gcc x86"},
         NO},
        {ENV("rpm_packages: [{package_name: gcc, release: r, src: true}]"),
         {"image q:v1", "analysis - -", "rpm gcc arm r 1"},
         YES},
        {ENV("rpm_packages: [{package_name: gcc, src: true}]"),
         {"image q:v1", "analysis - -", "rpm gcc arm r 0"},
         NO},
        {ENV("rpm_packages: [{package_name: gcc, src: false}]"),
         {"image q:v1", "analysis - -", "rpm gcc arm r"},
         NO},
        {ENV("rpm_packages: {not: [{package_name: gcc}, {package_name: x}]}"),
         {"image q:v1", "analysis - -", "rpm gcc"},
         YES},
        {ENV("rpm_packages: {not: [{package_name: gcc}]}"),
         {"image q:v1", "analysis - -", "rpm gcc"},
         NO},
    };

    CHECK(rows);
}

#define PIP "image q:v1", "analysis - -", "installed pip 9.0 /usr/lib"

static void python_packages(void)
{
    static const struct row rows[] = {
        {ENV("python_packages: [{name: pip}]"), {PIP}, YES},
        {ENV("python_packages: [{name: pip}]"),
         {"image q:v1", "analysis - -", "installed Pip 9.0 -"},
         NO},
        {ENV("python_packages: [{name: pip, version: '>=9'}]"), {PIP}, YES},
        {ENV("python_packages: [{name: pip, version: '>9'}]"), {PIP}, NO},
        {ENV("python_packages: [{name: pip, version: '>9'}]"),
         {PIP, "installed pip 10 -"},
         YES},
        {ENV("python_packages: [{name: pip, version: ''}]"),
         {"image q:v1", "analysis - -", "installed pip 9rc1 -"},
         YES},
        {ENV("python_packages: [{name: pip, version: '>=1'}]"),
         {"image q:v1", "analysis - -", "installed pip 9rc1 -"},
         NO},
        {ENV("python_packages: [{name: pip, version: '===old'}]"),
         {"image q:v1", "analysis - -", "installed pip old -"},
         YES},
        {ENV("python_packages: {not: [{name: pip}, {name: x}]}"), {PIP}, NO},
        {ENV("python_packages: {not: [{name: pip, version: <9}]}"), {PIP}, YES},
        {ENV("python_packages: {not: [{name: x}]}"), {"image q:v1"}, NO},
        {ENV("python_packages: [{name: pip, location: /usr}]"), {PIP}, NO},
        {ENV("python_packages: [{name: pip, location: /usr/.*}]"), {PIP}, YES},
        {ENV("python_packages: [{name: pip, location: '/(usr|opt)/lib'}]"),
         {PIP},
         YES},
        {ENV("python_packages: [{name: pip, location: '('}]"),
         {PIP},
         FAILS + THOTH_E_PATTERN},
        {ENV("python_packages: [{name: x, location: '('}]"), {PIP}, NO},
        {ENV("python_packages: [{name: pip, location: '((/|[a-z])+)+[A-Z]'}]"),
         {"image q:v1", "analysis - -",
          "installed pip 9 /usr/lib/python/site/packages/of/somebody"},
         FAILS + THOTH_E_PATTERN},
        {ENV("python_packages: [{name: pip, location: /usr}]"),
         {"image q:v1", "analysis - -", "installed pip 9 -"},
         FAILS + THOTH_E_RULE},
    };

    CHECK(rows);
}

static const struct test_case cases[] = {
    {"pipelines, types, authentication and times decide", pipelines},
    {"one equal label is enough", labels},
    {"the first symbol of each library is looked at", library_usage},
    {"one operating system fits", operating_systems},
    {"all hardware entries fit", hardware},
    {"versions are in the sets, platforms in the list", versions},
    {"base images are listed with their tags", base_images},
    {"symbols of the base image end the condition", symbols},
    {"RPM packages are present as described", rpm_packages},
    {"Python packages are present as described", python_packages},
};

TEST_MAIN("condition", cases)
