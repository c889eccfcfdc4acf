/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Catalogs: what makes package versions one, the numbers of names and indexes,
 * positions, ranks against sorting, dependents, growth and short memory.
 */
#include "runtime/catalog.h"
#include "runtime/catalog_number.h"
#include "tests/harness/run.h"
#include "tests/runtime/bundle_sample.h"
#include "tests/runtime/short_memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INDEX_A "https://a.example/simple"

struct fixture {
    uint8_t *bytes;
    struct thoth_bundle *bundle;
    struct thoth_catalog *catalog;
};

static struct thoth_text text_of(const char *text)
{
    return (struct thoth_text){text, strlen(text)};
}

static bool is(struct thoth_text text, const char *expected)
{
    return text.length == strlen(expected) &&
           memcmp(text.at, expected, text.length) == 0;
}

static struct fixture fixture_open(const struct thoth_allocator *allocator)
{
    struct bundle_builder builder = {0};
    struct fixture fixture = {NULL, NULL, NULL};
    size_t size;

    sample_build(&builder, 0);
    fixture.bytes = builder_finish(&builder, &size);
    builder_release(&builder);
    thoth_bundle_open_memory(fixture.bytes, size, NULL, &fixture.bundle, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(fixture.bundle);
    thoth_catalog_create(fixture.bundle, allocator, &fixture.catalog);
    return fixture;
}

static void fixture_close(struct fixture *fixture)
{
    thoth_catalog_release(fixture->catalog);
    thoth_bundle_release(fixture->bundle);
    free(fixture->bytes);
}

static thoth_package add(struct thoth_catalog *catalog, const char *name,
                         const char *version, const char *index, bool develop)
{
    thoth_package package = UINT32_MAX;

    CU_ASSERT_EQUAL(thoth_catalog_register(catalog, text_of(name),
                                           text_of(version), text_of(index),
                                           develop, &package),
                    THOTH_OK);
    return package;
}

static void registers_once(void)
{
    struct fixture fixture = fixture_open(NULL);
    struct thoth_catalog *catalog = fixture.catalog;
    thoth_package first = add(catalog, "NumPy", "1.5", INDEX_A "/", false);
    struct thoth_package_facts facts;

    CU_ASSERT_EQUAL(first, 0);
    CU_ASSERT_EQUAL(add(catalog, "numpy", "1.5", INDEX_A, false), first);
    CU_ASSERT_NOT_EQUAL(add(catalog, "numpy", "1.5", INDEX_A "//", false),
                        first);
    CU_ASSERT_NOT_EQUAL(add(catalog, "numpy", "1.5.0", INDEX_A, false), first);
    CU_ASSERT_NOT_EQUAL(add(catalog, "numpy", "1.5", "", false), first);
    CU_ASSERT_NOT_EQUAL(add(catalog, "numpy-", "1.5", INDEX_A, false), first);
    thoth_catalog_describe(catalog, first, &facts);
    CU_ASSERT(is(facts.name, "numpy"));
    CU_ASSERT(is(facts.version, "1.5"));
    CU_ASSERT(is(facts.index, INDEX_A));
    CU_ASSERT_FALSE(facts.develop);
    CU_ASSERT_EQUAL(add(catalog, "numpy", "1.5", INDEX_A, true), first);
    CU_ASSERT_EQUAL(add(catalog, "numpy", "1.5", INDEX_A, false), first);
    thoth_catalog_describe(catalog, first, &facts);
    CU_ASSERT(facts.develop);
    thoth_catalog_describe(catalog, 99, &facts);
    CU_ASSERT_PTR_NULL(facts.name.at);
    fixture_close(&fixture);
}

static void numbers_names_as_the_bundle_does(void)
{
    struct fixture fixture = fixture_open(NULL);
    struct thoth_catalog *catalog = fixture.catalog;
    uint32_t known = fixture.bundle->package_count;
    char name[600];

    add(catalog, "Tensor_Flow", "1", "https://b.example/simple/", false);
    add(catalog, "TensorFlow", "1", "https://c.example/", false);
    CU_ASSERT_EQUAL(catalog->facts[0].name, known); /* tensor-flow */
    CU_ASSERT_EQUAL(catalog->facts[0].index, 1);
    CU_ASSERT_EQUAL(catalog->facts[1].name, SAMPLE_TENSORFLOW);
    CU_ASSERT_EQUAL(catalog->facts[1].index, fixture.bundle->index_count);
    memset(name, 'X', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    add(catalog, name, "1", "", false);
    CU_ASSERT_EQUAL(catalog->facts[2].name, known + 1);
    memset(name, 'x', sizeof(name) - 1);
    CU_ASSERT_EQUAL(catalog_find_name(catalog, text_of(name)), known + 1);
    CU_ASSERT(is(catalog_name(catalog, known + 1), name));
    CU_ASSERT_EQUAL(catalog_find_name(catalog, text_of("none")), NATIVE_NONE);
    CU_ASSERT_EQUAL(catalog_find_index(catalog, text_of("https://c.example")),
                    fixture.bundle->index_count);
    CU_ASSERT_EQUAL(catalog_find_index(catalog, text_of("none")), NATIVE_NONE);
    fixture_close(&fixture);
}

static void keeps_what_rules_ask_for(void)
{
    static const struct {
        const char *version;
        uint32_t position, flags, kinds;
    } rows[] = {
        {"0.5", 0, 0, 0},
        {"1.0", 1, 0, 0},
        {"v1.0+local", 1, 0, IR_RELEASE_LOCAL},
        {"1.1", 2, 0, 0},
        {"2.0rc1", 2, NATIVE_PRERELEASE, IR_RELEASE_PRE},
        {"2.0.dev3", 2, NATIVE_PRERELEASE, IR_RELEASE_PRE | IR_RELEASE_DEV},
        {"2.0.post1", 4, 0, IR_RELEASE_POST},
        {"2.0.post1.dev1+a", 4, NATIVE_PRERELEASE,
         IR_RELEASE_PRE | IR_RELEASE_POST | IR_RELEASE_DEV | IR_RELEASE_LOCAL},
        {"not a version", 0, NATIVE_LEGACY, 0},
    };
    struct fixture fixture = fixture_open(NULL);

    for (uint32_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const struct native_fact *fact;

        CU_ASSERT_EQUAL(
            add(fixture.catalog, "numpy", rows[i].version, "", i == 0), i);
        fact = &fixture.catalog->facts[i];
        CU_ASSERT_EQUAL(fact->position, rows[i].position);
        CU_ASSERT_EQUAL(fact->flags, rows[i].flags |
                                         (i == 0 ? NATIVE_DEVELOP : 0u) |
                                         rows[i].kinds << NATIVE_RELEASES);
    }
    fixture_close(&fixture);
}

/* Numbers of releases of any length, ages by name and index. */
static void knows_numbers(void)
{
    static const struct {
        const char *version, *index;
        double epoch, major, minor, patch, age;
    } rows[] = {
        {"1", "a", 0, 1, 0, 0, 6},
        {"7!1.2.3.4", "a", 7, 1, 2, 3, 0},
        {"1.2.post1", "a", 0, 1, 2, 0, 2},
        {"1.0.0", "a", 0, 1, 0, 0, 6},
        {"1.1", "a", 0, 1, 1, 0, 5},
        {"1.1.0", "a", 0, 1, 1, 0, 5},
        {"1.2rc1", "a", 0, 1, 2, 0, 4},
        {"1.2", "a", 0, 1, 2, 0, 3},
        {"1000000000.1000000001.99999999999999999999999", "a", 0, 1e9, 1e9, 1e9,
         1},
        {"no version", "a", 0, 0, 0, 0, 7},
        {"1.3", "b", 0, 1, 3, 0, 0},
    };
    enum { COUNT = sizeof rows / sizeof *rows };
    struct fixture fixture = fixture_open(NULL);
    uint32_t numbers[COUNT];

    for (uint32_t i = 0; i < COUNT; i++)
        numbers[i] = add(fixture.catalog, "numpy", rows[i].version,
                         rows[i].index, false);
    add(fixture.catalog, "scipy", "9", "a", false);
    for (uint32_t i = 0; i < COUNT; i++) {
        const struct thoth_catalog *catalog = fixture.catalog;

        CU_ASSERT_EQUAL(
            catalog_number(catalog, IR_OP_VERSION_EPOCH, numbers[i]),
            rows[i].epoch);
        CU_ASSERT_EQUAL(
            catalog_number(catalog, IR_OP_VERSION_MAJOR, numbers[i]),
            rows[i].major);
        CU_ASSERT_EQUAL(
            catalog_number(catalog, IR_OP_VERSION_MINOR, numbers[i]),
            rows[i].minor);
        CU_ASSERT_EQUAL(
            catalog_number(catalog, IR_OP_VERSION_PATCH, numbers[i]),
            rows[i].patch);
        CU_ASSERT_EQUAL(catalog_number(catalog, IR_OP_VERSION_AGE, numbers[i]),
                        rows[i].age);
    }
    fixture_close(&fixture);
}

/* Versions in any order: the rank is the number of distinct smaller ones. */
static void ranks_as_sorting_does(void)
{
    enum { VERSIONS = 300 };
    struct fixture fixture = fixture_open(NULL);
    struct thoth_catalog *catalog = fixture.catalog;
    uint32_t random = 12345;
    bool wrong = false;

    for (uint32_t i = 0; i < VERSIONS; i++) {
        char version[32];

        random = random * 1103515245u + 12345u;
        snprintf(version, sizeof(version), "%u.%u%s", random >> 16 & 3,
                 random >> 20 & 15, random >> 28 & 1 ? ".0" : "");
        add(catalog, i % 3 == 0 ? "other" : "numpy", version,
            random >> 29 & 1 ? INDEX_A : "", false);
    }
    for (uint32_t i = 0; i < catalog->count; i++) {
        uint32_t smaller = 0;

        for (uint32_t k = 0; k < catalog->count; k++) {
            bool first = catalog->facts[k].name == catalog->facts[i].name &&
                         thoth_catalog_compare(catalog, k, i) < 0;

            for (uint32_t n = 0; n < k; n++)
                first = first &&
                        !(catalog->facts[n].name == catalog->facts[k].name &&
                          thoth_catalog_compare(catalog, n, k) == 0);
            smaller += first;
        }
        wrong = wrong || thoth_catalog_rank(catalog, i) != smaller;
    }
    CU_ASSERT_FALSE(wrong);
    CU_ASSERT(catalog->count > 50);
    CU_ASSERT_EQUAL(thoth_catalog_rank(catalog, catalog->count), 0);
    CU_ASSERT_EQUAL(thoth_catalog_compare(catalog, catalog->count, 0), 0);
    fixture_close(&fixture);
}

static bool dependents_are(const struct thoth_catalog *catalog,
                           thoth_package package, const thoth_package *expected,
                           uint32_t count)
{
    struct native_dependents of = catalog->dependents_of[package];

    return of.count == count &&
           (count == 0 || memcmp(catalog->dependents + of.first, expected,
                                 count * sizeof(*expected)) == 0);
}

static void records_dependents(void)
{
    static const thoth_package wrong[] = {0, 5};
    struct fixture fixture = fixture_open(NULL);
    struct thoth_catalog *catalog = fixture.catalog;
    thoth_package kept[5][4];
    uint32_t counts[5] = {0}, random = 1;
    bool same = true;

    for (unsigned i = 0; i < 5; i++) {
        char version[16];

        snprintf(version, sizeof(version), "%u", i);
        add(catalog, "numpy", version, "", false);
    }
    CU_ASSERT_EQUAL(thoth_catalog_set_dependents(catalog, 0, wrong, 2),
                    THOTH_E_ARGUMENT);
    CU_ASSERT_EQUAL(thoth_catalog_set_dependents(catalog, 5, wrong, 1),
                    THOTH_E_ARGUMENT);
    CU_ASSERT(dependents_are(catalog, 0, NULL, 0));
    for (int round = 0; round < 2000; round++) {
        uint32_t of;

        random = random * 1103515245u + 12345u;
        of = (random >> 16) % 5;
        counts[of] = (random >> 20) % 5;
        for (uint32_t i = 0; i < counts[of]; i++)
            kept[of][i] = (random >> (8 + i)) % 5;
        CU_ASSERT_EQUAL(
            thoth_catalog_set_dependents(catalog, of, kept[of], counts[of]),
            THOTH_OK);
        for (uint32_t i = 0; i < 5; i++)
            same = same && dependents_are(catalog, i, kept[i], counts[i]);
    }
    CU_ASSERT(same);
    CU_ASSERT(catalog->dependent_room < 1000); /* what is replaced is reused */
    fixture_close(&fixture);
}

static void grows(void)
{
    enum { PACKAGES = 20000 };
    struct fixture fixture = fixture_open(NULL);
    struct thoth_package_facts facts;
    bool wrong = false;
    char name[32], index[32];

    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < PACKAGES; i++) {
            snprintf(name, sizeof(name), "Name_%u", i / 4);
            snprintf(index, sizeof(index), "https://i%u.example/", i % 40);
            wrong = wrong || add(fixture.catalog, name, i % 2 ? "1" : "2",
                                 index, false) != i;
        }
    CU_ASSERT_FALSE(wrong);
    CU_ASSERT_EQUAL(fixture.catalog->count, PACKAGES);
    thoth_catalog_describe(fixture.catalog, PACKAGES - 1, &facts);
    CU_ASSERT(is(facts.name, "name-4999"));
    CU_ASSERT(is(facts.index, "https://i39.example"));
    fixture_close(&fixture);
}

/* Whenever memory runs out, what was registered before is still right. */
static void survives_short_memory(void)
{
    struct short_memory memory;
    struct fixture fixture = fixture_open(NULL);
    enum thoth_status status;
    size_t round = 0;

    thoth_catalog_release(fixture.catalog);
    do {
        struct thoth_catalog *catalog;
        thoth_package package, first;
        uint32_t count;

        short_memory_start(&memory, round++);
        status =
            thoth_catalog_create(fixture.bundle, &memory.allocator, &catalog);
        for (count = 0; status == THOTH_OK && count < 70; count++) {
            char name[200];

            snprintf(name, sizeof(name), "%0*u_x", count == 9 ? 150 : 3, count);
            status =
                thoth_catalog_register(catalog, text_of(name), text_of("1.0"),
                                       text_of(name), false, &package);
            if (status == THOTH_OK)
                status =
                    thoth_catalog_set_dependents(catalog, package, &package, 1);
        }
        CU_ASSERT(status == THOTH_OK || status == THOTH_E_MEMORY);
        memory.left = SIZE_MAX;
        if (count > 1) {
            CU_ASSERT_EQUAL(thoth_catalog_register(
                                catalog, text_of("000_x"), text_of("1.0"),
                                text_of("000_x"), false, &first),
                            THOTH_OK);
            CU_ASSERT_EQUAL(first, 0);
        }
        thoth_catalog_release(catalog);
        CU_ASSERT_EQUAL(memory.blocks, 0);
    } while (status != THOTH_OK && round < 2000);
    CU_ASSERT_EQUAL(status, THOTH_OK);
    CU_ASSERT(round > 100);
    fixture.catalog = NULL;
    fixture_close(&fixture);
}

static const struct test_case cases[] = {
    {"registers a package version once", registers_once},
    {"numbers names and indexes as the bundle does",
     numbers_names_as_the_bundle_does},
    {"keeps what rules ask for", keeps_what_rules_ask_for},
    {"knows numbers of versions", knows_numbers},
    {"ranks as sorting does", ranks_as_sorting_does},
    {"records dependents", records_dependents},
    {"grows", grows},
    {"survives short memory", survives_short_memory},
};

TEST_MAIN("catalog", cases)
