/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The public functions on versions, specifiers and names: that they reach the
 * right one of those behind them, with bounded writes and no leaks.
 */
#include "runtime/package_name.h"
#include "runtime/thoth.h"
#include "tests/harness/run.h"
#include "tests/runtime/short_memory.h"

#include <string.h>

static struct thoth_text text_of(const char *text)
{
    return (struct thoth_text){text, strlen(text)};
}

static bool is(struct thoth_text text, const char *expected)
{
    return text.length == strlen(expected) &&
           memcmp(text.at, expected, text.length) == 0;
}

static struct thoth_version *parse(const char *text)
{
    struct thoth_version *version;

    CU_ASSERT_EQUAL(thoth_version_parse(text_of(text), NULL, &version),
                    THOTH_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(version);
    return version;
}

static void parses_versions(void)
{
    struct thoth_version *left = parse(" v1.0-RC.1 "), *right = parse("1.0");
    struct thoth_version *legacy = parse("Nonsense");

    CU_ASSERT(is(thoth_version_text(left), "1.0rc1"));
    CU_ASSERT(thoth_version_is_prerelease(left));
    CU_ASSERT_FALSE(thoth_version_is_prerelease(right));
    CU_ASSERT_FALSE(thoth_version_is_legacy(left));
    CU_ASSERT(thoth_version_is_legacy(legacy));
    CU_ASSERT(is(thoth_version_text(legacy), "Nonsense"));
    CU_ASSERT_EQUAL(thoth_version_compare(left, right), -1);
    CU_ASSERT_EQUAL(thoth_version_compare(right, left), 1);
    CU_ASSERT_EQUAL(thoth_version_compare(right, right), 0);
    CU_ASSERT_EQUAL(thoth_version_compare(legacy, left), -1);
    thoth_version_release(left);
    thoth_version_release(right);
    thoth_version_release(legacy);
    thoth_version_release(NULL);
}

static void asks_specifiers(void)
{
    struct thoth_version *final = parse("1.5"), *candidate = parse("1.5rc1");
    struct thoth_specifier *specifier;

    CU_ASSERT_EQUAL(
        thoth_specifier_parse(text_of(">=1.0,<2"), NULL, &specifier), THOTH_OK);
    CU_ASSERT(thoth_specifier_contains(specifier, final, false));
    CU_ASSERT_FALSE(thoth_specifier_contains(specifier, candidate, false));
    CU_ASSERT(thoth_specifier_contains(specifier, candidate, true));
    thoth_specifier_release(specifier);
    CU_ASSERT_EQUAL(thoth_specifier_parse(text_of("~=x"), NULL, &specifier),
                    THOTH_E_SPECIFIER);
    CU_ASSERT_PTR_NULL(specifier);
    thoth_specifier_release(NULL);
    thoth_version_release(final);
    thoth_version_release(candidate);
}

static void survives_short_memory(void)
{
    struct short_memory memory;
    struct thoth_version *version;
    struct thoth_specifier *specifier;

    for (size_t left = 0; left < 3; left++) {
        short_memory_start(&memory, left);
        CU_ASSERT_EQUAL(
            thoth_version_parse(text_of("1.0"), &memory.allocator, &version),
            left < 2 ? THOTH_E_MEMORY : THOTH_OK);
        thoth_version_release(version);
        CU_ASSERT_EQUAL(memory.blocks, 0);
        short_memory_start(&memory, left);
        CU_ASSERT_EQUAL(thoth_specifier_parse(text_of("==1"), &memory.allocator,
                                              &specifier),
                        left < 2 ? THOTH_E_MEMORY : THOTH_OK);
        thoth_specifier_release(specifier);
        CU_ASSERT_EQUAL(memory.blocks, 0);
    }
}

/* Names are written as PEP 503 says, whatever the room. */
static void normalises_names(void)
{
    static const char *const names[] = {
        "Foo__Bar.-baz",         "plain",   "",       "-.",
        "\xc3\x84pfel_\xc4\xb0", "a.b-c_d", "\xff.X", ".a"};
    char expected[64], normal[64];

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct thoth_text name = text_of(names[i]);
        size_t length = thoth_package_name_normalise(name, expected);

        for (size_t size = 0; size < 40; size++) {
            size_t fits = size < length ? size : length;

            memset(normal, '#', sizeof(normal));
            CU_ASSERT_EQUAL(thoth_name_normalise(name, normal, size), length);
            CU_ASSERT_EQUAL(memcmp(normal, expected, fits), 0);
            CU_ASSERT_EQUAL(normal[fits], '#');
        }
    }
    CU_ASSERT_EQUAL(thoth_name_normalise(text_of("A__b"), normal, 64), 3);
    CU_ASSERT_EQUAL(memcmp(normal, "a-b", 3), 0);
}

static const struct test_case cases[] = {
    {"parses versions", parses_versions},
    {"asks specifiers", asks_specifiers},
    {"survives short memory", survives_short_memory},
    {"normalises names", normalises_names},
};

TEST_MAIN("version", cases)
