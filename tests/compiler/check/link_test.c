/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Links as urllib.parse.urlparse takes them; the expectations were compared
 * with Python 3.11.
 */
#include "compiler/check/link.h"
#include "tests/harness/run.h"

#include <stdio.h>

struct link_case {
    const char *link;
    enum link_problem problem;
};

static void check_all(const struct link_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        enum link_problem found = link_check(thoth_text_of(cases[i].link));

        CU_ASSERT_EQUAL(found, cases[i].problem);
        if (found != cases[i].problem)
            printf("# link '%s'\n", cases[i].link);
    }
}

#define CHECK_ALL(cases) check_all(cases, sizeof(cases) / sizeof((cases)[0]))

static void page_names(void)
{
    static const struct link_case cases[] = {
        {"page", LINK_OK},
        {"a_b-1", LINK_OK},
        {"_", LINK_OK},
        {"0", LINK_OK},
        {"", LINK_NO_SCHEME},
        {"Page", LINK_NO_SCHEME},
        {"page\n", LINK_NO_SCHEME},
        {"a.b", LINK_NO_SCHEME},
        {"a/b", LINK_NO_SCHEME},
        {"\xc3\xa9", LINK_NO_SCHEME},
    };

    CHECK_ALL(cases);
}

static void schemes(void)
{
    static const struct link_case cases[] = {
        {"x://y", LINK_OK},
        {"HTTP://X", LINK_OK},
        {"a+b-c.d1://e", LINK_OK},
        {" \x01http://x", LINK_OK},
        {"ht\ntp:/\t/x", LINK_OK},
        {"1http://x", LINK_NO_SCHEME},
        {"+a://x", LINK_NO_SCHEME},
        {"a_b://x", LINK_NO_SCHEME},
        {"://x", LINK_NO_SCHEME},
        {"//x.y", LINK_NO_SCHEME},
        {"h\xc3\xa9://x", LINK_NO_SCHEME},
    };

    CHECK_ALL(cases);
}

static void authorities(void)
{
    static const struct link_case cases[] = {
        {"http://\xc3\xa9.x", LINK_OK},
        {"http://:80", LINK_OK},
        {"http:// ", LINK_OK},
        {"http://", LINK_NO_AUTHORITY},
        {"http:", LINK_NO_AUTHORITY},
        {"http:/x", LINK_NO_AUTHORITY},
        {"http:///x", LINK_NO_AUTHORITY},
        {"http://?x", LINK_NO_AUTHORITY},
        {"http://#x", LINK_NO_AUTHORITY},
        {"http://\n", LINK_NO_AUTHORITY},
        {"mailto:a@b", LINK_NO_AUTHORITY},
    };

    CHECK_ALL(cases);
}

static void hosts_in_brackets(void)
{
    static const struct link_case cases[] = {
        {"http://[::1]/", LINK_OK},
        {"http://[::1]:80", LINK_OK},
        {"http://u@[1:2:3:4:5:6:7:8]", LINK_OK},
        {"http://[::ffff:1.2.3.4]", LINK_OK},
        {"http://[fe80::1%eth0]", LINK_OK},
        {"http://[v1.x]", LINK_OK},
        {"http://x/[", LINK_OK},
        {"http://[::1", LINK_BAD_HOST},
        {"http://::1]", LINK_BAD_HOST},
        {"http://[]", LINK_BAD_HOST},
        {"http://[1.2.3.4]", LINK_BAD_HOST},
        {"http://[::12345]", LINK_BAD_HOST},
        {"http://[::1::2]", LINK_BAD_HOST},
        {"http://[::1%]", LINK_BAD_HOST},
        {"http://[::1%a%b]", LINK_BAD_HOST},
        {"http://[v.x]", LINK_BAD_HOST},
        {"http://[v1.]", LINK_BAD_HOST},
        {"http://[::1/]", LINK_BAD_HOST},
    };

    CHECK_ALL(cases);
}

static void deceptive_hosts(void)
{
    static const struct link_case cases[] = {
        {"http://a\xef\xbc\x8f"
         "b",
         LINK_BAD_HOST},                          /* fullwidth solidus */
        {"http://\xe2\x84\x80.x", LINK_BAD_HOST}, /* a/c */
        {"http://x/\xef\xbc\x8f", LINK_OK},
        {"http://\xef\xbc\x8e", LINK_OK}, /* fullwidth full stop */
        {"http://\xff\xfe", LINK_OK},
    };

    CHECK_ALL(cases);
}

static const struct test_case CASES[] = {
    {"names of pages", page_names},
    {"schemes", schemes},
    {"authorities", authorities},
    {"hosts in brackets", hosts_in_brackets},
    {"hosts that normalise to others", deceptive_hosts},
};

TEST_MAIN("link", CASES)
