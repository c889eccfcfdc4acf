/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a bundle tells about itself, its units and its files, over the sample
 * bundle; searches in its tables.
 */
#include "runtime/bundle.h"
#include "runtime/pep440.h"
#include "tests/harness/run.h"
#include "tests/runtime/bundle_sample.h"

#include <stdlib.h>
#include <string.h>

struct opened {
    struct thoth_bundle *bundle;
    uint8_t *bytes;
};

static struct opened open_sample(unsigned others)
{
    struct bundle_builder builder = {0};
    struct opened opened = {NULL, NULL};
    struct thoth_error error;
    size_t size;

    sample_build(&builder, others);
    opened.bytes = builder_finish(&builder, &size);
    builder_release(&builder);
    thoth_bundle_open_memory(opened.bytes, size, NULL, &opened.bundle, &error);
    CU_ASSERT_PTR_NOT_NULL_FATAL(opened.bundle);
    return opened;
}

static void close_sample(struct opened opened)
{
    thoth_bundle_release(opened.bundle);
    free(opened.bytes);
}

static bool is(struct thoth_text text, const char *expected)
{
    return text.length == strlen(expected) &&
           memcmp(text.at, expected, text.length) == 0;
}

static void tells_its_size(void)
{
    struct opened opened = open_sample(0);
    struct thoth_bundle_facts facts;

    thoth_bundle_describe(opened.bundle, &facts);
    CU_ASSERT_EQUAL(facts.format, BUNDLE_FORMAT);
    CU_ASSERT_EQUAL(facts.units, SAMPLE_UNITS);
    CU_ASSERT_EQUAL(facts.files, 2);
    CU_ASSERT_EQUAL(facts.shapes, 14);
    CU_ASSERT_EQUAL(facts.specifiers, 3);
    CU_ASSERT_EQUAL(facts.packages, 2);
    CU_ASSERT_EQUAL(facts.strings, 41);
    CU_ASSERT_FALSE(facts.native);
    close_sample(opened);
}

/* Checks a unit's name, type and place. */
static void unit_is(const struct thoth_bundle *bundle, uint32_t number,
                    const char *type, const char *name, uint32_t line,
                    uint32_t column, const char *path)
{
    struct thoth_unit unit;
    char buffer[64];

    CU_ASSERT_EQUAL_FATAL(thoth_unit_describe(bundle, number, &unit), THOTH_OK);
    CU_ASSERT_STRING_EQUAL(unit.type, type);
    CU_ASSERT(is(unit.namespace_, "sample"));
    CU_ASSERT(is(unit.name, name));
    CU_ASSERT_EQUAL(unit.line, line);
    CU_ASSERT_EQUAL(unit.column, column);
    CU_ASSERT_EQUAL(thoth_file_path(bundle, unit.file, buffer, sizeof(buffer)),
                    strlen(path));
    CU_ASSERT_STRING_EQUAL(buffer, path);
}

static void units_are(const struct thoth_bundle *bundle)
{
    static const char one[] = "rules/a/one.yaml";
    struct thoth_unit unit;

    unit_is(bundle, SAMPLE_BOOT, "boot", "Boot", 1, 3, one);
    unit_is(bundle, SAMPLE_PSEUDONYM, "pseudonym", "Pseudonym", 3, 3, one);
    unit_is(bundle, SAMPLE_STEP, "step", "Step", 13, 5, one);
    unit_is(bundle, SAMPLE_ADD, "step.AddPackage", "Add", 11, 3, one);
    unit_is(bundle, SAMPLE_WRAP, "wrap", "Wrap", 12, 129, one);
    unit_is(bundle, SAMPLE_NOTES, "wrap.GHReleaseNotes", "Notes", 3, 9,
            "rules/two.yaml");
    CU_ASSERT_EQUAL(thoth_unit_describe(bundle, SAMPLE_UNITS, &unit),
                    THOTH_E_ARGUMENT);
    CU_ASSERT_EQUAL(thoth_unit_describe(bundle, THOTH_NO_UNIT, &unit),
                    THOTH_E_ARGUMENT);
    CU_ASSERT_EQUAL(thoth_unit_describe(bundle, SAMPLE_STEP, &unit), THOTH_OK);
    CU_ASSERT_EQUAL(unit.kind, THOTH_STEP);
}

