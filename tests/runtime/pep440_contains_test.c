/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Membership in specifier sets, operator by operator: for each set the
 * versions that it takes and some that it does not. The expected values
 * follow from PEP 440 and from packaging 21.3 and were tried against it.
 */
#include "tests/runtime/pep440_text.h"

#include <stdio.h>

static void check(const char *set, const char *list, bool expected,
                  enum pep440_prereleases prereleases)
{
    struct pep440_specifier *specifier = make_specifier(thoth_text_of(set));
    struct thoth_text text;

    while (next_text(&list, &text)) {
        struct pep440_version *version = make_version(text);

        if (pep440_contains(specifier, version, prereleases) != expected)
            printf("# %s: %.*s\n", set, (int)text.length, text.at);
        CU_ASSERT_EQUAL(pep440_contains(specifier, version, prereleases),
                        expected);
        pep440_version_free(version, NULL);
    }
    pep440_specifier_free(specifier, NULL);
}

/* With pre-releases allowed. */
static void takes(const char *set, const char *versions)
{
    check(set, versions, true, PEP440_PRERELEASES_ALLOWED);
}

static void refuses(const char *set, const char *versions)
{
    check(set, versions, false, PEP440_PRERELEASES_ALLOWED);
}

static void by_default(const char *set, const char *taken, const char *refused)
{
    check(set, taken, true, PEP440_PRERELEASES_BY_SET);
    check(set, refused, false, PEP440_PRERELEASES_BY_SET);
}

static void prereleases_need_permission(void)
{
    by_default("", "1|1.post1|1+a|foo", "1a1|1.dev0|1.post1.dev0");
    by_default(">=1", "2", "2a1|2.dev0");
    by_default(">=1a1", "2|2a1|2.dev0", "1.dev0");
    by_default("!=1a1", "2", "2a1|1a1");
    by_default("<2a1", "1", "1a1|2a0");
    by_default("===2a1,>=1", "2a1", "2a2");
    by_default(">=1,<2,!=1.5b1,>=1.0.dev1", "1.1a1|1", "2a1|1.5b1");
    takes("", "1|1a1|1.dev0|foo|");
}

static void equality(void)
{
    takes("==1.0", "1|1.0|v1.0.0|1+local| 1.0+a.1 ");
    refuses("==1.0", "1.0.1|1a1|1.post1|1.dev0|1!1|2|foo|1.0x");
    takes("==1.0+a.1", "1+a.1|1.0+A-01");
    refuses("==1.0+a.1", "1.0|1+a|1+a.2");
    takes("==1c1.post2.dev3", "1rc1-2dev3");
    takes("!=1.0", "1.0.1|1a1|1.post1|2");
    refuses("!=1.0", "1|1.0.0|1+a|foo");
    takes("!=1.0+a", "1|1+b");
    refuses("!=1.0+a", "1+a|foo");
}

static void prefixes(void)
{
    takes("==1.2.*", "1.2|1.2.0|1.2.9|1.2a1|1.2.dev0|1.2.post1|1.2.3+a|v1.2");
    refuses("==1.2.*", "1|1.20|1.3|2.2|1!1.2|1.1.9|foo");
    takes("!=1.2.*", "1|1.20|1.3|1!1.2");
    refuses("!=1.2.*", "1.2|1.2a1|1.2.9|foo");
    takes("==1a1.*", "1a1|1a1.post1|1alpha1.dev2");
    refuses("==1a1.*", "1a2|1|1a10");
    takes("==1.post1.*", "1.post1|1.post1.dev3");
    refuses("==1.post1.*", "1.post2|1.post11");
}

static void prefixes_are_texts(void)
{
    refuses("==v1.*", "1|1.0");
    refuses("==01.*", "1|01");
    refuses("==1.0A1.*", "1.0a1");
    refuses("==1.0c1.*", "1.0rc1");
    refuses("==0!1.*", "1");
    takes("!=v1.*", "1|1.0");
}

static void missing_numbers_are_zeros(void)
{
    takes("==1.0.*", "1|1.0|1.0rc1|1.0.post1");
    refuses("==1.0.*", "1rc1|1.post1|1.dev0");
    takes("==1.0.0.*", "1|1.0");
    refuses("==1.0.0.*", "1.0rc1");
    takes("==1!1.*", "1!1|1!1.5|1!1.0rc1|1!1.post1");
    refuses("==1!1.*", "1!1rc1|1|1!2");
    takes("==1!1.0.*", "1!1.0|1!1.0.2");
    refuses("==1!1.0.*", "1!1");
}

static void inclusive_order(void)
{
    takes(">=1.0", "1|1.0+a|1.post1|2.dev0|1!0");
    refuses(">=1.0", "1rc1|1.dev9|0.9|foo");
    takes("<=1.0", "1|1.0+a|1rc1|0.9");
    refuses("<=1.0", "1.post1|1.0.1|foo");
    takes(">=1a1", "1a1|1a1+x|1a1.post1");
    refuses(">=1a1", "1a0|1a1.dev0|1.dev5");
}

