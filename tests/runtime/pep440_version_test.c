/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Versions: which texts are PEP 440, their normal forms and segments, and the
 * order, legacy versions included. The expected values follow from PEP 440
 * and from the rules of packaging 21.3 and were tried against it.
 */
#include "tests/runtime/pep440_text.h"

static bool is(struct thoth_text text, const char *expected)
{
    return thoth_text_equal(text, thoth_text_of(expected));
}

static void check_validity(const char *list, bool expected)
{
    struct thoth_text text;

    while (next_text(&list, &text))
        CU_ASSERT_EQUAL(pep440_is_valid(text), expected);
}

static void versions_are_valid(void)
{
    check_validity("1|0|1.0|1.2.3.4.5.6|V1.0|v1|1!2|0!0", true);
    check_validity("1.0a1|1.0-A.1|1.0_alpha|1.0beta-2|1c3|1.0rc|1.0pre1", true);
    check_validity("1.0.preview-1|1.0a-|1-a-|1.0-1|1.0.post|1.0r4", true);
    check_validity("1.0-rev_4|1.0post_|1.0dev|1.0-dev_3|1.0.dev-", true);
    check_validity("1a1.post2.dev3|1a-1-1|1a.post1|1-1dev", true);
    check_validity("1+abc|1.0+a.b-c_1|1+0A|1.0-1+1", true);
}

static void white_space_around_is_ignored(void)
{
    check_validity(" 1.0\t|\n\v\f\r1.0\r\n|1.0\x1c\x1f", true);
    check_validity("\xe3\x80\x80\x31|1.0\xc2\xa0|1.0\xc2\x85", true);
    /* A zero-width space and a byte-order mark are none. */
    check_validity("1.0\xe2\x80\x8b|\xef\xbb\xbf\x31|1.0\x85", false);
    check_validity("v 1|1 .0|1. 0|1.0 a1|1.0+ a", false);
}

static void case_is_ignored_as_in_python(void)
{
    check_validity("1.0PO\xc5\xbfT1|1.0prev\xc4\xb1\x65w", true);
    check_validity("1.0prev\xc4\xb0\x65w|1+\xe2\x84\xaa\xc5\xbf", true);
    check_validity("1+\xc3\xa9|1.0rev\xc5\xbf|\xd9\xa1", false);
}

static void other_texts_are_invalid(void)
{
    check_validity("| |v|a1|1.|.1|1..2|1.x|1!|!1|1!1!1|vv1|1.0.*", false);
    check_validity("1.0a1b2|1.0--1|1.0-1-1|1-1post1|1.0.dev1.2", false);
    check_validity("1.0dev1post1|1.0post1a1|1.0final|1.0.pos|1.0rcc", false);
    check_validity("1+|1+a.|1+.a|1+a..b|1+a+b|1.0a-_1|1.0a--|1-a-.", false);
    CU_ASSERT_FALSE(pep440_is_valid(TEXT("1.0\0")));
    CU_ASSERT_FALSE(pep440_is_valid((struct thoth_text){NULL, 0}));
}

static void check_normal_form(const char *text, const char *normal)
{
    struct pep440_version *version = make_version(thoth_text_of(text));

    CU_ASSERT_FALSE(version->is_legacy);
    CU_ASSERT(is(version->normal, normal));
    pep440_version_free(version, NULL);
}

static void normal_forms(void)
{
    check_normal_form(" v01.02.00 ", "1.2.0");
    check_normal_form("00!1", "1");
    check_normal_form("007!1.0", "7!1.0");
    check_normal_form("1.0ALPHA", "1.0a0");
    check_normal_form("1-Beta.02", "1b2");
    check_normal_form("1c1", "1rc1");
    check_normal_form("1.pre", "1rc0");
    check_normal_form("1_preview-3", "1rc3");
    check_normal_form("1-01", "1.post1");
    check_normal_form("1r", "1.post0");
    check_normal_form("1.REV-2", "1.post2");
    check_normal_form("1DEV", "1.dev0");
    check_normal_form("1a.post.dev", "1a0.post0.dev0");
    check_normal_form("1+Ubuntu_01-B.0x", "1+ubuntu.1.b.0x");
    check_normal_form("1+\xe2\x84\xaa\xc4\xb0", "1+ki\xcc\x87");
    check_normal_form("00000000000000000000123456789012345678901234567890",
                      "123456789012345678901234567890");
}

static void segments_are_at_hand(void)
{
    struct pep440_version *version =
        make_version(TEXT("2!01.20a3-4.dev5+X.06"));

    CU_ASSERT(is(version->public_text, "2!1.20a3.post4.dev5"));
    CU_ASSERT(is(version->base_text, "2!1.20"));
    CU_ASSERT(version->is_prerelease && version->is_postrelease);
    CU_ASSERT(is(version->parts.epoch, "2"));
    CU_ASSERT(is(version->parts.release, "1.20"));
    CU_ASSERT_EQUAL(version->parts.release_count, 2);
    CU_ASSERT_EQUAL(version->parts.pre, PEP440_PRE_ALPHA);
    CU_ASSERT(is(version->parts.pre_number, "3"));
    CU_ASSERT(is(version->parts.post_number, "4"));
    CU_ASSERT(is(version->parts.dev_number, "5"));
    CU_ASSERT(is(version->parts.local, "x.6"));
    CU_ASSERT(is(pep440_version_release(version, 0), "1"));
    CU_ASSERT(is(pep440_version_release(version, 1), "20"));
    CU_ASSERT(is(pep440_version_release(version, 2), "0"));
    pep440_version_free(version, NULL);

    version = make_version(TEXT("1.post1"));
    CU_ASSERT(!version->is_prerelease && version->is_postrelease);
    CU_ASSERT_FALSE(version->parts.has_local);
    pep440_version_free(version, NULL);
    version = make_version(TEXT("1.dev1"));
    CU_ASSERT(version->is_prerelease && !version->is_postrelease);
    pep440_version_free(version, NULL);
}