static void tells_where_units_stand(void)
{
    /* Around the checkpoints, which stand before files 0, 128, 256... */
    static const unsigned others[] = {0, 1, 125, 126, 127, 128, 254, 255, 700};

    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        struct opened opened = open_sample(others[i]);
        struct thoth_bundle_facts facts;

        thoth_bundle_describe(opened.bundle, &facts);
        CU_ASSERT_EQUAL(facts.files, 2 + others[i]);
        units_are(opened.bundle);
        close_sample(opened);
    }
}

static void writes_paths_as_snprintf_does(void)
{
    static const char path[] = "rules/a/one.yaml";
    struct opened opened = open_sample(3);
    char buffer[32];

    for (size_t size = 0; size < sizeof(buffer); size++) {
        memset(buffer, '#', sizeof(buffer));
        CU_ASSERT_EQUAL(thoth_file_path(opened.bundle, 0, buffer, size),
                        strlen(path));
        if (size > 0)
            CU_ASSERT_EQUAL(strncmp(buffer, path, size - 1), 0);
        if (size > 0 && size <= strlen(path))
            CU_ASSERT_EQUAL(buffer[size - 1], '\0');
        CU_ASSERT_EQUAL(buffer[size], '#');
    }
    CU_ASSERT_EQUAL(thoth_file_path(opened.bundle, 2, buffer, 32),
                    strlen("rules/a/none.yaml"));
    CU_ASSERT_STRING_EQUAL(buffer, "rules/a/none.yaml");
    CU_ASSERT_EQUAL(thoth_file_path(opened.bundle, 5, buffer, 32), 0);
    CU_ASSERT_STRING_EQUAL(buffer, "");
    close_sample(opened);
}

static void tells_packages_of_instances(void)
{
    struct opened opened = open_sample(0);
    struct thoth_text name;

    CU_ASSERT(thoth_unit_package(opened.bundle, SAMPLE_STEP, 0, &name));
    CU_ASSERT(is(name, "tensorflow"));
    CU_ASSERT(thoth_unit_package(opened.bundle, SAMPLE_STEP, 1, &name));
    CU_ASSERT(is(name, "numpy"));
    CU_ASSERT_FALSE(thoth_unit_package(opened.bundle, SAMPLE_STEP, 2, &name));
    CU_ASSERT(thoth_unit_package(opened.bundle, SAMPLE_WRAP, 0, &name));
    CU_ASSERT_PTR_NULL(name.at);
    CU_ASSERT_FALSE(thoth_unit_package(opened.bundle, SAMPLE_WRAP, 1, &name));
    CU_ASSERT_FALSE(thoth_unit_package(opened.bundle, SAMPLE_UNITS, 0, &name));
    close_sample(opened);
}

static void prints(const struct thoth_bundle *bundle, uint32_t unit,
                   const char *expected)
{
    char text[1200];

    CU_ASSERT_EQUAL(thoth_unit_print(bundle, unit, text, sizeof(text)),
                    strlen(expected));
    CU_ASSERT_STRING_EQUAL(text, expected);
    CU_ASSERT_EQUAL(thoth_unit_print(bundle, unit, text, 10), strlen(expected));
    CU_ASSERT_EQUAL(strlen(text), 9);
    CU_ASSERT_EQUAL(strncmp(text, expected, 9), 0);
}