static void exclusive_order(void)
{
    takes("<1.0", "0.9|0.9.post1|0.9a1|0.9+a");
    refuses("<1.0", "1|1rc1|1.0.dev0|1.0+a|1.1|foo");
    takes("<1.0rc2", "1rc1|1.dev0|0.9");
    refuses("<1.0rc2", "1rc2|1rc2+a|1");
    takes("<1.post1", "1|1.post0|1+a");
    refuses("<1.post1", "1a1|1.post0.dev1|1.post1.dev0|1.post1");
    takes(">1.0", "1.0.1|1.1|2.dev0|1.1+a");
    refuses(">1.0", "1|1+a|1.post1|1.post1.dev0|1rc1|foo");
    takes(">1a1", "1a2|1|1.1");
    refuses(">1a1", "1a1|1a2+x|1.post1|1a1.post1");
    takes(">1.post1", "1.post2|1.post2.dev0");
    refuses(">1.post1", "1.post1|1.post2+a|1");
}

static void compatible_release(void)
{
    takes("~=2.2", "2.2|2.2.1|2.10|2.2.post3|2.3a1");
    refuses("~=2.2", "2.1|2.2rc1|3|2.2.dev0|3.dev0|foo");
    takes("~=1.4.5", "1.4.5|1.4.9+a");
    refuses("~=1.4.5", "1.5|1.4.4|1.5.dev0");
    takes("~=2.2rc1", "2.2rc1|2.2|2.9");
    takes("~=2.2.post3", "2.2.post3|2.3");
    takes("~=1!2.2", "1!2.3");
    refuses("~=1!2.2", "2.3|1!3");
    takes("~=1.0.0", "1|1.0|1.0.5");
    refuses("~=1.0.0", "1.1|1.post1");
}

static void compatible_prefixes_are_texts(void)
{
    refuses("~=v1.2", "1.2|1.3");
    refuses("~=01.2", "1.2|1.3");
    takes("~=1.2c1", "1.2rc1|1.2.5");
    refuses("~=1.2c1", "1.3");
    takes("~=1.2.DEV1", "1.2|1.2.5");
    refuses("~=1.2.DEV1", "1.3");
    takes("~=1.2-1", "1.3");
}

static void arbitrary_equality(void)
{
    takes("===1.0", "1.0|v1.0");
    refuses("===1.0", "1|1.0.0|1.0+a");
    takes("===Foo", "foo|FOO");
    refuses("===Foo", " foo|fo|fooo");
    takes("===1.0RC1", "1.0c1");
    takes("===\xc3\x89", "\xc3\xa9|\xc3\x89");
    refuses("===", "1|foo");
    takes("===", "");
}

static void legacy_clauses(void)
{
    takes("<foo", "a|fo-");
    refuses("<foo", "foo|z|1.0|1a1");
    takes(">foo", "z|1.0|1a1");
    takes("==1.0x", "1.0X|1.00x");
    refuses("==1.0x", "1.0");
    takes("!=1.0x", "1.0|foo");
    takes(">=1.*", "2|1.0.1|10");
    refuses(">=1.*", "0.9|foo");
    takes("<=1.0+b", "1+a|0.9");
    refuses("<=1.0+b", "1|1.post1");
    takes(">", "1|z");
    refuses(">", "a|");
    /* In a mixed set PEP 440 clauses still refuse legacy versions. */
    takes(">=1,>foo", "1");
    refuses(">=1,>foo", "z");
    by_default(">foo", "1", "1a1");
}

static void all_clauses_must_hold(void)
{
    takes(">=1,<2,!=1.5", "1|1.4|1.5.1");
    refuses(">=1,<2,!=1.5", "0.9|1.5|2");
}

static void numbers_are_of_any_size(void)
{
    takes(">18446744073709551615", "18446744073709551616");
    refuses(">18446744073709551616", "18446744073709551615");
    takes("~=9999999999999999999999.1", "9999999999999999999999.2");
    refuses("==1.99999999999999999999.*", "1.99999999999999999998");
}

static const struct test_case cases[] = {
    {"pre-releases need permission", prereleases_need_permission},
    {"== and != compare versions", equality},
    {"== and != compare prefixes", prefixes},
    {"prefixes are compared as texts", prefixes_are_texts},
    {"missing release numbers are zeros", missing_numbers_are_zeros},
    {"<= and >= compare public versions", inclusive_order},
    {"< and > leave out suffixes of their version", exclusive_order},
    {"~= keeps to a prefix", compatible_release},
    {"prefixes of ~= are texts", compatible_prefixes_are_texts},
    {"=== compares texts without case", arbitrary_equality},
    {"legacy clauses compare legacy versions", legacy_clauses},
    {"all clauses must hold", all_clauses_must_hold},
    {"numbers are of any size", numbers_are_of_any_size},
};

TEST_MAIN("pep440_contains", cases)
