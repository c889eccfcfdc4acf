/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Legacy versions: their order, which setuptools had before PEP 440. The
 * expected values were tried against packaging 21.3.
 */
#include "tests/runtime/pep440_text.h"

static void any_text_is_a_version(void)
{
    struct pep440_version *version = make_version(TEXT(" French \0Toast"));

    CU_ASSERT(version->is_legacy);
    CU_ASSERT_FALSE(version->is_prerelease || version->is_postrelease);
    CU_ASSERT(thoth_text_equal(version->normal, TEXT(" French \0Toast")));
    CU_ASSERT(thoth_text_equal(version->key, version->public_key));
    CU_ASSERT(thoth_text_equal(version->key, version->base_key));
    CU_ASSERT(thoth_text_equal(pep440_version_release(version, 0), TEXT("0")));
    pep440_version_free(version, NULL);
    version = make_version((struct thoth_text){NULL, 0});
    CU_ASSERT(version->is_legacy);
    CU_ASSERT_EQUAL(version->normal.length, 0);
    pep440_version_free(version, NULL);
}

static void tags_sort_by_text(void)
{
    /* `final` stands for the end, numbers come after tags. */
    check_ascending("dev|_|a|c||final|-|-x|-1-|x.1|z|1-a-a|1a.x|1c.x|1-x-1|"
                    "1.x.dev|1.x|10x|123456789x|0!0.dev0");
}

static void spellings_coincide(void)
{
    check_pairs("x|X|\xc3\x89|\xc3\xa9|x..1|x.1|x1|x01", true);
    check_pairs("x\xc4\xb0|xi\xcc\x87", true);
    check_pairs("1.pre.x|1c.x|1rc.x|1preview.x|dev|@", true);
    check_pairs("x-|xfinal-|x|xx|dev|pre", false);
}

static void zeros_before_a_tag_vanish(void)
{
    check_pairs("x.0|x|x00000000|x|x.0.0.a|x.a|0.x|x", true);
    check_pairs("x000000000|x|x0.1|x1|x0.0.0a|xa", false);
}

static void dashes_before_an_early_tag_vanish(void)
{
    check_pairs("x-a|x-.-a|x-a|x.a|x-0.0-a|x-a|1--dev.x|1dev.x", true);
    check_pairs("x-0a|x-a|x-z|x.z|x-|x", false);
}

static void only_ascii_digits_are_numbers(void)
{
    check_pairs("x1|x\xd9\xa1", false);
    /* A run that starts with ASCII digits is padded by characters. */
    check_pairs("x1\xd9\xa1|x01\xd9\xa1", true);
}

static void control_characters_keep_their_order(void)
{
    struct thoth_text ascending[] = {TEXT("x "), TEXT("x  "), TEXT("x ~"),
                                     TEXT("x"), TEXT("x~")};

    CU_ASSERT_EQUAL(order_of(TEXT("x\0"), TEXT("x\1")), -1);
    CU_ASSERT_EQUAL(order_of(TEXT("x\0"), TEXT("x\0\0")), -1);
    CU_ASSERT_EQUAL(order_of(TEXT("x\1"), TEXT("x\1\0")), -1);
    CU_ASSERT_EQUAL(order_of(TEXT("x\0\2"), TEXT("x\1\1")), -1);
    CU_ASSERT_EQUAL(order_of(TEXT("x\1\xff"), TEXT("x\2")), -1);
    for (size_t i = 1; i < sizeof(ascending) / sizeof(ascending[0]); ++i)
        CU_ASSERT_EQUAL(order_of(ascending[i - 1], ascending[i]), -1);
}

static const struct test_case cases[] = {
    {"any text is a version", any_text_is_a_version},
    {"tags sort by their text", tags_sort_by_text},
    {"spellings of a tag coincide", spellings_coincide},
    {"zeros before a tag vanish", zeros_before_a_tag_vanish},
    {"dashes before an early tag vanish", dashes_before_an_early_tag_vanish},
    {"only ASCII digits are numbers", only_ascii_digits_are_numbers},
    {"control characters keep their order",
     control_characters_keep_their_order},
};

TEST_MAIN("pep440_legacy", cases)