static void prints_units(void)
{
    struct opened opened = open_sample(0);
    char text[4] = "abc";

    prints(opened.bundle, SAMPLE_STEP,
           "when or(adviser, recommends[stable, latest], "
           "labelled({\"team\": \"core\"}), uses({\"flask\": [\"a.*\"]}), "
           "system_in([{name: \"fedora\"}, {name: \"rhel\", version: \"8\"}]), "
           "not(cpu_model_in([\"7\", null])), provides[cuda](\">=1.0,<2.0\"), "
           "rpms_all([{package_name: \"gcc\", package_version: \"10.2\", "
           "src: false}]), pythons_none([{name: \"six\"}, {name: \"pip\", "
           "version: \"===1.0\", location: \"^/opt/.*\"}]))\n"
           "match tensorflow: version_in(\">=1.0,<2.0\") and resolved(numpy, "
           "and(version_in(\"===1.0\"), "
           "index_is(\"https://b.example/simple\")))\n"
           "match numpy: always and dependents[others](from(tensorflow, "
           "develop))\n"
           "run stack_info[WARNING](\"a \\\"message\\\"\", "
           "\"https://a.example\")\n"
           "run score(constant(-0.25))\n"
           "run justify[ERROR](\"a \\\"message\\\"\", \"https://a.example\", "
           "package_name: \"tensorflow\", cve_id: \"CVE-1\")\n"
           "run multi_package\n");
    prints(opened.bundle, SAMPLE_WRAP,
           "needs sample.Boot or sample.Step\n"
           "needs a unit that does not exist\n"
           "when always\n"
           "match any: always and resolved(numpy, always)\n"
           "run advise_manifest(\"{\\\"a\\\": 1}\")\n");
    prints(opened.bundle, SAMPLE_ADD,
           "when always\n"
           "match numpy: version_in[prereleases](\">=1.0,<2.0\")\n"
           "run add_package[develop](name: \"tensorflow\", "
           "locked_version: \"1.5\", index_url: "
           "\"https://a.example/simple\")\n");
    CU_ASSERT_EQUAL(thoth_unit_print(opened.bundle, SAMPLE_UNITS, text, 4), 0);
    CU_ASSERT_STRING_EQUAL(text, "");
    close_sample(opened);
}

static struct thoth_text text_of(const char *text)
{
    return (struct thoth_text){text, strlen(text)};
}

static void finds_names_and_urls(void)
{
    struct opened opened = open_sample(0);
    const struct thoth_bundle *bundle = opened.bundle;

    CU_ASSERT_EQUAL(bundle_find_package(bundle, text_of("numpy")),
                    SAMPLE_NUMPY);
    CU_ASSERT_EQUAL(bundle_find_package(bundle, text_of("tensorflow")),
                    SAMPLE_TENSORFLOW);
    CU_ASSERT_EQUAL(bundle_find_package(bundle, text_of("tensor")),
                    BUNDLE_NONE);
    CU_ASSERT_EQUAL(bundle_find_package(bundle, text_of("")), BUNDLE_NONE);
    CU_ASSERT_EQUAL(bundle_find_package(bundle, text_of("zzz")), BUNDLE_NONE);
    CU_ASSERT_EQUAL(
        bundle_find_index(bundle, text_of("https://b.example/simple")), 1);
    CU_ASSERT_EQUAL(
        bundle_find_index(bundle, text_of("https://b.example/simple/")),
        BUNDLE_NONE);
    close_sample(opened);
}

static void finds_positions(void)
{
    static const struct {
        const char *version;
        uint32_t position;
    } cases[] = {{"0.9", 0},      {"1.0rc1", 0},  {"1.0", 1},
                 {"1.0+abc", 1},  {"1.0.0.0", 1}, {"1.5", 2},
                 {"2.0.dev1", 2}, {"2", 3},       {"2!0", 4}};
    struct opened opened = open_sample(0);

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct pep440_version *version;

        pep440_version_parse(text_of(cases[i].version), NULL, &version);
        CU_ASSERT_PTR_NOT_NULL_FATAL(version);
        CU_ASSERT_EQUAL(
            bundle_find_position(opened.bundle, version->public_key),
            cases[i].position);
        pep440_version_free(version, NULL);
    }
    close_sample(opened);
}

static const struct test_case cases[] = {
    {"tells its size", tells_its_size},
    {"tells where units stand", tells_where_units_stand},
    {"writes paths as snprintf does", writes_paths_as_snprintf_does},
    {"tells the packages of instances", tells_packages_of_instances},
    {"prints units", prints_units},
    {"finds names and URLs", finds_names_and_urls},
    {"finds positions among the bounds", finds_positions},
};

TEST_MAIN("bundle_describe", cases)