static void versions_ascend(void)
{
    check_ascending("x|zzz|0.dev0|0a0|0|0.0.1|1.dev0|1.dev1|1.dev1+a|1a0.dev0|"
                    "1a0|1a0.post0.dev0|1a0.post0|1a1|1b0|1rc0.dev3|1rc0|1rc2|"
                    "1rc10|1|1.post0.dev0|1.post0|1.post1.dev0|1.post1|"
                    "1.0.0.1|1.2|1.10|2|1!0.dev0|1!0|1!1|2!0");
}

static void local_versions_ascend(void)
{
    check_ascending("1|1+a|1+a.a|1+a.0|1+aa|1+b|1+0|1+0.a|1+0.0|1+1|1+10|"
                    "1.post0.dev0");
}

static void numbers_ascend(void)
{
    check_ascending("1.199|1.200|1.255|1.256|1.65535|1.65536|1.16777216|"
                    "1.9999999999999999999|1.10000000000000000000|"
                    "1.18446744073709551615|1.18446744073709551616|"
                    "1.99999999999999999999|1.100000000000000000000|"
                    "18446744073709551616!0");
}

static void spellings_coincide(void)
{
    check_pairs("1|1.0.0|0|0!0.0|1.0| v01 |1a|1.0-ALPHA0|1-1|1.0.rev_1|"
                "1.dev|1.0_DEV-0|0.0.dev0|0dev|1c1|1pre1|1.0.1.0|01.00.1|"
                "1r|1.post|1+a_B|1+A.b|1+01|1+1",
                true);
    check_pairs("1|1.dev0|1|1.post0|1|1+0|1a|1b|1.0.1|1.1|1|1!1", false);
}

static void keys_are_nested(void)
{
    struct pep440_version *local = make_version(TEXT("1!2.3rc4+a.5"));
    struct pep440_version *bare = make_version(TEXT("1!2.3.0rc04"));
    struct pep440_version *base = make_version(TEXT("1!2.3"));

    CU_ASSERT(thoth_text_equal(local->public_key, bare->key));
    CU_ASSERT(thoth_text_equal(bare->public_key, bare->key));
    CU_ASSERT(thoth_text_equal(local->base_key, base->base_key));
    CU_ASSERT(local->key.at == local->public_key.at);
    CU_ASSERT(local->key.at == local->base_key.at);
    CU_ASSERT(local->base_key.length < local->public_key.length);
    CU_ASSERT(local->public_key.length < local->key.length);
    pep440_version_free(local, NULL);
    pep440_version_free(bare, NULL);
    pep440_version_free(base, NULL);
}

static void numbers_saturate(void)
{
    uint64_t value = 1;

    CU_ASSERT(pep440_number_value(TEXT(""), &value));
    CU_ASSERT_EQUAL(value, 0);
    CU_ASSERT(
        pep440_number_value(TEXT("0000000000000000000000000042"), &value));
    CU_ASSERT_EQUAL(value, 42);
    CU_ASSERT(pep440_number_value(TEXT("18446744073709551615"), &value));
    CU_ASSERT_EQUAL(value, UINT64_MAX);
    CU_ASSERT_FALSE(pep440_number_value(TEXT("18446744073709551616"), &value));
    CU_ASSERT_EQUAL(value, UINT64_MAX);
}

static void a_version_is_one_block(void)
{
    static const char *const texts[] = {"1.2.3rc1+a", "no version"};

    for (size_t i = 0; i < 2; ++i) {
        struct budget budget = {1, 0};
        struct thoth_allocator allocator = {budget_take, budget_give_back,
                                            &budget};
        struct pep440_version *version, *none;
        struct thoth_text text = thoth_text_of(texts[i]);

        CU_ASSERT_EQUAL(pep440_version_parse(text, &allocator, &version),
                        PEP440_OK);
        CU_ASSERT_EQUAL(pep440_version_parse(text, &allocator, &none),
                        PEP440_E_MEMORY);
        CU_ASSERT_PTR_NULL(none);
        CU_ASSERT_EQUAL(budget.live, 1);
        pep440_version_free(version, &allocator);
        CU_ASSERT_EQUAL(budget.live, 0);
        pep440_version_free(NULL, &allocator);
    }
}

static const struct test_case cases[] = {
    {"PEP 440 versions are valid", versions_are_valid},
    {"white space around them is ignored", white_space_around_is_ignored},
    {"case is ignored as in Python", case_is_ignored_as_in_python},
    {"other texts are invalid", other_texts_are_invalid},
    {"versions have a normal form", normal_forms},
    {"segments are at hand", segments_are_at_hand},
    {"versions ascend", versions_ascend},
    {"local versions ascend", local_versions_ascend},
    {"numbers of any size ascend", numbers_ascend},
    {"spellings of a version coincide", spellings_coincide},
    {"keys of version, public version and base are nested", keys_are_nested},
    {"numbers beyond 64 bits saturate", numbers_saturate},
    {"a version is one block of memory", a_version_is_one_block},
};

TEST_MAIN("pep440_version", cases)
